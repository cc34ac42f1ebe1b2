// The ceremony of a side's keys: first keys, next lists, renewal, and the check that the recovery sheets still open.
// What is signed is made from what this browser checked, never from what the server says beside it.

import { ask } from './door.js';
import { hideSheets, showSheets } from './keys-sheets.js';
import { fault, faultAgainst, sentence, showFault } from './keys-words.js';
import { askToCompare } from './keys-compare.js';
import { cardNumber, numberOf } from './keys-number.js';
import { drawSide, postList, postSideKey, unlockSide } from './keys-side.js';
import { letReadBefore } from './recovering.js';
import { accept, readAnew, sidesOf } from './sides.js';
import { copy, fill, typed } from './stencil.js';
import { say, told } from './words.js';

const page = told();
const place = id => document.getElementById(id);
const KEYS = ['signing', 'recovery'];

// ---- what is shown ---------------------------------------------------------------------------------
async function show() {
  const sides = await sidesOf(page.slug, { spare: true });
  place('list').replaceChildren();
  for (const own of page.sides) {
    const side = sides.find(one => one.seat === own.seat);
    if (!side) continue;
    place('list').append(await section(own, side));
    askToCompare(page.slug, [side], place('list').lastElementChild.querySelector('[data-compare]'));
  }
}

async function section(own, side) {
  const { name, seat } = own;
  if (side.refused) return copy('t-side', { name, wrong: say(`refused_${side.refused.kind}`, { side: name }) });
  const made = side.root
    ? [await changes(own, side), renewal(own, side), await recovery(own, side), recoveryCheck(own)]
    : [await firstKeys(own, side)];
  const forms = made.map(form => apart(form, seat));
  return copy('t-side', { name, number: side.root && numberOf(side.root), none: !side.root, forms });
}

function said(words, isWrong = false) {
  const line = place('said');
  line.textContent = words;
  line.className = `state state--${isWrong ? 'late' : 'done'}`;
  line.hidden = !words;
  if (words) line.focus();
}

function work(...parts) {
  place('work').replaceChildren(...parts);
  place('work').hidden = parts.length === 0;
  place('list').hidden = parts.length > 0;
  if (parts.length) place('work').focus();
}

async function end(words) {
  hideSheets(place('sheets'));
  work();
  await refresh();
  said(words);
}

/** The server's rows anew: who waits, who is listed. What is signed is still made from the checked lists. */
async function refresh() {
  Object.assign(page, await ask(location.pathname));
  await show();
}

/** Forms of two sides stand on one page: labels and fields of each find one another. */
function apart(form, seat) {
  for (const one of form.querySelectorAll('[id]')) one.id += `-${seat}`;
  for (const one of form.querySelectorAll('[for]')) one.htmlFor += `-${seat}`;
  return form;
}

/** Calls `act` with what was typed when the form is sent; a fault stands in the form, and nothing typed is lost. */
function onSend(form, act) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('[data-send]');
    button.disabled = true;
    showFault(form, '');
    try { await act(typed(form)); } catch (wrong) { showFault(form, spoken(wrong)); }
    button.disabled = false;
  });
  return form;
}

const spoken = wrong => (wrong.half === undefined ? sentence(wrong)
  : say('half_wrong', { half: say(`half_${wrong.which ?? 'signing'}_${wrong.half}`), fault: sentence(wrong) }));

/** Unlocks with the two halves that stand in a form; a slip says in which half. */
const unlocked = (own, which, { first = '', second = '' }) =>
  naming(which, unlockSide(page.slug, own.seat, which, first, second));
const naming = (which, work) => work.catch(wrong => { throw Object.assign(wrong, { which }); });

// ---- whom to add and to take off ---------------------------------------------------------------------
async function rowsOf(own, side) {
  const listed = new Set([...side.cards.values()].map(one => one.enrolment));
  const waiting = own.rows.filter(one => !listed.has(one.id) && !one.lost && one.works_here);
  const adds = await Promise.all(waiting.map(async one =>
    copy('t-add', { title: one.title, number: await cardNumber(one.card), follows: one.follows })));
  adds.forEach((row, i) => { row.querySelector('input').value = waiting[i].id; });
  const removes = await Promise.all([...side.cards.values()].map(async one => {
    const row = own.rows.find(known => known.id === one.enrolment);
    const isRotated = own.rows.some(known => known.follows === one.enrolment);
    const made = copy('t-remove', {
      title: row?.title ?? one.person, number: await cardNumber(one),
      lost: row?.lost, gone: row && !row.works_here, rotated: isRotated,
    });
    Object.assign(made.querySelector('input'), { value: one.enrolment, checked: Boolean(row?.lost) });
    return made;
  }));
  return { adds, removes, chosen: ids => own.rows.filter(one => (ids ?? []).includes(one.id)) };
}

