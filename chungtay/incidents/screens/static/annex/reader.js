// Unlocks a wrapped private key for as long as this page is used: nothing of it is kept anywhere but in its memory.

import { checkWords, normal } from './passphrases.js';
import { unwrapPrivateKey } from './seal.js';

const IDLE = 15 * 60 * 1000;
const forgetters = new Set();
let timer = null;

/** The words do not open the key. `why`: length, letters, check tell what was mistyped; wrong: no slip can be seen. */
export class WrongWords extends Error {
  constructor(why, word = '') { super(why); this.name = 'WrongWords'; this.why = why; this.word = word; }
}

/** -> identity. A slip of the finger is told before the slow part; there is no lock-out, since only this page tries.
 *  `uses`: the halves of the key, ['sig'] for a side's signature key. `extractable`: only to wrap it anew. */
export async function unlock(wrapped, passphrase, { words = 6, ...options } = {}) {
  const typed = normal(passphrase).split(' '), parts = [];
  for (let at = 0; at < Math.max(typed.length, words); at += 6) {
    const checked = await checkWords(typed.slice(at, at + 6).join(' '));
    if (!checked.ok) throw new WrongWords(checked.why, checked.word);
    parts.push(checked.normal);
  }
  try { return await unwrapPrivateKey(wrapped, parts.join(' '), options); } catch { throw new WrongWords('wrong'); }
}

/** Of her wrapped keys those that these words open, each with its `identity`; WrongWords where none does. */
export async function unlockAny(keys, passphrase) {
  const opened = [];
  let wrong = new WrongWords('wrong');
  for (const key of keys) {
    try { opened.push({ ...key, identity: await unlock(key.wrapped, passphrase) }); } catch (problem) {
      if (!(problem instanceof WrongWords)) throw problem;
      wrong = problem;
      if (problem.why !== 'wrong') break;  // mistyped for one key, mistyped for all
    }
  }
  if (!opened.length) throw wrong;
  return opened;
}

/** Calls `forget` after a quarter of an hour without a touch, and when the page is left; gives what ends the watch. */
export function whileUsed(forget) {
  forgetters.add(forget);
  wait();
  return () => forgetters.delete(forget);
}

export function forgetNow() {
  for (const forget of forgetters) forget();
  forgetters.clear();
  clearTimeout(timer);
}

function wait() {
  clearTimeout(timer);
  if (forgetters.size) timer = setTimeout(forgetNow, IDLE);
}

for (const touch of ['pointerdown', 'keydown', 'input']) addEventListener(touch, wait, { passive: true });
addEventListener('pagehide', forgetNow);
