// Opens the recipient's keys with her passphrase, here and nowhere else, and locks the room again.

import { tell } from './door.js';
import { WrongWords, forgetNow, unlockAny, whileUsed } from './reader.js';
import { Hindered, address, clearDesk, desk } from './desk.js';
import { say } from './words.js';

let kept = null;  // wrapped keys, asked for once: trying again tells the server nothing

async function wrappedKeys() {
  kept ??= (await tell(address('own_key'), {})).enrolments;
  if (kept.some(one => one.active)) return kept.filter(one => one.active);  // to an ended key no bytes are given
  kept = null;
  throw new Hindered(say('no_key'));
}

/** Each of her listed keys that these words open. `locked` is called when nobody touched the page for a quarter of an
 *  hour, and when it is left. */
export async function unlockRoom(passphrase, locked) {
  const keys = await wrappedKeys(), opened = await unlockAny(keys, passphrase).catch(hindered), [listed] = opened;
  desk.identities = opened.map(one => one.identity);
  desk.identity = listed.identity;
  desk.wrapped = listed.wrapped;
  desk.seat = listed.seat;
  whileUsed(() => { clearDesk(); locked(); });
}

function hindered(problem) {
  throw problem instanceof WrongWords ? new Hindered(say(`words_${problem.why}`, { word: problem.word })) : problem;
}

export const lock = forgetNow;
