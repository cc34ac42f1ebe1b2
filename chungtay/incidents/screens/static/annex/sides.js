// The one way to the keys of both sides. What the server gives is believed only where the sides' signatures hold and
// where it continues what this browser saw before; what is refused is told to both sides.
//
// This browser remembers for each side: { root, number, head, accepted: [root that a person compared with the papers],
// refused: [roots that were not the ones on the papers] }.

import { ask, tell } from './door.js';
import { ListError, readSide } from './lists.js';
import { recall, remember } from './memory.js';

const addressOf = (slug, rest) => `/notices/${slug}/keys/${rest}`;
const NOTHING = () => ({
  cards: new Map(), ever: new Map(), recovery: null, signingKid: null, root: null, number: 0, head: null,
});

/** -> [{ seat, name, mine, isAccepted, …readSide }]. Throws ListError with `.seat` and `.side`, its name, where a
 *  side cannot be believed; `spare: true` gives that side without any key instead, as { …, refused: the error }, so
 *  that what concerns the other side alone goes on. */
export async function sidesOf(slug, { spare = false } = {}) {
  const { sides } = await ask(addressOf(slug, 'lists.json'));
  const read = [];
  let first = null;
  for (const side of sides) {
    try { read.push(await checked(side)); } catch (wrong) {
      if (!(wrong instanceof ListError)) throw wrong;
      await warn(slug, side, wrong);
      first ??= Object.assign(wrong, { seat: side.seat, side: side.name });
      read.push({ ...named(side), ...NOTHING(), isAccepted: false, refused: wrong });
    }
  }
  if (first && !spare) throw first;
  return read;
}

const named = ({ seat, name, mine }) => ({ seat, name, mine });

/** One side as `key-lists` gave it, against what this browser remembers of it. */
async function checked({ keys, lists, ...side }) {
  const known = await recall('heads', side.seat);
  const found = await readSide({ keys, lists }, { seat: side.seat, known });
  if (known?.refused?.includes(found.root)) throw new ListError('not_the_papers', { kid: found.root });
  // Of two tabs the one that saw less must not take back what the other saw.
  const now = await recall('heads', side.seat);
  if (found.root && found.number >= (now?.number ?? 0)) await keep(side.seat, found, now);
  return { ...named(side), ...found, isAccepted: found.root === null || Boolean(now?.accepted?.includes(found.root)) };
}

const keep = (seat, { root, number, head }, { accepted = [], refused = [] } = {}) =>
  remember('heads', seat, { root, number, head, accepted, refused });

/** A person compared the number on the screen with the one in the signed agreement, and they are the same. */
export const accept = side => keep(side.seat, side, { accepted: [side.root] });

/** They are not the same: both sides are told, and nothing is sealed to that side from here until it is. */
export async function refuse(slug, side) {
  await keep(side.seat, side, { refused: [side.root] });
  await warn(slug, side, new ListError('not_the_papers', { kid: side.root }));
}

/** A side that began anew, read as if for the first time: for a person who has its new number on paper. */
export async function readAnew(slug, seat) {
  const { sides } = await ask(addressOf(slug, 'lists.json'));
  const side = sides.find(one => one.seat === seat);
  return { ...named(side), ...await readSide(side, { seat, known: undefined }) };
}

/** That the telling failed must not hide what is wrong. */
const warn = (slug, { seat }, { kind, seen }) =>
  tell(addressOf(slug, 'warnings/'), { seat, kind, seen: plain(seen) }).catch(() => {});

/** Thumbprints and numbers only. */
const plain = seen => Object.fromEntries(Object.entries(seen ?? {}).filter(([, value]) =>
  ['string', 'number'].includes(typeof value)));
