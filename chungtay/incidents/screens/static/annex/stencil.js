// Fills copies of the page's <template> elements. Labels stand in them, in the page's language, written by the server;
// whatever was opened enters as text only, never as markup.
//
//   data-fill="name"   becomes the text, the element or the list of elements of that name; gone where there is none
//   data-when="name"   stays only where there is something of that name
//   data-act="name"    calls that act when it is pressed

const isEmpty = value => value === undefined || value === null || value === false || value === ''
  || (Array.isArray(value) && value.length === 0);

const within = (made, selector) => [made, ...made.querySelectorAll('*')].filter(one => one.matches(selector));

/** A copy of <template id="name"> as it stands, to be filled later. */
export const bare = name => document.getElementById(name).content.firstElementChild.cloneNode(true);

export const copy = (name, values = {}, acts = {}) => fill(bare(name), values, acts);

/** Fills what is there now; what it is filled with was filled before and stays as it is. */
export function fill(made, values, acts = {}) {
  for (const one of within(made, '[data-when]')) if (isEmpty(values[one.dataset.when])) one.remove();
  const buttons = within(made, '[data-act]');
  for (const one of within(made, '[data-fill]')) {
    const value = values[one.dataset.fill];
    if (isEmpty(value)) one.remove(); else one.replaceChildren(...[value].flat());
  }
  for (const one of buttons) one.addEventListener('click', acts[one.dataset.act]);
  return made;
}

/** What somebody typed or chose in a form, by `data-in`; such fields have no name, so that nothing can send them. */
export function typed(form) {
  const told = {};
  for (const one of form.querySelectorAll('[data-in]')) {
    if (one.type === 'checkbox') (told[one.dataset.in] ??= []).push(...(one.checked ? [one.value] : []));
    else told[one.dataset.in] = one.value.trim();
  }
  return told;
}

/** Options for a <select>: [[code, label], …]. */
export function choices(select, rows) {
  select.replaceChildren(...rows.map(([code, label]) => new Option(label, code)));
  return select;
}
