// Says what is wrong with words that were typed, and which word it is; tells nothing of what they should have been.

import { Refused } from './door.js';
import { checkWords } from './passphrases.js';
import { say } from './words.js';

/** What went wrong, as a sentence in the page's language. */
export function sentence(wrong) {
  if (wrong.name === 'WrongWords') return say(`words_${wrong.why}`, { word: wrong.word });
  if (wrong.name === 'ListError') return say(`refused_${wrong.kind}`, { side: wrong.side ?? '' });
  if (wrong instanceof Refused) return wrong.said.join(' ') || say(wrong.status ? 'went_wrong' : 'no_network');
  if (wrong.told) return wrong.told;
  return say('went_wrong');
}

/** A fault that has its sentence already. */
export const fault = told => Object.assign(new Error(told), { told });

/** The sheet is in the hand, so the page may say which word is not the one on it. */
export async function faultAgainst(typed, printed) {
  const checked = await checkWords(typed);
  if (checked.ok && checked.normal === printed) return null;
  if (checked.why === 'length' || checked.why === 'letters') return say(`words_${checked.why}`, { word: checked.word });
  const words = typed.trim().toLowerCase().split(/[\s\p{P}]+/u), right = printed.split(' ');
  return say('word_differs', { at: right.findIndex((word, i) => word !== words[i]) + 1 });
}

/** Puts a fault under the fields of a form, or takes it away. */
export function showFault(form, words) {
  const line = form.querySelector('[data-fault]');
  line.textContent = words ?? '';
  line.hidden = !words;
}
