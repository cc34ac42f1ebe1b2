// Says the page's words: the server writes them, in the page's language, as data beside the page.

const read = id => JSON.parse(document.getElementById(id)?.textContent ?? '{}');
const words = read('words');

/** What `screens/…/words.py` calls `name`, with its %(values)s filled in. */
export function say(name, values = {}) {
  if (!(name in words)) throw new Error(`the page has no words for ${name}`);
  return words[name].replace(/%\((\w+)\)s/g, (_, key) => String(values[key]));
}

/** What the server told this page beside its words, as `json_script` wrote it. */
export const told = (id = 'told') => read(id);
