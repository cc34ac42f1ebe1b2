// What lies before the recipient while the room is open: her keys, the lists of both sides, envelopes, and what she has
// opened. All of it is memory of this page; locking, leaving and idleness end it.

import { clockFrom } from './content.js';
import { ask } from './door.js';
import { cardNumber } from './keys-number.js';
import { readConfirmation } from './lists.js';
import { directory, thumbprint } from './seal.js';
import { sidesOf } from './sides.js';
import { say, told } from './words.js';

export const room = told();
/** By the server's clock from when the page came, for a phone may be ten years off. */
export const { now, isOff } = clockFrom(room.now);

/** Something stands in the way that the person can understand; said as it is. */
export class Hindered extends Error { constructor(said) { super(said); this.said = said; } }

export const desk = {
  identities: [],      // every key of hers that the passphrase opened; old ones read what was sealed to them
  seat: null,          // the side for which she acts
  identity: null,      // her listed key of that side
  wrapped: null,       // the same under her passphrase, as a downloaded file holds it
  sides: [],
  senders: [],         // of those without enrolment
  dir: new Map(),      // signature thumbprint -> what `verify` believes
  signers: new Map(),  // signature thumbprint -> { kid, person, confirmed, … }
  notices: [],         // envelopes
  opened: new Map(),   // item id -> outcome of `opening.js`
};

export function clearDesk() {
  Object.assign(desk, { identities: [], seat: null, identity: null, wrapped: null });
  Object.assign(desk, { sides: [], senders: [], notices: [] });
  for (const map of [desk.dir, desk.signers, desk.opened]) map.clear();
}

const BLANK = '00000000-0000-0000-0000-000000000000';
/** An address of the server; `id` stands where the page was given a blank one. */
export const address = (name, id = '') => room.addresses[name].replace(BLANK, id).replace('_kid_', id);

export const side = seat => desk.sides.find(one => one.seat === seat);
export const sideName = seat => side(seat)?.name ?? '';
export const ownSide = () => side(desk.seat);
export const noticeOf = id => desk.notices.find(one => one.id === id);
export const ownKids = () => new Set(desk.identities.map(one => one.enc.kid));

/** Fetches and checks both sides' lists; everything below believes only what they vouch for. */
export async function layLists() {
  desk.sides = await sidesOf(room.slug, { spare: true });
  if (ownSide()?.refused) throw ownSide().refused;  // of the other side: what concerns ours alone goes on
  desk.senders = (await ask(address('lists'))).senders;
  await layDirectory();
}

async function layDirectory() {
  const listed = desk.sides.flatMap(one => [...one.ever.values()]), believed = await directory(listed);
  desk.signers.clear();
  for (const { seat, ever } of desk.sides) {
    for (const [kid, { person, until }] of ever) {
      desk.signers.set(kid, { kid, person, seat, until, confirmed: true });
    }
  }
  // What the server says of a sender never takes the place of what a side vouches for.
  const unlisted = [];
  for (const sender of desk.senders) {
    const kid = await thumbprint(sender.card.sig);
    if (believed.has(kid)) continue;
    const { person, title, seat, card } = sender, confirmed = await isConfirmed(sender, kid, believed);
    desk.signers.set(kid, { kid, person, title, seat, card, number: await cardNumber(card), confirmed });
    unlisted.push(card);
  }
  desk.dir = await directory([...listed, ...unlisted]);
}

/** Only a listed recipient's signature confirms a sender; that the server says so does not. */
async function isConfirmed({ person, confirmation }, kid, believed) {
  if (!confirmation) return false;
  try {
    const read = await readConfirmation(confirmation, believed);
    return read.kid === kid && read.person === person;
  } catch { return false; }
}

/** Cards to which something is sealed: everybody listed today on these sides, and each side's recovery key. A side whose
 *  keys are not believed, or that has none, stops it: to seal past it would look as if it had been told. */
export const cardsOf = seats => seats.flatMap(seat => {
  const { name, cards, recovery, refused } = side(seat);
  if (refused) throw new Hindered(say('side_refused', { side: name }));
  if (!recovery) throw new Hindered(say('side_without_keys', { side: name }));
  return [...cards.values(), recovery];
});

export async function layEnvelopes() {
  desk.notices = (await ask(address('envelopes'))).notices;
}
