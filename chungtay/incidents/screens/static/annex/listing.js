// The list of notices: number, what was done, how long is left, who has opened it; what it is about, once opened.

import { desk, now, sideName } from './desk.js';
import { moment, span } from './moments.js';
import { summary } from './search.js';
import { copy } from './stencil.js';
import { say } from './words.js';

/** Where the part of a side stands, as the server's table of steps says; nothing where that side has none yet. */
export const part = (notice, seat) => notice.parts.find(one => one.seat === seat)?.state;
export const isClosed = (notice, seat) => part(notice, seat) === 'closed';
/** Which item it is: each file is counted by itself. */
export const numbered = ({ position, side }) =>
  say('numbered', { position, where: side ? say('own_file', { side: sideName(side) }) : say('both_sides') });
export const name = notice => say('notice', { number: notice.number, year: notice.year });

/** What is so of a notice: [mark, words] each, the mark being one of `state.css`. */
export function states(notice) {
  const found = [[notice.urgency === 'danger' ? 'late' : 'draft', say(`urgency_${notice.urgency}`)]];
  if (!notice.crossed_at) found.push(['draft', say('not_passed_on')]);
  else if (notice.acknowledged_at) found.push(['done', say('acknowledged_at', { at: moment(notice.acknowledged_at) })]);
  else if (isLate(notice)) found.push(['late', say('unacknowledged', { until: moment(notice.due_at) })]);
  else found.push(['waiting', say('awaits', { until: moment(notice.due_at) })]);
  for (const { seat } of desk.sides) {
    if (part(notice, seat) === 'destroyed') found.push(['missing', say('destroyed_by', { side: sideName(seat) })]);
    else if (isClosed(notice, seat)) found.push(['approved', say('closed_by', { side: sideName(seat) })]);
  }
  return found;
}

export const marks = notice => states(notice).map(([mark, words]) => {
  const made = copy('t-state', { words });
  made.classList.add(`state--${mark}`);
  return made;
});

export const isLate = ({ due_at: due, acknowledged_at: done }) =>
  Boolean(due) && !done && Date.parse(due) < now().getTime();

/** "9 h 25 min left", or how long it is late; nothing where no clock runs. */
export function clock(notice) {
  if (!notice.due_at || notice.acknowledged_at) return '';
  const left = Date.parse(notice.due_at) - now().getTime();
  return say(left < 0 ? 'late_by' : 'left', { span: span(Math.abs(left)) });
}

/** Who of which side has had it open: posts, each once. */
function openers(notice) {
  const persons = new Map(notice.openings.map(one => [one.by.person, `${one.by.title} (${sideName(one.side)})`]));
  return persons.size ? say('opened_by', { whom: [...persons.values()].join('; ') }) : say('opened_by_nobody');
}

/** Rows, those first that need an answer. */
export function rows(ids = null) {
  const shown = desk.notices.filter(notice => ids === null || ids.includes(notice.id));
  shown.sort((one, other) => weight(other) - weight(one));
  return shown.map(notice => {
    const row = copy('t-row', {
      name: name(notice), states: marks(notice), clock: clock(notice), summary: summary(notice.id),
      side: say('began_on', { side: sideName(notice.side) }), openers: openers(notice),
    });
    row.querySelector('a').href = `#${notice.id}`;
    return row;
  });
}

const weight = notice => (isLate(notice) ? 2 : 0) + (clock(notice) ? 1 : 0);
