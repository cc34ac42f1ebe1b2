// The page of a first notice: whoever saw or heard it seals it here to her own side, on her own phone, and it goes at
// once or as soon as there is a line. What she wrote leaves this page sealed, or not at all.

import { clockFrom, content, encodeContent, encodePhoto, moment } from './content.js';
import { Refused } from './door.js';
import { formOf, lastMoment } from './form.js';
import { askInFold } from './keys-compare.js';
import { cardNumber } from './keys-number.js';
import { ListError } from './lists.js';
import { recall, remember } from './memory.js';
import { flush, keepTrying, send, waiting } from './outbox.js';
import { PhotoError, redraw } from './photo.js';
import { card, generateIdentity, seal } from './seal.js';
import { sidesOf } from './sides.js';
import { openOwnKeys, ownKeyOf } from './signing.js';
import { say, told } from './words.js';

const page = told(), clock = clockFrom(page.now), form = formOf(page, clock);
const one = id => document.getElementById(id);
const AGAIN = 15_000; // milliseconds until the keys are asked for again
let side = null; // the own side with its checked keys
let isDirty = false, isBusy = false;
let photos = []; // redrawn, in memory only

// ---- keys --------------------------------------------------------------------------------------------------
const ownSeat = () => document.querySelector('[data-own] input:checked')?.value ?? page.own[0];
const recipients = () => [...side.cards.values(), side.recovery].filter(Boolean).map(({ enc, sig }) => ({ enc, sig }));

function ready(word, state, values = {}) {
  one('ready').className = `state state--${state}`;
  one('ready').textContent = say(word, values);
  one('send').disabled = !side || isBusy;
}

/** Fewer than two recipients are warned of, and never block; with none at all there is nothing to seal to. */
async function fetchKeys() {
  side = null;
  ready('keys_loading', 'waiting');
  try {
    const found = (await sidesOf(page.slug, { spare: true })).find(one => one.seat === ownSeat());
    const name = page.names[ownSeat()];
    if (!found || found.refused) return ready('keys_refused', 'late', { side: name });
    const n = found.cards.size;
    if (!n && !found.recovery) return ready('keys_none', 'late', { side: name });
    side = found;
    askInFold(page.slug, [found], one('compare'), (_, same) => same || fetchKeys());
    ready(['keys_recovery', 'keys_one'][n] ?? 'keys_ready', n > 1 ? 'done' : 'late', { n, side: name });
  } catch (problem) {
    if (problem instanceof ListError) return ready('keys_refused', 'late', { side: page.names[ownSeat()] });
    if (!(problem instanceof Refused)) throw problem;
    ready(problem.status === 401 || problem.status === 403 ? 'signed_out' : 'keys_away', 'late');
    setTimeout(() => side || fetchKeys(), AGAIN);
  }
}

/** The signature key of this person in this browser, made at once and kept where no script can take it out. */
async function sender() {
  const key = `${page.person} ${side.seat}`;
  const held = await recall('sender', key);
  if (held) return held;
  const made = await generateIdentity();
  await remember('sender', key, made);
  return made;
}

// ---- sealing and sending -----------------------------------------------------------------------------------
async function sealed(bytes, ids, identity) {
  return { iid: ids.iid, ...await seal(bytes, recipients(), identity, ids) };
}

async function sealAndSend() {
  const found = form.answers(), missing = form.missing(found);
  if (missing.length) return showFaults(missing);
  busy(true);
  try {
    const own = ownKeyOf(side.seat), identity = own ?? await sender(), nid = crypto.randomUUID(), at = moment(clock.now());
    const toldAt = found.told_at ? moment(lastMoment(found.told_at, clock.now())) : null;
    for (const name of ['told_at', 'consent_at', 'received_at']) {
      if (found[name]) found[name] = moment(lastMoment(found[name], clock.now()));
    }
    const pictures = form.mayKeepWords(found) ? photos : [];
    const notice = encodeContent(content('notice', side.seat, at, { fields: found }));
    const item = await sealed(notice, { nid, iid: crypto.randomUUID() }, identity);
    const body = {
      notice: nid, urgency: found.urgency, side: side.seat, item, sender: own ? null : card(identity), told_at: toldAt,
    };
    const seals = await Promise.all(pictures.map(picture => sealPhoto(picture, nid, at, identity)));
    const gone = await send('notice', `/notices/${page.slug}/items/`, body);
    const wrong = await sendPhotos(seals, nid, found.urgency);
    done(item.iid, gone, wrong, own ? '' : await cardNumber(body.sender));
  } catch (problem) {
    busy(false);
    failed(problem);
  }
}

function sealPhoto({ bytes, type, width, height }, nid, at, identity) {
  const header = content('photo', side.seat, at, { type, width, height });
  return sealed(encodePhoto({ header, bytes }), { nid, iid: crypto.randomUUID() }, identity);
}

/** The notice stands already: a photo that is refused is said, and undoes nothing. */
async function sendPhotos(seals, nid, urgency) {
  const wrong = [];
  for (const item of seals) {
    const body = { side: side.seat, item, passes_on: false, urgency };
    try { await send('photo', `/notices/${nid}/items/`, body); } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      wrong.push(say('photos_refused', { why: problem.said.join(' ') }));
    }
  }
  return wrong;
}

// ---- what the page shows -----------------------------------------------------------------------------------
function busy(is) {
  isBusy = is;
  one('send').textContent = say(is ? 'sealing' : 'send');
  one('send').disabled = is || !side;
}

