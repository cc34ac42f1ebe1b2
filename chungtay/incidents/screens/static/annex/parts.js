// Asks for sealed items in parts that one answer can hold. The server writes into the audit first, then gives the bytes.

import { tell } from './door.js';

const BATCH = 250, MOST_BYTES = 32 * 2 ** 20;  // at once: the server gives no more than 48 MB, for photos are large

/** In parts that are neither too many nor too large, each of one item at least. */
export function* batches(asked, itemOf = one => one) {
  let part = [], bytes = 0;
  for (const one of asked) {
    if (part.length && (part.length === BATCH || bytes + itemOf(one).size > MOST_BYTES)) {
      yield part;
      part = []; bytes = 0;
    }
    part.push(one); bytes += itemOf(one).size;
  }
  if (part.length) yield part;
}

/** Envelopes of the items of one part in, Map(item id -> sealed item) out; `how` is what the audit says. */
export async function fetchPart(url, part, how) {
  const { items } = await tell(url, { items: part.map(one => one.iid), how });
  return new Map(items.map(item => [item.iid, item]));
}
