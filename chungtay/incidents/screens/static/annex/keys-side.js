// A side's own keys: unlocked by both halves of their words, or made anew, wrapped, and signed for.

import { tell } from './door.js';
import { WrongWords, unlock } from './reader.js';
import { checkWords, joined, makeHalves } from './passphrases.js';
import { signList, signSuccession } from './lists.js';
import { card, generateIdentity, wrapPrivateKey } from './seal.js';

const addressOf = (slug, rest) => `/notices/${slug}/keys/${rest}`;
const USES = { signing: ['sig'], recovery: ['enc', 'sig'] };

/** Which of two halves holds a slip of the finger, and in which word: `.half` 0 or 1. */
export async function checkHalves(halves) {
  for (const [half, text] of halves.entries()) {
    const checked = await checkWords(text);
    if (!checked.ok) throw Object.assign(new WrongWords(checked.why, checked.word), { half });
  }
}

/** -> the side's signing or recovery key, in memory; that it was asked for is written down. `number`: an older one. */
export async function unlockSide(slug, seat, which, first, second, number = undefined) {
  await checkHalves([first, second]);
  const { wrapped } = await tell(addressOf(slug, 'side/wrapped/'), { seat, which, ...(number ? { number } : {}) });
  return unlock(wrapped, joined(first, second), { words: 12, uses: USES[which] });
}

/** New keys of a side under new words; nothing leaves the page yet. */
export async function drawSide() {
  const signing = await generateIdentity({ dh: null, extractable: true });
  const recovery = await generateIdentity({ extractable: true });
  return { signing, recovery, halves: { signing: await makeHalves(), recovery: await makeHalves() } };
}

/** The next list of the side as this browser checked it: what it holds, less `removes`, and `adds`, rows with cards. */
export function nextList(signing, side, recovery, adds, removes) {
  const kept = [...side.cards.values()].filter(one => !removes.includes(one.enrolment));
  const added = adds.map(({ person, id, card: { enc, sig } }) => ({ person, enrolment: id, enc, sig }));
  return signList(signing, {
    seat: side.seat, number: side.number + 1, prev: side.head, at: new Date().toISOString(), recovery,
    cards: [...kept, ...added],
  });
}

export async function postList(slug, signing, side, adds, removes) {
  const list = await nextList(signing, side, side.recovery, adds, removes);
  await tell(addressOf(slug, 'lists/'), { seat: side.seat, list, adds: adds.map(one => one.id), removes });
}

/** `old`: the key that signs for the new one, or null for a new beginning. */
export async function postSideKey(slug, { drawn, old, side, number, adds, removes, reason, witness }) {
  const { signing, recovery, halves } = drawn, own = card(recovery);
  const following = { seat: side.seat, number, signing: signing.sig.jwk, recovery: own };
  await tell(addressOf(slug, 'side/'), {
    ...following, reason, witness,
    wrapped_signing: await wrapPrivateKey(signing, joined(...halves.signing)),
    wrapped_recovery: await wrapPrivateKey(recovery, joined(...halves.recovery)),
    succession: old ? await signSuccession(old, following) : '',
    list: await nextList(signing, side, own, adds, removes),
  });
}
