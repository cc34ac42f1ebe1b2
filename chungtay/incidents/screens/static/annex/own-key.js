// One's own key: made here, wrapped here under six words that are printed and typed back, and never sent in clear.

import { tell } from './door.js';
import { cardNumber } from './keys-number.js';
import { hideSheets, showSheets } from './keys-sheets.js';
import { faultAgainst, sentence, showFault } from './keys-words.js';
import { makePassphrase } from './passphrases.js';
import { unlock } from './reader.js';
import { card, generateIdentity, wrapPrivateKey } from './seal.js';
import { sidesOf } from './sides.js';
import { copy, typed } from './stencil.js';
import { say, told } from './words.js';

const page = told();
const place = id => document.getElementById(id);
const address = rest => `/notices/${page.slug}/keys/${rest}`;
const ACTIVE = ['asked', 'listed'];
const MARKS = { asked: 'waiting', listed: 'done', lost: 'late', ended: 'missing' };
let wrapped = null;  // what `own-key` handed out, fetched once: each fetching is written down

// ---- what is shown ---------------------------------------------------------------------------------
async function show() {
  place('list').replaceChildren(...page.sides.map(side => {
    const keys = page.keys.filter(key => key.seat === side.seat);
    const none = !keys.some(key => ACTIVE.includes(key.state));
    return copy('t-side', { name: side.name, keys: keys.map(shown), none }, { make: () => make(side, null) });
  }));
}

const shown = key => marked(key, copy('t-key', { ...key, ...key.may }, {
  attempt: () => openWith(key, compare),
  rewrap: () => openWith(key, rewrap, { extractable: true }),
  rotate: () => make(page.sides.find(side => side.seat === key.seat), key),
  lose: () => askFirst('t-lose', () => step(key, 'lost', 'lost')),
  withdraw: () => askFirst('t-withdraw', () => step(key, 'withdrawn', 'withdrawn')),
}));

function marked({ state }, made) {
  made.querySelector('.state').classList.add(`state--${MARKS[state]}`);
  return made;
}

function work(...parts) {
  const held = place('work');
  held.replaceChildren(...parts);
  held.hidden = parts.length === 0;
  place('list').hidden = parts.length > 0;
  said('');
  if (parts.length) { held.focus(); held.querySelector('input')?.focus(); }
}

function said(words, isWrong = false) {
  const line = place('said');
  line.textContent = words;
  line.className = `state state--${isWrong ? 'late' : 'done'}`;
  line.hidden = !words;
}

function end(words = '') {
  hideSheets(place('sheets'));
  work();
  show();
  said(words);
  if (words) place('said').focus();
}

/** Tries, with the form held still meanwhile; a fault stands in the form and nothing typed is lost. */
async function attempt(form, act) {
  const button = form.querySelector('.btn--go, .btn--danger');
  button.disabled = true;
  showFault(form, '');
  try { await act(); } catch (wrong) { showFault(form, sentence(wrong)); } finally { button.disabled = false; }
}

function askFirst(stencil, act) {
  const yes = () => act().catch(wrong => { end(); said(sentence(wrong), true); });
  work(copy(stencil, {}, { stop: () => end(), yes }));
}

// ---- words: shown, printed, typed back ---------------------------------------------------------------
/** Draws six words, shows them once, and calls `use` with them when they were typed back from the paper. The number of
 *  the key is printed too: what one reads out to the keeper must not come from the server. */
async function throughPaper(side, number, use) {
  const words = await makePassphrase();
  const display = () => {
    work(copy('t-shown', {}, { print: () => print(), next: typeBack, stop: () => end() }));
    showSheets(place('sheets'), [{ title: page.title, side: side.name, who: page.who, words, number }]);
  };
  const typeBack = () => {
    hideSheets(place('sheets'));
    const form = copy('t-back', {}, { again: display });
    form.addEventListener('submit', event => {
      event.preventDefault();
      attempt(form, async () => {
        const wrong = await faultAgainst(typed(form).words, words);
        if (wrong) showFault(form, wrong); else await use(words);
      });
    });
    work(form);
  };
  display();
}

async function make(side, follows) {
  const identity = await generateIdentity({ extractable: true }), own = card(identity), number = await cardNumber(own);
  return throughPaper(side, number, async words => {
    const sealed = await wrapPrivateKey(identity, words);
    const seat = side.seat, may = { rewrap: true, withdraw: true };
    const asked = { seat, card: own, wrapped: sealed, follows: follows?.id ?? null };
    const { id } = await tell(address('enrolments/'), asked);
    page.keys.push({ id, seat, number, state: 'asked', said: page.asked, may });
    wrapped = null;
    end(say('made', { number }));
  });
}

// ---- with the words of a key -------------------------------------------------------------------------
async function wrappedOf(key) {
  wrapped ??= new Map((await tell(address('own/'), {})).enrolments.map(one => [one.id, one.wrapped]));
  return wrapped.get(key.id);
}

function openWith(key, use, options = {}) {
  const form = copy('t-open', { title: key.number }, { stop: () => end() });
  form.addEventListener('submit', event => {
    event.preventDefault();
    attempt(form, async () => use(await unlock(await wrappedOf(key), typed(form).words, options), key));
  });
  work(form);
}

async function rewrap(identity, key) {
  const side = page.sides.find(one => one.seat === key.seat) ?? { name: '' };
  return throughPaper(side, await cardNumber(card(identity)), async words => {
    const sealed = await wrapPrivateKey(identity, words);
    await tell(address(`enrolments/${key.id}/steps/`), { step: 'rewrapped', wrapped: sealed });
    wrapped = null;
    end(say('rewrapped'));
  });
}

/** The words open the key; is it also the one that the side lists, and the one that this page shows? */
async function compare(identity, key) {
  const side = (await sidesOf(page.slug, { spare: true })).find(one => one.seat === key.seat);
  const isShown = await cardNumber(card(identity)) === key.number;
  const isListed = key.state !== 'listed' || side?.cards.get(identity.enc.kid)?.sig.x === identity.sig.jwk.x;
  end();
  if (isShown && isListed) said(say('opens')); else said(say('listed_other'), true);
}

async function step(key, name, words) {
  await tell(address(`enrolments/${key.id}/steps/`), { step: name });
  if (name === 'withdrawn') page.keys.splice(page.keys.indexOf(key), 1);
  else Object.assign(key, { state: 'lost', said: page.lost, may: {} });
  end(say(words));
}

show();
