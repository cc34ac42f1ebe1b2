// With the side's recovery key: lets a listed recipient open what was sealed before, when everybody who could have let
// her in has lost her key. Only the key of each item is wrapped anew; the content is not opened here.

import { Refused, ask, tell } from './door.js';
import { unlockSide } from './keys-side.js';
import { fault } from './keys-words.js';
import { batches, fetchPart } from './parts.js';
import { SealError, directory, regrant, thumbprint } from './seal.js';
import { sidesOf } from './sides.js';
import { say } from './words.js';

const KEPT_ON = [404, 422];  // refused for this item; with any other answer the next would fail as well

/** Of those whose signatures count: all cards that the sides ever vouched for, and senders without enrolment. */
async function believed(slug, sides) {
  const listed = sides.flatMap(one => [...one.ever.values()]), known = await directory(listed), unlisted = [];
  const { senders } = await ask(`/notices/${slug}/keys/lists.json`);
  for (const { card } of senders) if (!known.has(await thumbprint(card.sig))) unlisted.push(card);
  return directory([...listed, ...unlisted]);
}

/** The newest recovery key that these words open, for they may be those of an older one. */
async function unlockNewest(slug, seat, numbers, halves) {
  let wrong = null;
  for (const number of numbers.toReversed()) {
    try { return await unlockSide(slug, seat, 'recovery', ...halves, number); } catch (problem) {
      if (problem.why !== 'wrong') throw problem;
      wrong = problem;
    }
  }
  throw wrong;
}

/** Lets the recipient `kid` of the side `seat` open everything that these words can give her; `numbers`: of the side's
 *  keys, oldest first. -> { given, refused, older: items that only an older recovery key opens, stopped }. */
export async function letReadBefore({ slug, seat, numbers, kid, halves }, told = () => {}) {
  const sides = await sidesOf(slug, { spare: true }), side = sides.find(one => one.seat === seat);
  if (side.refused) throw side.refused;
  const reader = side.cards.get(kid);
  // A list under a key that nobody compared with the papers could name anybody, who would be given everything.
  if (!side.isAccepted) throw fault(say('compare_first'));
  if (!reader) throw fault(say('reader_gone'));
  const identity = await unlockNewest(slug, seat, numbers, halves), dir = await believed(slug, sides);
  const { notices } = await ask(`/notices/${slug}/envelopes.json`);
  const lacking = notices.flatMap(({ id, items }) => items.map(item => ({ nid: id, ...item })))
    .filter(item => !item.destroyed && !item.kids.includes(kid));
  const wanted = lacking.filter(item => item.kids.includes(identity.enc.kid));
  const done = { given: 0, refused: 0, older: olderOf(side, dir, lacking, identity.enc.kid), stopped: false };
  try {
    for (const part of batches(wanted)) {
      const sealed = await fetchPart(`/notices/${slug}/openings/`, part, 'recovery');
      for (const item of part) {
        done[await give(item, sealed.get(item.iid), identity, reader, dir) ? 'given' : 'refused'] += 1;
        told(done.given, wanted.length);
      }
    }
  } catch (wrong) {
    if (!(wrong instanceof Refused) || !done.given) throw wrong;
    done.stopped = true;  // done again, it goes on where it ended
  }
  return done;
}

/** How many are sealed to another recovery key of the side, and not to this one. */
function olderOf(side, dir, lacking, kid) {
  const others = [...side.ever].filter(([, card]) => card.person === null).map(([sig]) => dir.get(sig).encKid);
  return lacking.filter(item => !item.kids.includes(kid) && others.some(one => item.kids.includes(one))).length;
}

/** What cannot be believed, and what the server takes no grant for, is left as it is. */
async function give({ nid, iid }, sealed, identity, reader, dir) {
  try {
    const { jwe, sigs } = await regrant({ jwe: sealed?.jwe, sigs: sealed?.sigs }, identity, reader, { nid, iid, dir });
    await tell(`/notices/${nid}/grants/`, { iid, entry: jwe.recipients.at(-1), signed: sigs.at(-1) });
    return true;
  } catch (wrong) {
    if (wrong instanceof SealError || (wrong instanceof Refused && KEPT_ON.includes(wrong.status))) return false;
    throw wrong;
  }
}
