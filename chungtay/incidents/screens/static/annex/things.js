// Shows one item of a notice by its kind: a message, a photo, a referral … What was opened becomes text, never markup.

import { coded, label } from './coded.js';
import { desk, sideName } from './desk.js';
import { numbered } from './listing.js';
import { day, moment } from './moments.js';
import { readable } from './opening.js';
import { copy } from './stencil.js';
import { say } from './words.js';

const pictures = new Set();  // addresses of pictures in memory, given back when another notice is shown

export function forgetPictures() {
  for (const url of pictures) URL.revokeObjectURL(url);
  pictures.clear();
}

/** An item as it stands in the thread: open, wrong, not yet opened, sealed to others, or destroyed. */
export function thing(notice, item) {
  const one = desk.opened.get(item.iid);
  const values = { by: item.by.title, at: moment(item.received_at), where: numbered(item) };
  if (item.destroyed) return copy('t-item', { ...values, closed: say('destroyed') });
  if (!one) {
    const mine = readable(notice).includes(item);
    return copy('t-item', { ...values, closed: say(mine ? 'not_opened' : 'not_for_you') });
  }
  if (!one.ok) return copy('t-item', { ...values, wrong: wrongWords(one) });
  const kind = say(`kind_${one.content.kind}`);
  return copy('t-item', { ...values, kind, body: body(one), unconfirmed: !one.sender?.confirmed });
}

export const wrongWords = one => say(`wrong_${one.why}`, { position: numbered(one) });

const words = text => copy('t-words', { text });
const contentOf = iid => desk.opened.get(iid)?.content;

const BODIES = {
  notice: ({ fields }) => words(coded(fields, { brief: true }).map(one => one.value).join(' · ')),
  message: ({ text }) => words(text),
  photo: (content, bytes) => picture(bytes),
  told: ({ whom, at }) => words(say('told', { whom: label('told', whom), at: moment(at) })),
  action: ({ what, by, due }) => words(say('agreed', { what, side: sideName(by), due: due ? day(due) : say('no_day') })),
  action_done: ({ of }) => words(contentOf(of)?.what ?? ''),
  referral: ({ service, at }) => words(say('referred', { service: label('service', service), at: moment(at) })),
  referral_answer: ({ of, answer, why }) => words(
    [label('service', contentOf(of)?.service ?? ''), label('answer', answer), why].filter(Boolean).join(' · ')),
  consent: ({ to, for: purpose, when, withdrawn }) => words(say(withdrawn ? 'consent_withdrawn' : 'consent_given', {
    to: label('consent_to', to ?? []), purpose: label('consent_for', purpose ?? []), when: when ? moment(when) : '',
  })),
  closure: ({ outcome }) => words(label('outcome', outcome)),
};
const body = ({ content, bytes }) => BODIES[content.kind]?.(content, bytes) ?? words(say('unknown_kind'));

/** Whatever the bytes are, they are shown as a JPEG or not at all. */
function picture(bytes) {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
  pictures.add(url);
  const made = copy('t-photo');
  made.querySelector('img').src = url;
  return made;
}

// ---- what was agreed ------------------------------------------------------------------------------
const ofKind = (written, kind) => written.filter(one => one.content.kind === kind);

/** Actions that are not done yet. */
export function openActions(written) {
  const done = new Set(ofKind(written, 'action_done').map(one => one.content.of));
  return ofKind(written, 'action').filter(one => !done.has(one.iid));
}

/** Referrals to which no service has answered. */
export function openReferrals(written) {
  const answered = new Set(ofKind(written, 'referral_answer').map(one => one.content.of));
  return ofKind(written, 'referral').filter(one => !answered.has(one.iid));
}

export function agreed(written) {
  const waiting = new Set(openActions(written));
  return ofKind(written, 'action').map(one => {
    const { what, by, due } = one.content, waits = waiting.has(one);
    return copy('t-task', { what, by: sideName(by), due: due ? day(due) : '', done: !waits, waits });
  });
}

export function referrals(written) {
  const answers = new Map(ofKind(written, 'referral_answer').map(one => [one.content.of, one.content.answer]));
  return ofKind(written, 'referral').map(one => {
    const answer = answers.get(one.iid), service = label('service', one.content.service);
    return copy('t-referral', {
      service, accepted: answer === 'accepted', refused: answer === 'refused', waits: !answer,
    });
  });
}
