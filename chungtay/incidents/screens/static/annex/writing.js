// Seals what the recipient writes and hands it to the outbox; only sealed bytes are kept or sent.

import { encodeContent, encodePhoto, moment } from './content.js';
import { Refused } from './door.js';
import { send } from './outbox.js';
import { seal, thumbprint } from './seal.js';
import { address, cardsOf, desk, layEnvelopes, layLists, noticeOf, now } from './desk.js';

/** Ids that the writer had before her. What crosses names only what crossed: of our own file the other side learns
 *  nothing, not even how long it is. */
const seenIn = (notice, seat) => notice.items
  .filter(item => item.side === null || item.side === seat).map(item => item.iid)
  .filter(iid => desk.opened.get(iid)?.ok);

/** Everybody listed today, asked for anew: whoever was removed a minute ago gets nothing. Without a network the lists
 *  that were checked when the room was opened hold. */
async function recipientsFor(seat) {
  await layLists().catch(wrong => { if (!(wrong instanceof Refused && wrong.status === 0)) throw wrong; });
  const seats = seat ? [seat] : desk.sides.map(one => one.seat), found = new Map();
  for (const card of cardsOf(seats)) found.set(await thumbprint(card.enc), card);
  return [...found.values()];
}

/** Seals one item into a notice: `seat` is the side whose own file it joins, null for what lies between both. */
export async function write(notice, kind, told, { seat, passesOn = false, urgency = notice.urgency, bytes }) {
  const iid = crypto.randomUUID();
  const content = { v: 1, kind, side: seat, at: moment(now()), seen: seenIn(notice, seat), ...told };
  const payload = bytes ? encodePhoto({ header: content, bytes }) : encodeContent(content);
  const sealed = await seal(payload, await recipientsFor(seat), desk.identity, { nid: notice.id, iid });
  const posted = { side: seat, item: { iid, ...sealed }, passes_on: passesOn, urgency };
  const { answer, waits } = await send('notice-item', address('items', notice.id), posted);
  if (!waits) {
    await layEnvelopes();
    remember(noticeOf(notice.id), iid, content, bytes);
  }
  return { iid, waits: Boolean(waits), warned: answer?.warned ?? [] };
}

/** What she wrote is open already; to ask for it would count as a reading. */
function remember(notice, iid, content, bytes) {
  const item = notice?.items.find(one => one.iid === iid);
  if (!item) return;
  const { side, position, by, received_at } = item, sender = desk.signers.get(desk.identity.sig.kid);
  desk.opened.set(iid, { ok: true, content, bytes, sender, iid, side, position, by, received_at });
}
