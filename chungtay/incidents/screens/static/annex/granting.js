// Lets a colleague read: adds one listed key to items that its owner cannot open yet. The content is not touched.

import { tell } from './door.js';
import { regrant } from './seal.js';
import { address, desk, layEnvelopes, layLists, ownKids, ownSide } from './desk.js';
import { fetchSealed } from './opening.js';

/** Listed recipients of her side who lack something that she can open, with what they lack. */
export function lacking(notices) {
  const mine = ownKids();
  return [...ownSide().cards].map(([kid, card]) => ({
    kid, card,
    items: notices.flatMap(notice => notice.items
      .filter(item => !item.destroyed && item.kids.some(one => mine.has(one)) && !item.kids.includes(kid))
      .map(item => ({ notice, item }))),
  })).filter(one => one.items.length && !mine.has(one.kid));
}

/** Gives her colleague each of these items; tells how many were given and which could not be. */
export async function letRead(kid, notices, told = () => {}) {
  await layLists();  // whom the side vouches for now, not when the room was opened
  const colleague = lacking(notices).find(one => one.kid === kid);
  if (!colleague) return { given: 0, refused: [] };
  const sealed = await fetchSealed(colleague.items.map(({ item }) => item), 'grant'), refused = [];
  let given = 0;
  for (const { notice, item } of colleague.items) {
    try {
      const more = await granted(notice, item, sealed.get(item.iid), colleague.card);
      const added = { entry: more.jwe.recipients.at(-1), signed: more.sigs.at(-1) };
      await tell(address('grants', notice.id), { iid: item.iid, ...added });
      told(++given, colleague.items.length);
    } catch (wrong) { refused.push({ item, wrong }); }
  }
  await layEnvelopes();
  return { given, refused };
}

function granted(notice, item, { jwe, sigs }, card) {
  const identity = desk.identities.find(one => jwe.recipients.some(to => to.header.kid === one.enc.kid));
  return regrant({ jwe, sigs }, identity, card, { nid: notice.id, iid: item.iid, dir: desk.dir });
}
