// The number of a key, to be read out on the telephone: eight groups of five digits, the same in every language. It
// stands for the first 128 bits of a thumbprint; `rules/keys/aloud.py` writes the same for pages and papers.

import { b64u, thumbprint, unb64u } from './seal.js';

/** Of a side's signature key. */
export function numberOf(kid) {
  const bytes = unb64u(kid);
  return Array.from({ length: 8 }, (_, i) => String(bytes[2 * i] << 8 | bytes[2 * i + 1]).padStart(5, '0')).join(' ');
}

/** Of a person's card: both of its keys are in the number, so that neither can be exchanged. */
export async function cardNumber({ enc, sig }) {
  const both = new TextEncoder().encode(`${await thumbprint(enc)}.${await thumbprint(sig)}`);
  return numberOf(b64u(new Uint8Array(await crypto.subtle.digest('SHA-256', both))));
}
