// Opens every notice that the recipient may read and searches in what was opened. The search never leaves the page: there
// is no address for it.

import { coded, label } from './coded.js';
import { desk, noticeOf } from './desk.js';
import { openNotices, openedOf } from './opening.js';

/** Small letters, without the marks of Vietnamese, so that "lao dong" finds "Lao động"; Lao letters stay as they are. */
const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replaceAll('đ', 'd')
  .normalize('NFC');

const texts = new Map();  // item id -> what is searched

// Beside the fields of a notice: what somebody wrote, and what was chosen from a list. Ids, days and moments are no words.
const WRITTEN = ['text', 'what', 'why'];
const CHOSEN = {
  whom: 'told', service: 'service', answer: 'answer', outcome: 'outcome', to: 'consent_to', for: 'consent_for',
};

/** Every word in an item that somebody wrote or chose, chosen ones by their label. */
function textOf(outcome) {
  if (!outcome.ok) return '';
  if (!texts.has(outcome.iid)) texts.set(outcome.iid, plain([...words(outcome.content)].join('\n')));
  return texts.get(outcome.iid);
}

function* words(content) {
  for (const [name, value] of Object.entries(content)) {
    if (name === 'fields') for (const { label: asked, value: said } of coded(value)) yield `${asked} ${said}`;
    else if (name in CHOSEN) yield label(CHOSEN[name], value);
    else if (WRITTEN.includes(name) && typeof value === 'string') yield value;
  }
}

export const openAll = told => openNotices(desk.notices, 'search', told);

/** Notices in which each of the words stands somewhere; ids, in the order of the list. */
export function found(sought) {
  const wanted = plain(sought).split(/\s+/).filter(Boolean);
  return desk.notices.filter(notice => {
    const lines = openedOf(notice).map(textOf);
    return wanted.every(word => lines.some(line => line.includes(word)));
  }).map(notice => notice.id);
}

/** One line of what a notice is about, from what was opened of it; nothing where nothing was. */
export function summary(id) {
  const first = openedOf(noticeOf(id)).find(one => one.ok && one.content.kind === 'notice');
  return first ? coded(first.content.fields, { brief: true }).map(one => one.value).join(' · ') : '';
}

export const forgetTexts = () => texts.clear();
