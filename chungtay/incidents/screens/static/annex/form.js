// The form of a first notice as it stands in the page: reads its answers, shows what applies, says what is missing.
// Nothing here sends or keeps anything.

import { moment } from './content.js';
import { say } from './words.js';

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = id => document.getElementById(id);
const ask = name => one(`ask-${name}`);
const LETTERS = 'ACDEFHJKMNPRTUVWXY34679'; // none that is misread or misheard for another

/** `told`: what the page was given; `clock`: the server's time. */
export function formOf(told, clock) {
  const fields = new Map(told.fields.map(field => [field.name, field]));
  const today = () => isoDay(clock.now());
  let person = '';

  function begin() {
    const drawn = [...crypto.getRandomValues(new Uint8Array(5))].map(byte => LETTERS[byte % LETTERS.length]);
    person = `P-${drawn.join('')}`;
    ask('person').value = person;
    ask('when').value = ask('when').max = today();
    ask('precision').value = 'day';
    ask('received_at').value = hour(clock.now());
    offerUnits();
    show();
  }

  /** What was answered: a code, codes, a day or words by the name of the field; nothing of what does not apply. */
  function answers() {
    const found = {};
    for (const { name, ask: how } of fields.values()) {
      const place = all(`[data-field="${name}"]`)[0];
      const isSilent = how === 'worked_out' || how === 'photo' || place.hidden;
      const value = how === 'code' ? person : isSilent ? '' : read(name, how);
      if (value.length) found[name] = value;
    }
    found.type = told.signs.find(sign => (found.signs ?? []).includes(sign)) ?? 'other';
    const gbv = told.gbv.find(sign => (found.signs ?? []).includes(sign));
    if (gbv) found.gbv = gbv;
    found.when = (found.when ?? '').slice(0, { day: 10, month: 7, year: 4 }[found.precision] ?? 0); // 2026-03-20
    if (!found.when) delete found.when;
    if (!mayKeepWords(found)) delete found.words;
    if (!told.consented.includes(found.consent_by)) { delete found.consent_to; delete found.consent_for; }
    return found;
  }

  /** A refusal holds even in danger; where nobody could be asked, danger lets words be written. */
  function mayKeepWords({ consent_by: by, danger }) {
    return told.consented.includes(by) || (by === told.in_danger && danger === 'yes');
  }

  /** Which of the law's steps apply to the answers. */
  function chainsOf(found) {
    const codesOf = name => [found[name] ?? []].flat();
    const given = [...fields.values()].flatMap(({ name, list }) => codesOf(name).map(code => [list, code]));
    return new Set(given.map(([list, code]) => told.chains[list]?.[code]).filter(Boolean));
  }

  /** Fields that must be answered and are not. */
  const missing = found => told.fields.filter(({ name, needed }) => needed && !found[name]).map(({ name }) => name);

  /** Shows what applies to the answers as they stand, and hides the rest. */
  function show(changed = '') {
    if (changed === 'danger') preset();
    for (const place of all('[data-only]')) {
      const [name, code] = place.dataset.only.split(':');
      place.hidden = !read(name, fields.get(name).ask).includes(code);
    }
    const found = answers(), chains = chainsOf(found), may = mayKeepWords(found);
    for (const place of all('[data-chain]')) place.hidden = place.dataset.chain && !chains.has(place.dataset.chain);
    const asked = told.consented.includes(found.consent_by);
    for (const name of ['consent_to', 'consent_for', 'consent_at']) all(`[data-field="${name}"]`)[0].hidden = !asked;
    if (changed === 'consent_by' && asked && !ask('consent_at').value) ask('consent_at').value = hour(clock.now());
    one('part-words').parentElement.hidden = Boolean(found.consent_by) && !may;
    one('consent-says').textContent = !found.consent_by || asked ? ''
      : say(may ? 'danger_without_consent' : 'no_consent');
    all('[data-field="when"]')[0].hidden = ['goes_on', 'unknown'].includes(ask('precision').value);
    if (changed === 'when') offerUnits();
  }

  /** Danger decides how soon; whoever knows better chooses otherwise. */
  function preset() {
    const soon = { yes: 'danger', unknown: 'soon', no: 'normal' }[read('danger', 'one')];
    for (const box of all('[data-field="urgency"] input')) box.checked = box.value === soon;
  }

  /** Units as they stood on the day when it happened; only letters typed here shorten the list. */
  function offerUnits() {
    const day = ask('when').value || today(), letters = folded(one('find-place').value);
    const box = ask('place'), chosen = box.value;
    const standing = told.units.filter(([, name, , from, until]) =>
      from <= day && (!until || day < until) && folded(name).includes(letters));
    const choices = [new Option(say('none_chosen'), '')];
    for (const [word, isOwn] of [['own_units', true], ['other_units', false]]) {
      const group = document.createElement('optgroup');
      group.label = say(word);
      const there = standing.filter(([, , seat]) => told.own.includes(seat) === isOwn);
      group.append(...there.map(([key, name]) => new Option(name, key)));
      if (group.children.length) choices.push(group);
    }
    box.replaceChildren(...choices);
    const only = letters && standing.length === 1 ? standing[0][0] : '';
    box.value = standing.some(([key]) => key === chosen) ? chosen : only;
  }

  /** Leaves nothing of what was written in the page. */
  function wipe() {
    for (const box of all('#writing input, #writing select, #writing textarea')) {
      if (box.type === 'radio' || box.type === 'checkbox') box.checked = false;
      else if (box.name !== 'csrfmiddlewaretoken') box.value = '';
    }
    person = ask('person').value = '';
  }

  return { begin, answers, missing, mayKeepWords, show, offerUnits, wipe };
}

/** What stands in one field: a code or a text, or for several a list of codes. */
function read(name, how) {
  if (how === 'one' || how === 'many') {
    const ticked = all(`[data-field="${name}"] input:checked`).map(box => box.value);
    return how === 'many' ? ticked : ticked[0] ?? '';
  }
  return ask(name).value.trim().normalize('NFC');
}

const isoDay = date => moment(date).slice(0, 10);
const hour = date => moment(date).slice(11, 16);

/** "14:10" as the last such moment before `now`: a call at ten to midnight that is told after it was yesterday's. */
export function lastMoment(clockTime, now) {
  const [hours, minutes] = clockTime.split(':').map(Number), then = new Date(now);
  then.setHours(hours, minutes, 0, 0);
  if (then > now) then.setDate(then.getDate() - 1);
  return then;
}

/** Without marks and capitals: whoever is in a hurry types "dak plo". */
export const folded = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