async function changes(own, side) {
  const { adds, removes, chosen } = await rowsOf(own, side);
  const next = say('number_is', { number: side.number + 1 });
  const form = copy('t-changes', { adds, removes, noadds: !adds.length, next });
  return onSend(form, async values => {
    const added = chosen(values.add), removed = values.remove ?? [];
    if (!added.length && !removed.length) throw fault(say('choose'));
    const signing = await unlocked(own, 'signing', values);
    if (signing.sig.kid !== side.signingKid) throw fault(say('other_key'));
    await postList(page.slug, signing, side, added, removed);
    await end(say('signed', { number: side.number + 1 }));
  });
}

// ---- new keys: drawn, printed, typed back, sent ----------------------------------------------------------
async function firstKeys(own, side) {
  const { adds, chosen } = await rowsOf(own, side);
  const form = copy('t-first', { adds, noadds: !adds.length });
  return onSend(form, async ({ witness, add }) => {
    if (!witness) throw fault(say('witness'));
    await throughPaper(own, side, { old: null, adds: chosen(add), removes: [], reason: '', witness });
  });
}

function renewal(own, side) {
  const form = copy('t-renew');
  return onSend(form, async values => {
    const how = form.querySelector('[data-how]:checked')?.value;
    if (!values.reason) throw fault(say('reason'));
    if (!values.witness) throw fault(say('witness'));
    if (how === 'none' && !values.anew?.length) throw fault(say('say_anew'));
    const old = how === 'none' ? null : await unlocked(own, how, values);
    const lost = own.rows.filter(one => one.lost && one.listed);
    const { reason, witness } = values;
    await throughPaper(own, side, { old, adds: [], removes: lost.map(one => one.id), reason, witness });
  });
}

/** Four sheets; then each half typed back from its sheet, so that no key is kept whose words cannot be read. */
async function throughPaper(own, side, plan) {
  const drawn = await drawSide(), number = (own.keys.at(-1) ?? 0) + 1;
  const read = numberOf(drawn.signing.sig.kid);
  const sheets = KEYS.flatMap(which => drawn.halves[which].map((words, half) => ({
    title: say(`half_${which}_${half}`), half: `${half + 1} / 2`, side: own.name, words,
    number: which === 'signing' ? read : null,
  })));
  const display = () => {
    work(copy('t-shown', {}, { print: () => print(), next: typeBack, stop: () => end('') }));
    showSheets(place('sheets'), sheets);
  };
  const typeBack = () => {
    hideSheets(place('sheets'));
    const form = fill(copy('t-back', {}, { again: display }), {});
    work(onSend(form, async values => {
      for (const which of KEYS) for (const half of [0, 1]) await compare(values, which, half, drawn);
      await postSideKey(page.slug, { drawn, side, number, ...plan });
      await believe(own, drawn);
      await end(say('kept'));
    }));
  };
  display();
}

async function compare(values, which, half, drawn) {
  const wrong = await faultAgainst(values[`${which}_${half}`], drawn.halves[which][half]);
  if (wrong) throw fault(say('half_wrong', { half: say(`half_${which}_${half}`), fault: wrong }));
}

/** This browser made the key, so it needs no paper to believe it. */
async function believe(own, { signing }) {
  const side = await readAnew(page.slug, own.seat);
  if (side.signingKid === signing.sig.kid) await accept(side);
}

// ---- the recovery sheets ----------------------------------------------------------------------------------
async function recovery(own, side) {
  const titleOf = one => own.rows.find(row => row.id === one.enrolment)?.title ?? one.person;
  const readers = await Promise.all([...side.cards].map(async ([kid, one]) => {
    const made = copy('t-reader', { title: titleOf(one), number: await cardNumber(one) });
    made.querySelector('input').value = kid;
    return made;
  }));
  const form = copy('t-before', { readers, noreaders: !readers.length }), line = form.querySelector('[data-progress]');
  return onSend(form, async ({ first = '', second = '' }) => {
    const kid = form.querySelector('[data-reader]:checked')?.value;
    if (!kid) throw fault(say('choose_reader'));
    const asked = { slug: page.slug, seat: own.seat, numbers: own.keys, kid, halves: [first, second] };
    const progress = (done, all) => { line.textContent = say('recovered_so_far', { done, all }); };
    const found = await naming('recovery', letReadBefore(asked, progress));
    await end(outcome(found, titleOf(side.cards.get(kid))));
  });
}

/** In sentences, each only where there is something to say. */
function outcome({ given, refused, older, stopped }, title) {
  const heads = say(given ? 'recovered' : 'recovered_nothing', { title, given });
  const more = { recovered_stopped: stopped, recovered_refused: refused, recovered_older: older };
  const said = Object.entries(more).filter(([, number]) => number).map(([name, number]) => say(name, { number }));
  return [heads, ...said].join(' ');
}

const recoveryCheck = own => onSend(copy('t-recovery'), async values => {
  await unlocked(own, 'recovery', values);
  await end(say('recovery_opens'));
});

place('list').textContent = say('fetching');
show().catch(wrong => {
  place('list').replaceChildren();
  said(sentence(wrong), true);
});
