// Shows one notice: what is wrong, what crosses beside the own file, all that was written in its order, what both sides
// agreed, and who has read. What does not verify is told and never opened; the rest stays readable.

import { coded } from './coded.js';
import { desk, noticeOf, ownSide, sideName } from './desk.js';
import { lacking } from './granting.js';
import { clock, marks, name, numbered } from './listing.js';
import { moment } from './moments.js';
import { missingFrom, openedOf, readable } from './opening.js';
import { crossed, firstOf } from './passing.js';
import { copy } from './stencil.js';
import { agreed, referrals, thing, wrongWords } from './things.js';
import { say } from './words.js';

/** Values for the template of one notice. */
export function facts(id) {
  const notice = noticeOf(id), written = openedOf(notice).filter(one => one.ok);
  return {
    name: name(notice),
    side: say('began_on', { side: sideName(notice.side) }),
    states: marks(notice),
    clock: clock(notice),
    until: notice.due_at ? say('until', { at: moment(notice.due_at) }) : '',
    warnings: warnings(notice).map(words => copy('t-warning', { words })),
    records: records(notice),
    items: notice.items.map(item => thing(notice, item)),
    actions: agreed(written),
    referrals: referrals(written),
    steps: steps(notice),
    log: log(notice),
    readers: readers(notice),
  };
}

/** Own file and what crossed, field by field. A side that was told has no first words of its own. */
function records(notice) {
  const own = firstOf(notice)?.content.fields ?? {}, over = crossed(notice)?.content.fields ?? {};
  const sent = new Map(coded(over).map(one => [one.name, one.value]));
  const kept = new Map(coded(own).map(one => [one.name, one.value]));
  return coded({ ...own, ...over }).map(one => copy('t-record', {
    label: one.label,
    own: kept.get(one.name) ?? say('nothing'),
    over: sent.get(one.name) ?? say(notice.crossed_at ? 'not_sent' : 'not_sent_yet'),
  }));
}

// ---- what is wrong --------------------------------------------------------------------------------
function warnings(notice) {
  const sealed = notice.items.filter(item => !item.destroyed);
  const closed = sealed.length - readable(notice).length, without = lacking([notice]).length;
  return [
    ...openedOf(notice).flatMap(wrongWith),
    ...missingFrom(notice).map(iid => say('missing', { iid: iid.slice(0, 8) })),
    ...desk.sides.filter(one => one.refused).map(one => say('side_refused', { side: one.name })),
    ...(closed > 0 ? [say('sealed_to_others', { number: closed })] : []),
    ...(without > 0 ? [say('narrow', { number: without, side: ownSide().name })] : []),
  ];
}

function wrongWith(one) {
  if (!one.ok) return [wrongWords(one)];
  const position = numbered(one), found = [], received = moment(one.received_at);
  if (one.apart) found.push(say('clock_apart', { position, written: moment(one.content.at), received }));
  if (one.foreign) found.push(say('foreign_signer', { position, whom: one.by.title }));
  if (one.ended) found.push(say('ended_signer', { position, at: moment(one.sender.until) }));
  return found;
}

// ---- who did what, who has read, who can ----------------------------------------------------------
const steps = notice => notice.steps.map(one => copy('t-log', {
  at: moment(one.happened_at ?? one.at),
  whom: [one.by?.title ?? say('the_clock'), sideName(one.side)].filter(Boolean).join(', '),
  what: say(`step_${one.step}`),
}));

/** Readings of both sides, newest first; many of one person at one moment are one line. */
function log(notice) {
  const lines = new Map();
  for (const one of notice.openings) {
    const key = [moment(one.at), one.by.person, one.how].join(' ');
    lines.set(key, { ...one, items: (lines.get(key)?.items ?? 0) + 1 });
  }
  const newest = [...lines.values()].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return newest.map(one => copy('t-log', {
    at: moment(one.at),
    whom: `${one.by.title}, ${sideName(one.side)}`,
    what: say(`how_${one.how}`, { number: one.items }),
  }));
}

/** How many of a side's listed recipients can open all of its file and of what lies between. */
function readers(notice) {
  const told = desk.sides.filter(({ seat }) => notice.crossed_at || seat === desk.seat);
  return told.map(({ seat, name: words, cards }) => {
    const items = notice.items.filter(item => item.side === null || item.side === seat);
    const able = [...cards.keys()].filter(kid => items.length && items.every(item => item.kids.includes(kid)));
    return copy('t-reader', { words, number: say('can_open', { able: able.length, all: cards.size }) });
  });
}
