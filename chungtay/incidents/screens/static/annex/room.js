// The reading room: a recipient unlocks her key once, then reads, answers and acts. It is one document, and nothing in
// it leads away; what it holds is memory, which ends when it is locked, left, or forgotten for some minutes.

import { colleagues, forms, isUnsent, may, step } from './acts.js';
import { confirmSender, unconfirmed } from './confirming.js';
import { Hindered, desk, isOff, layEnvelopes, layLists, noticeOf, room } from './desk.js';
import { Refused } from './door.js';
import { download } from './download.js';
import { letRead } from './granting.js';
import { askInFold } from './keys-compare.js';
import { rows } from './listing.js';
import { openNotices, readable } from './opening.js';
import { flush, keepTrying } from './outbox.js';
import { forgetTexts, found, openAll } from './search.js';
import { sidesOf } from './sides.js';
import { choices, copy, typed } from './stencil.js';
import { forgetPictures } from './things.js';
import { facts } from './thread.js';
import { lock, unlockRoom } from './unlocking.js';
import { say } from './words.js';

const place = id => document.getElementById(id);
let current = null;  // the notice that is shown

function show(which) {
  for (const id of ['door', 'list', 'notice']) place(id).hidden = id !== which;
  place(which).querySelector(which === 'door' ? 'input' : 'h1').focus();
}

/** Said aloud and to be seen; a fault stays until the next act. */
function tellHer(words, isWrong = false) {
  place('said').textContent = words;
  place('said').classList.toggle('err', isWrong);
}

/** Does it once, and says what went wrong; nothing that was typed is lost. */
async function attempt(work, button) {
  if (button?.disabled) return;
  if (button) button.disabled = true;
  tellHer('');
  try { await work(); } catch (wrong) { tellHer(sentence(wrong), true); }
  if (button) button.disabled = false;
}

function sentence(wrong) {
  if (wrong instanceof Refused) return wrong.said.join(' ') || say(wrong.status ? 'refused' : 'no_network');
  if (wrong.name === 'ListError') return say('lists_wrong');
  if (wrong.name === 'PhotoError') return say(`photo_${wrong.why}`);
  return wrong instanceof Hindered ? wrong.said : say('went_wrong');
}

// ---- the list -----------------------------------------------------------------------------------
function drawList() {
  const sought = place('sought').value;
  const shown = rows(sought.trim() ? found(sought) : null);
  place('rows').replaceChildren(...(shown.length ? shown : [copy('t-nothing')]));
  place('number').textContent = say('shown', { number: sought.trim() ? shown.length : desk.notices.length });
}

function showList() {
  current = '';
  forgetPictures();
  place('notice').replaceChildren();
  choices(place('colleague'), colleagues(desk.notices));
  place('let').hidden = place('colleague').options.length === 0;
  drawList();
  show('list');
}

// ---- one notice ---------------------------------------------------------------------------------
async function showNotice(id) {
  current = id;
  await openNotices([noticeOf(id)], 'read');
  await layEnvelopes();  // this reading is a line of its log
  draw();
  show('notice');
}

/** Draws anew; forms in which words wait stay as they are. */
function draw() {
  const id = current, notice = noticeOf(id);
  const waiting = [...place('notice').querySelectorAll('.fold')].filter(isUnsent);
  forgetPictures();
  const made = copy('t-notice', {
    ...facts(id),
    has_sealed: readable(notice).length > 0,
    may_acknowledge: may(notice, 'acknowledged'),
    senders: unconfirmed(notice).map(senderRow),
    acts: forms(id, run).map(fold => waiting.find(one => one.dataset.name === fold.dataset.name) ?? fold),
  }, {
    back: () => { location.hash = ''; },
    acknowledge: press(() => step(notice, 'acknowledged'), 'acknowledged'),
    download: press(() => download(notice), 'downloaded'),
  });
  place('notice').replaceChildren(made);
}

const senderRow = sender => copy('t-sender', { title: sender.title, fingerprint: sender.number }, {
  confirm: press(() => confirmSender(sender), 'confirmed'),
});

/** A button that does something to the notice that is shown, and says that it is done. */
const press = (work, done) => event => attempt(async () => { await work(); await again(say(done)); }, event.target);

async function again(words) {
  await layEnvelopes();
  await openNotices([noticeOf(current)], 'read');
  draw();
  tellHer(words);
}

function run(act, told, notice, form) {
  return attempt(async () => {
    const came = await act.act(told, notice, form);
    form.reset();
    if (came?.waits) { draw(); tellHer(say('waits')); return; }
    await again([say('done'), ...came?.warned ?? []].join(' '));
    // The page was drawn anew under her: she stands where she stood.
    const { name } = form.closest('.fold').dataset, same = place('notice').querySelector(`[data-name=${name}] summary`);
    (same ?? place('notice').querySelector('h1')).focus({ preventScroll: true });
  }, form.querySelector('button'));
}

// ---- where she is -------------------------------------------------------------------------------
async function go() {
  const id = location.hash.slice(1);
  if (!desk.identity || id === current) return;
  if (isUnsent(place('notice')) && !confirm(say('unsent'))) {
    history.replaceState(null, '', current ? `#${current}` : ' ');
    return;
  }
  place('notice').replaceChildren();
  await attempt(async () => { if (noticeOf(id)) await showNotice(id); else showList(); });
}

/** Beside the door, which opens with or without an answer, also where the network fails. */
async function compare() {
  const sides = await sidesOf(room.slug, { spare: true }).catch(() => []);
  askInFold(room.slug, sides, place('compare'));
}

/** Locked: nothing of what was opened or typed stays on the page. */
function empty() {
  current = null;
  forgetPictures();
  forgetTexts();
  for (const id of ['notice', 'rows', 'colleague', 'said', 'number']) place(id).replaceChildren();
  place('sought').value = '';
  place('seek').hidden = true;
  place('door-form').reset();
  show('door');
}

async function enter(form) {
  await attempt(async () => {
    await unlockRoom(typed(form).passphrase, empty);
    form.reset();
    await flush();
    await layLists();
    await layEnvelopes();
    current = null;
    await go();
    if (isOff) tellHer(say('clock_off'), true);
  }, form.querySelector('button'));
}

place('door-form').addEventListener('submit', event => { event.preventDefault(); enter(event.target); });
place('sought').addEventListener('input', drawList);
place('open-all').addEventListener('click', event => attempt(async () => {
  await openAll((done, all) => tellHer(say('opened_so_far', { done, all })));
  await layEnvelopes();
  drawList();
  place('seek').hidden = false;
  place('sought').focus();
  tellHer(say('opened_all', { number: desk.opened.size }));
}, event.target));
place('let').addEventListener('submit', event => {
  event.preventDefault();
  attempt(async () => {
    const { given, refused } = await letRead(place('colleague').value, desk.notices,
      (done, all) => tellHer(say('given_so_far', { done, all })));
    showList();
    tellHer(say(refused.length ? 'given_not_all' : 'given', { given, refused: refused.length }), refused.length > 0);
  }, event.target.querySelector('button'));
});
place('lock').addEventListener('click', () => { if (!isUnsent(document) || confirm(say('unsent'))) lock(); });
addEventListener('hashchange', go);
addEventListener('beforeunload', event => { if (isUnsent(document)) event.preventDefault(); });
keepTrying(() => { if (desk.identity && current) attempt(() => again('')); });
show('door');
compare();
