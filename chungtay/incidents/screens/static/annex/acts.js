// What a recipient can do with a notice: each act is a form that the page holds as a <template>, laid when it is
// unfolded. What is typed stays in these fields until it is sealed; they have no names, and nothing sends them.

import { codes, label } from './coded.js';
import { moment } from './content.js';
import { tell } from './door.js';
import { Hindered, address, desk, noticeOf, now, room } from './desk.js';
import { lacking, letRead } from './granting.js';
import { isClosed, part } from './listing.js';
import { openedOf } from './opening.js';
import { basis, firstOf, mayPass, pass, recipients, rows, warnings } from './passing.js';
import { redraw } from './photo.js';
import { bare, choices, copy, fill, typed } from './stencil.js';
import { openActions, openReferrals } from './things.js';
import { say } from './words.js';
import { write } from './writing.js';

const written = notice => openedOf(notice).filter(one => one.ok);
export const step = (notice, name, happened = moment(now())) =>
  tell(address('steps', notice.id), { step: name, side: desk.seat, happened_at: happened });
const instant = local => moment(local ? new Date(local) : now());
const input = (form, name) => form.querySelector(`[data-in=${name}]`);
/** Where an item goes: both sides, once the notice has crossed; else the own file. */
const where = (notice, told) => (notice.crossed_at && told.where === 'both' ? null : desk.seat);
/** Which steps the server's table allows her side now, and whether its file takes anything. */
export const may = (notice, name) => (notice.moves[desk.seat] ?? []).includes(name);
const isRunning = notice => !['closed', 'destroyed', undefined].includes(part(notice, desk.seat));

/** name -> when it is offered, how its form is laid, what it does. */
export const ACTS = {
  pass: {
    when: notice => may(notice, 'passed_on') && mayPass(notice),
    lay(form, notice) {
      fill(form, {
        rows: rows(notice), recipients: recipients().join(' · '), consent: consentOf(notice), basis: basis(),
        warnings: warnings().map(words => copy('t-warning', { words })),
      });
      choices(input(form, 'urgency'), codes('urgency')).value = notice.urgency;
    },
    act: (told, notice) => pass(notice, { ...told, ticked: told.fields ?? [] }),
  },
  message: {
    when: isRunning,
    act: (told, notice) => write(notice, 'message', { text: told.text }, { seat: where(notice, told) }),
  },
  photo: {
    when: isRunning,
    async act(told, notice, form) {
      const { bytes, ...drawn } = await redraw(input(form, 'file').files[0]);
      return write(notice, 'photo', drawn, { seat: desk.seat, bytes });
    },
  },
  told: {
    when: notice => may(notice, 'told') && isRunning(notice),
    lay: form => choices(input(form, 'whom'), codes('told')),
    async act(told, notice) {
      await step(notice, 'told', instant(told.at));
      return write(notice, 'told', { whom: told.whom, at: instant(told.at) }, { seat: desk.seat });
    },
  },
  action: {
    when: notice => isRunning(notice) && Boolean(notice.crossed_at),
    lay: form => choices(input(form, 'by'), desk.sides.map(one => [one.seat, one.name])),
    act: ({ what, by, due }, notice) => write(notice, 'action', { what, by, due }, { seat: null }),
  },
  done: {
    when: notice => openActions(written(notice)).length > 0,
    lay(form, notice) {
      choices(input(form, 'of'), openActions(written(notice)).map(one => [one.iid, one.content.what]));
    },
    act: ({ of }, notice) => write(notice, 'action_done', { of }, { seat: desk.opened.get(of).content.side }),
  },
  referral: {
    when: isRunning,
    lay: form => choices(input(form, 'service'), codes('service')),
    act: (told, notice) => write(notice, 'referral', { service: told.service, at: instant(told.at) },
      { seat: where(notice, told) }),
  },
  answer: {
    when: notice => openReferrals(written(notice)).length > 0,
    lay(form, notice) {
      const waiting = openReferrals(written(notice));
      choices(input(form, 'of'), waiting.map(one => [one.iid, label('service', one.content.service)]));
      choices(input(form, 'answer'), codes('answer'));
    },
    act: ({ of, answer, why }, notice) => write(notice, 'referral_answer', { of, answer, why },
      { seat: desk.opened.get(of).content.side }),
  },
  consent: {
    when: isRunning,
    lay(form) {
      choices(input(form, 'to'), codes('consent_to'));
      choices(input(form, 'for'), codes('consent_for'));
    },
    act: (told, notice) => write(notice, 'consent',
      { to: [told.to], for: [told.for], when: instant(told.at), withdrawn: true },
      { seat: notice.crossed_at ? null : desk.seat }),
  },
  close: {
    when: notice => may(notice, 'closed'),
    lay: form => choices(input(form, 'outcome'), codes('outcome')),
    async act({ outcome }, notice) {
      await write(notice, 'closure', { outcome }, { seat: desk.seat });
      await step(notice, 'closed');
    },
  },
  release: {
    when: notice => isClosed(notice, desk.seat) && Boolean(cardOf(notice)),
    lay: (form, notice) => fill(form, { card: cardLines(notice) }),
    act: (told, notice) => tell(address('release', notice.id),
      { side: desk.seat, ...cardOf(notice), consent: told.consent.length > 0 }),
  },
  reopen: { when: notice => may(notice, 'reopened'), act: (told, notice) => step(notice, 'reopened') },
  grant: {
    when: notice => lacking([notice]).length > 0,
    lay: (form, notice) => choices(input(form, 'kid'), colleagues([notice])),
    async act({ kid }, notice) {
      const { given, refused } = await letRead(kid, [notice]);
      if (refused.length) throw new Hindered(say('given_not_all', { given, refused: refused.length }));
    },
  },
  destroy: {
    when: notice => isClosed(notice, desk.seat)
      && notice.parts.every(({ state }) => ['closed', 'destroyed'].includes(state)),
    act: (told, notice) => tell(address('destruction', notice.id), { side: desk.seat }),
  },
};

