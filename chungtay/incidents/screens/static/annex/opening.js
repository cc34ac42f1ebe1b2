// Asks for sealed items, checks each as if the server were hostile, opens it in memory, and says what was wrong.

import { decode } from './content.js';
import { tell } from './door.js';
import { SealError, open } from './seal.js';
import { address, desk, ownKids } from './desk.js';
import { batches, fetchPart } from './parts.js';

const APART = 10 * 60 * 1000;  // a writer's clock and the server's; more is said
const warned = new Set();      // one warning an item and visit

/** Items of a notice that were sealed to a key of hers. */
export const readable = notice => {
  const kids = ownKids();
  return notice.items.filter(item => !item.destroyed && item.kids.some(kid => kids.has(kid)));
};

/** Envelopes of items in, sealed items out. */
export async function fetchSealed(wanted, how) {
  const got = [];
  for (const part of batches(wanted)) got.push(...await fetchPart(address('openings'), part, how));
  return new Map(got);
}

/** Opens what of these notices is readable and not yet open. An item that is wrong stops nothing: its outcome says it. */
export async function openNotices(notices, how, told = () => {}) {
  const asked = notices.flatMap(notice => readable(notice).map(item => ({ notice, item })))
    .filter(({ item }) => !desk.opened.has(item.iid));
  let done = 0;
  for (const part of batches(asked, one => one.item)) {
    const got = await fetchSealed(part.map(({ item }) => item), how);
    await Promise.all(part.map(async ({ notice, item }) => {
      const outcome = await outcomeOf(notice, item, got.get(item.iid));
      desk.opened.set(item.iid, outcome);
      if (!outcome.ok) await warn(notice, item);
    }));
    told(done += part.length, asked.length);
  }
}

/** The ids are those that were asked for, never those that the item claims. */
async function outcomeOf(notice, item, sealed) {
  const { iid, side, position, by, received_at } = item, known = { iid, side, position, by, received_at };
  if (!sealed) return { ok: false, why: 'withheld', ...known };
  const to = new Set(sealed.jwe?.recipients?.map(one => one.header?.kid) ?? []);
  const identity = desk.identities.find(one => to.has(one.enc.kid));
  if (!identity) return { ok: false, why: 'not_for_us', ...known };
  try {
    const { payload, sender } = await open({ jwe: sealed.jwe, sigs: sealed.sigs }, identity,
      { nid: notice.id, iid: item.iid, dir: desk.dir });
    const { header: content, bytes } = decode(payload);
    if ((content.side ?? null) !== (item.side ?? null)) return { ok: false, why: 'moved', ...known };
    return { ok: true, content, bytes, ...known, ...clocks(content, item), ...signer(sender, item) };
  } catch (wrong) {
    return { ok: false, why: reason(wrong), ...known };
  }
}

/** `seal.js` says what was wrong for those who repair; a recipient needs to know which of these four it was. */
function reason(wrong) {
  if (!(wrong instanceof SealError)) return 'unreadable';
  if (wrong.message.startsWith('sealed for another')) return 'replayed';
  if (wrong.message.startsWith('signer')) return 'unknown_sender';
  return 'tampered';
}

/** Who signed, by the lists; `foreign`: not the one of whom the server says that she sent it; `ended`: with a key that
 *  had been taken off the list before. */
function signer(kid, item) {
  const sender = desk.signers.get(kid);
  return { sender, foreign: sender.person !== item.by.person,
    ended: Boolean(sender.until) && Date.parse(sender.until) < Date.parse(item.received_at) };
}

function clocks(content, item) {
  const written = Date.parse(content.at), received = Date.parse(item.received_at);
  return { apart: !(Math.abs(written - received) <= APART) };
}

/** Both sides are told, in numbers and thumbprints only. That the telling failed must not hide what can be read. */
async function warn(notice, item) {
  if (warned.has(item.iid)) return;
  warned.add(item.iid);
  const seen = { number: notice.number, year: notice.year, position: item.position, iid: item.iid };
  const seat = item.side ?? notice.side;
  await tell(address('warnings'), { seat, kind: 'item', seen }).catch(() => warned.delete(item.iid));
}

/** Ids of items that a writer of this notice had before her and that are not there now. */
export function missingFrom(notice) {
  const there = new Set(notice.items.map(item => item.iid)), missing = new Set();
  for (const item of notice.items) {
    for (const iid of desk.opened.get(item.iid)?.content?.seen ?? []) if (!there.has(iid)) missing.add(iid);
  }
  return [...missing];
}

/** What of a notice is open, in the order in which it came. */
export const openedOf = notice => notice.items.map(item => desk.opened.get(item.iid)).filter(Boolean);
