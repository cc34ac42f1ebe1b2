// A listed recipient may sign her first notice with her own key: then nobody need confirm that it was she who sent it.

import { tell } from './door.js';
import { WrongWords, unlockAny, whileUsed } from './reader.js';
import { say } from './words.js';

let opened = [];  // her keys, for as long as this page is used

export const ownKeyOf = seat => opened.find(key => key.seat === seat)?.identity ?? null;

/** Opens what these words open, and gives what to tell her. `locked` is called when the keys are forgotten again. */
export async function openOwnKeys(slug, passphrase, locked) {
  const keys = (await tell(`/notices/${slug}/keys/own/`, {})).enrolments.filter(one => one.active);
  if (!keys.length) return say('no_key');
  try { opened = await unlockAny(keys, passphrase); } catch (problem) {
    if (!(problem instanceof WrongWords)) throw problem;
    return say(`words_${problem.why}`, { word: problem.word });
  }
  whileUsed(() => { opened = []; locked(); });
  return say('own_key_open');
}
