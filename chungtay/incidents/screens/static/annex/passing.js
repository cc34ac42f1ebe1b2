// Passes a notice on: a second notice is made of the coded fields of the first, looked at beside it, and sealed to both
// sides. Words, names and photos of the own file have no way across.

import { coded, crossing } from './coded.js';
import { desk, room } from './desk.js';
import { openedOf } from './opening.js';
import { copy } from './stencil.js';
import { say } from './words.js';
import { write } from './writing.js';

/** The first words of the own file, from which the crossing notice is made. */
export const firstOf = notice => openedOf(notice)
  .find(one => one.ok && one.content.kind === 'notice' && one.content.side === notice.side);

/** What crossed; the newest, should there be several. */
export const crossed = notice => openedOf(notice)
  .findLast(one => one.ok && one.content.kind === 'notice' && one.content.side === null);

/** One row a field: what is kept, and what would cross, ticked until she unticks it. */
export function rows(notice) {
  const own = firstOf(notice).content.fields, may = crossing(own);
  const said = new Map(coded(may).map(one => [one.name, one.value]));
  return coded(own).map(({ name, label, value }) => {
    const row = copy('t-passing-row', { label, own: value, over: said.get(name), kept: !said.has(name) });
    const box = row.querySelector('[data-in]');
    if (box) { box.value = name; box.setAttribute('aria-label', label); }
    return row;
  });
}

/** What she ought to know before she sends; none of it stops her. */
export function warnings() {
  const few = desk.sides.filter(({ cards }) => cards.size < 2)
    .map(one => say('few_recipients', { side: one.name, number: one.cards.size }));
  return room.dossiers[desk.seat] ? few : [...few, say('no_dossier')];
}

export const recipients = () => desk.sides.map(one => say('recipients_of', { side: one.name, number: one.cards.size }));

/** On what legal basis the side gives data across the border, and the number of its dossier, as the lists say. */
export function basis() {
  const noted = room.dossiers[desk.seat];
  return noted ? say('dossier', { basis: noted.basis, number: noted.number || say('no_number') }) : '';
}

/** `ticked`: names of the fields that cross; nothing else of the first notice is copied. */
export async function pass(notice, { ticked, urgency }) {
  const all = crossing(firstOf(notice).content.fields);
  const fields = Object.fromEntries(Object.entries(all).filter(([name]) => ticked.includes(name)));
  if ('urgency' in fields) fields.urgency = urgency;
  return write(notice, 'notice', { fields }, { seat: null, passesOn: true, urgency });
}

export const mayPass = notice => notice.side === desk.seat && !notice.crossed_at && Boolean(firstOf(notice));
