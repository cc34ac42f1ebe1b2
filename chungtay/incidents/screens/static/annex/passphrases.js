// Makes passphrases that can be printed, read out and typed: proquints (Wilkerson 2009), 16 bits a word, "lusab
// babad". The last word of six checks the five before it: a slip of the finger is told from a wrong passphrase.
// 80 bits of chance in six words, 160 in the twelve of a side, which are printed in two halves.

import { concat, sha256, utf8 } from './letters.js';

const CONSONANTS = 'bdfghjklmnprstvz', VOWELS = 'aiou';
const WORD = new RegExp(`^[${CONSONANTS}][${VOWELS}][${CONSONANTS}][${VOWELS}][${CONSONANTS}]$`);

/** 0 … 65,535 as a word: consonant (4 bits), vowel (2), consonant, vowel, consonant. */
export const proquint = n => CONSONANTS[n >>> 12] + VOWELS[n >>> 10 & 3] + CONSONANTS[n >>> 6 & 15]
  + VOWELS[n >>> 4 & 3] + CONSONANTS[n & 15];

async function checkWord(words) {
  const digest = await sha256(concat(utf8('annex words v1\0'), utf8(words.join(' '))));
  return proquint(digest[0] << 8 | digest[1]);
}

/** So many words, the last of which checks the others. */
export async function makePassphrase(words = 6) {
  const made = Array.from(crypto.getRandomValues(new Uint16Array(words - 1)), proquint);
  return [...made, await checkWord(made)].join(' ');
}

/** What a side's key is wrapped under, as it is printed: two times six words, each half on a sheet of its own. */
export const makeHalves = async () => [await makePassphrase(), await makePassphrase()];

/** What was typed, in the one form that unlocks: small letters, single spaces; dashes, dots, lines are forgiven. */
export const normal = text => text.normalize('NFC').toLowerCase().replace(/[\s\p{P}\p{Cf}]+/gu, ' ').trim();

/** Half a passphrase of a side, or a person's: { ok: true, normal } or { ok: false, why, word }, where why is length,
 *  letters (a word that is none of ours) or check (the last word does not fit the others). */
export async function checkWords(text, words = 6) {
  const typed = normal(text).split(' ').filter(Boolean), strange = typed.find(word => !WORD.test(word));
  if (strange) return { ok: false, why: 'letters', word: strange };
  if (typed.length !== words) return { ok: false, why: 'length', word: typed.at(-1) ?? '' };
  if (await checkWord(typed.slice(0, -1)) !== typed.at(-1)) return { ok: false, why: 'check', word: typed.at(-1) };
  return { ok: true, normal: typed.join(' ') };
}

export const joined = (first, second) => `${normal(first)} ${normal(second)}`;