/** Recipients of the own side who lack something here, by what the server calls them, else by their key. */
export const colleagues = notices => lacking(notices).map(({ kid, card, items }) =>
  [kid, say('lacks', { whom: titleOf(card.person) ?? kid.slice(0, 8), number: items.length })]);

function titleOf(person) {
  for (const notice of desk.notices) {
    const by = [...notice.items, ...notice.openings].map(one => one.by).find(by => by?.person === person);
    if (by) return by.title;
  }
  return room.people[person];
}

/** What was said of consent, newest word last: to what, for whom; or that nobody was asked. */
function consentOf(notice) {
  const fields = firstOf(notice).content.fields;
  const withdrawn = written(notice).some(one => one.content.kind === 'consent' && one.content.withdrawn);
  if (withdrawn) return say('consent_is_withdrawn');
  if (!fields.consent_by) return say('consent_unknown');
  const may = [fields.consent_to ?? []].flat().includes('other_side');
  const said = [label('consent_by', fields.consent_by), label('consent_to', fields.consent_to ?? [])];
  return [...said, may ? '' : say('consent_not_across')].filter(Boolean).join(' · ');
}

/** The codes that may be counted, of the newest notice that this side can read, and how it ended. */
export function cardOf(notice) {
  const fields = written(notice).filter(one => one.content.kind === 'notice').at(-1)?.content.fields;
  const outcome = written(notice).filter(one => one.content.kind === 'closure').at(-1)?.content.outcome;
  if (!fields || !outcome) return null;
  const { type = 'other', sex = 'unknown', band = 'unknown', direction = 'unknown' } = fields;
  return { type, sex, band, direction, outcome };
}

const cardLines = notice => Object.entries(cardOf(notice))
  .map(([name, code]) => label(name === 'type' ? 'sign' : name, code)).join(' · ');

/** Words typed and not sent, or a photo chosen: what would be lost. */
export const isUnsent = part => [...part.querySelectorAll('textarea, [type=text], [type=file]')]
  .some(one => one.value !== one.defaultValue);

/** The folded forms of what can be done now. `run(act, told, notice, form)` does it and shows what came of it. */
export function forms(id, run) {
  return Object.entries(ACTS).filter(([, act]) => act.when(noticeOf(id))).map(([name, act]) => {
    const fold = bare(`t-act-${name}`), form = fold.querySelector('form');
    fold.dataset.name = name;
    const mayCross = Boolean(noticeOf(id).crossed_at);
    for (const one of form.querySelectorAll('[data-crossing]')) if (!mayCross) one.remove();
    fold.addEventListener('toggle', () => act.lay?.(form, noticeOf(id)), { once: true });
    form.addEventListener('submit', event => {
      event.preventDefault();
      run(act, typed(form), noticeOf(id), form);
    });
    return fold;
  });
}