/** `sentences` with, for a field, the button that leads to it. */
function showFaults(missing, sentences = []) {
  const box = one('faults'), head = document.createElement('p'), list = document.createElement('ul');
  head.textContent = missing.length ? say('mend') : '';
  for (const name of missing) {
    const line = made('li', {}), place = one(`ask-${name}`);
    const link = made('button', { type: 'button', className: 'btn btn--small', textContent: questionOf(place) });
    link.addEventListener('click', () => { place.scrollIntoView({ block: 'center' }); place.focus(); });
    line.append(link);
    list.append(line);
  }
  list.append(...sentences.map(sentence => made('li', { textContent: sentence })));
  box.replaceChildren(head, list);
  box.hidden = false;
  box.focus();
}
const questionOf = place => place.querySelector('legend').firstChild.textContent.trim(); // what is needed is a group
const made = (tag, facts) => Object.assign(document.createElement(tag), facts);

function failed(problem) {
  if (problem instanceof Refused) return showFaults([], problem.said.length ? problem.said : [say('broken')]);
  showFaults([], [say('broken')]);
  throw problem;
}

/** Nothing that was written stays in the page; the chain and the telephone numbers do. `number`: of a key that nobody
 *  vouches for, to be read aloud. */
function done(iid, gone, wrong, number) {
  const shown = one('done').content.cloneNode(true), place = one('after'), chains = one('chains');
  const spoken = shown.querySelector('[data-says="number"]');
  if (number) spoken.textContent = number; else spoken.closest('li').remove();
  place.replaceChildren(shown, chains);
  place.hidden = false;
  form.wipe();
  dropPhotos();
  isDirty = false;
  one('writing').remove();
  tellGone(gone.answer, wrong);
  place.scrollIntoView();
  place.focus();
  addEventListener('annex-sent', ({ detail }) => { if (detail.key === iid) tellGone(detail.answer, wrong); });
}

function tellGone(answer, wrong) {
  const part = name => one('after').querySelector(`[data-says="${name}"]`);
  part('head').textContent = answer ? say('sent', answer) : say('waits');
  part('how').textContent = answer ? '' : say('waits_how');
  one('after').querySelector('[data-when="sent"]').hidden = !answer;
  const warned = [...(answer?.warned ?? []), ...wrong];
  part('warned').hidden = !warned.length;
  part('warned').replaceChildren(...warned.map(sentence =>
    made('li', { className: 'state state--waiting', textContent: sentence })));
}

// ---- photos ------------------------------------------------------------------------------------------------
async function takePhotos(box) {
  const chosen = [...box.files], wrong = one('photo-says');
  box.value = ''; // the file itself, with its name and position, is let go of at once
  wrong.hidden = true;
  for (const file of chosen) {
    try { photos.push(await redraw(file)); } catch (problem) {
      if (!(problem instanceof PhotoError)) throw problem;
      wrong.textContent = say(`photo_${problem.why}`);
      wrong.hidden = false;
    }
  }
  showPhotos();
}

function showPhotos() {
  const list = one('photos');
  for (const shown of list.querySelectorAll('img')) URL.revokeObjectURL(shown.src);
  list.replaceChildren(...photos.map((photo, index) => {
    const line = made('li', {}), n = index + 1;
    const src = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
    const picture = made('img', { src, alt: say('photo_number', { n }) });
    const drop = made('button', { type: 'button', className: 'btn btn--small', textContent: say('photo_drop', { n }) });
    drop.addEventListener('click', () => { photos.splice(index, 1); showPhotos(); });
    line.append(picture, drop);
    return line;
  }));
}

function dropPhotos() { photos = []; showPhotos(); }

// ---- her own key, where she is listed ----------------------------------------------------------------------
async function unlockOwn() {
  const place = one('passphrase'), words = place.value, says = one('own-key-says');
  const tellHer = sentence => { says.textContent = sentence; says.hidden = false; };
  place.value = '';
  try { tellHer(await openOwnKeys(page.slug, words, () => tellHer(say('own_key_locked')))); } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    tellHer(problem.said.join(' ') || say('keys_away'));
  }
}

// ---- beginning ---------------------------------------------------------------------------------------------
function listen() {
  const writing = one('writing');
  writing.addEventListener('input', event => {
    isDirty = true;
    if (event.target.id === 'find-place') return form.offerUnits();
    const place = event.target.closest('[data-field]');
    if (place) form.show(place.dataset.field);
    if (event.target.closest('[data-own]')) fetchKeys();
  });
  one('ask-photo').addEventListener('change', event => takePhotos(event.target));
  one('send').addEventListener('click', () => { if (!isBusy) sealAndSend(); });
  one('unlock')?.addEventListener('click', unlockOwn);
  addEventListener('online', () => { if (!side) fetchKeys(); });
  addEventListener('beforeunload', event => { if (isDirty && !isCalling) event.preventDefault(); });
  addEventListener('pagehide', () => { if (one('writing')) [form.wipe, dropPhotos].forEach(clear => clear()); });
}

// A call leaves the page where it is.
let isCalling = false;
for (const link of document.querySelectorAll('a[href^="tel:"]')) {
  link.addEventListener('click', () => { isCalling = true; setTimeout(() => { isCalling = false; }, 1000); });
}

async function begin() {
  form.begin();
  listen();
  if (clock.isOff) Object.assign(one('clock'), { textContent: say('clock_off'), hidden: false });
  await fetchKeys();
  const before = (await waiting()).length;
  keepTrying();
  if (before) {
    const left = await flush();
    one('clock').hidden = false;
    one('clock').textContent = left ? say('still_waits', { n: left }) : say('went');
  }
}
await begin();
