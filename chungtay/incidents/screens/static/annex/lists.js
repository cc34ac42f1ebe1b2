// Whose keys a side vouches for. A side signs a list of cards; each list names the one before by its hash, and
// each key of a side is named by the key before it. A browser that has seen a list accepts only what continues it.
//   list        { seat, number, prev, at, recovery: { enc, sig }, cards: [{ person, enrolment, enc, sig }] }
//   succession  { seat, number, signing, recovery }, signed by the side's key that ends or by its recovery key
//   sender      { person, enc, sig, iat }, signed by a recipient who vouches for somebody without enrolment

import { DH, SIG, bareJwk, publicJwk, readJws, signJws, thumbprint, verifier } from './identities.js';
import { SealError, believing, members, need } from './letters.js';

const LIST = { typ: 'key-list+jws', names: 'seat number prev at recovery cards' };
const SUCCESSION = { typ: 'side-key+jws', names: 'seat number signing recovery' };
const SENDER = { typ: 'sender-card+jws', names: 'person enc sig iat' };
const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A side's keys cannot be believed. `seen` holds thumbprints and numbers only: it is told to both sides. */
export class ListError extends Error {
  constructor(kind, seen, cause) {
    super(kind, { cause });
    Object.assign(this, { name: 'ListError', kind, seen });
  }
}
const unless = (ok, kind, seen) => { if (!ok) throw new ListError(kind, seen); };

/** Whatever is not in its form, or bears no signature that counts here, is unsigned. */
async function signed(seen, work) {
  try { return await believing(work); } catch (cause) { throw new ListError('unsigned', seen, cause); }
}

const bareCard = ({ enc, sig }) => ({ enc: publicJwk(enc), sig: publicJwk(sig) });
async function kidsOf(enc, sig) {
  const kids = await Promise.all([thumbprint(bareJwk(enc, DH)), thumbprint(bareJwk(sig, SIG))]);
  need(kids[0] !== kids[1], 'one key for two uses');
  return { kid: kids[0], sigKid: kids[1] };
}
const sameCard = (one, other) => JSON.stringify(bareCard(one)) === JSON.stringify(bareCard(other));

// ---- writing ------------------------------------------------------------------------------------
export const signList = (side, { seat, number, prev, at, recovery, cards }) => signJws(LIST.typ, {
  seat, number, prev: prev ?? null, at, recovery: bareCard(recovery),
  cards: cards.map(({ person, enrolment, ...keys }) => ({ person, enrolment, ...bareCard(keys) })),
}, side);

export const signSuccession = (oldSide, { seat, number, signing, recovery }) => signJws(SUCCESSION.typ,
  { seat, number, signing: publicJwk(signing), recovery: bareCard(recovery) }, oldSide);

/** A recipient says: this key is of that person, I asked her. */
export const signConfirmation = (identity, { person, card }) => signJws(SENDER.typ,
  { person, ...bareCard(card), iat: Math.floor(Date.now() / 1000) }, identity);

// ---- reading ------------------------------------------------------------------------------------
/** -> { person, enc, sig, kid, by, iat }; `by`: the signature key of whoever vouched, one of the directory. */
export const readConfirmation = (jws, directory) => believing(async () => {
  const { kid: by, body } = await readJws(jws, { ...SENDER, signers: directory });
  return { ...body, kid: (await kidsOf(body.enc, body.sig)).sigKid, by };
});

/** The side's own keys in their order: Map(thumbprint -> { number, recovery, alg, op, key }), and where it began.
 *  A key is named by the one before, or, where that was lost, by the signature half of its recovery card. */
async function readKeys(keys, seat) {
  const ring = new Map();
  let before = null, root = null, mayName = new Map();
  for (const [i, { number, signing, recovery, succession }] of keys.entries()) {
    const seen = { key: i + 1 };
    await signed(seen, async () => {
      const kid = seen.kid = await thumbprint(bareJwk(signing, SIG));
      await kidsOf(recovery.enc, recovery.sig);
      need(number === i + 1 && !ring.has(kid), 'number of a key, or a key twice');
      if (succession) {
        const { body } = await readJws(succession, { ...SUCCESSION, signers: mayName });
        need(body.seat === seat && body.number === number && await thumbprint(body.signing) === kid
          && sameCard(body.recovery, recovery), 'succession of another key');
      } else root = kid;
      before = [kid, { number, recovery, ...await verifier(signing) }];
      ring.set(...before);
      mayName = new Map([before, [await thumbprint(recovery.sig), await verifier(recovery.sig)]]);
    });
  }
  return { ring, root, last: before?.[0] ?? null };
}

/** What the lists say, one after the other. */
class Vouched {
  constructor() {
    Object.assign(this, { cards: new Map(), ever: new Map(), recovery: null, number: 0, head: null });
  }

  async take({ body, head }) {
    const { at, recovery, cards } = body, listed = [];
    for (const entry of cards) {
      const { enc, sig } = members(entry, 'person enrolment enc sig');
      listed.push([await kidsOf(enc, sig), entry]);
    }
    const { kid, sigKid } = await kidsOf(members(recovery, 'enc sig').enc, recovery.sig);
    this.cards = new Map(listed.map(([kids, entry]) => [kids.kid, entry]));
    const present = new Map(listed.map(([kids, entry]) => [kids.sigKid, entry]));
    need(this.cards.size === cards.length && !this.cards.has(kid), 'one key twice in a list');
    need(present.size === cards.length && !present.has(sigKid), 'one key twice in a list');
    present.set(sigKid, { person: null, enrolment: null, ...recovery });
    for (const [one, entry] of present) {
      const known = this.ever.get(one);
      need(!known || (sameCard(known, entry) && known.person === entry.person
        && known.enrolment === entry.enrolment), 'a key that changed hands');
      this.ever.set(one, { ...entry, from: known?.from ?? at, until: null });
    }
    for (const [one, entry] of this.ever) if (!present.has(one)) entry.until ??= at;
    Object.assign(this, { recovery, number: body.number, head });
  }
}

async function readLists(lists, ring, { seat, known }) {
  const vouched = new Vouched(), signers = new Set();
  let key = 0;
  for (const [i, jws] of lists.entries()) {
    const number = i + 1, seen = { number };
    const list = await signed(seen, async () => {
      const read = await readJws(jws, { ...LIST, signers: ring });
      seen.kid = read.kid;
      const { body, signer } = read;
      need(body.seat === seat && AT.test(body.at) && Array.isArray(body.cards), 'list of another side');
      need(signer.number >= key && sameCard(body.recovery, signer.recovery), 'a key that had ended');
      return read;
    });
    unless(list.body.number === number && list.body.prev === vouched.head, 'forked',
      { ...seen, head: list.head });
    unless(number !== known?.number || list.head === known.head, 'forked',
      { ...seen, head: list.head, expected: known?.head });
    await signed(seen, () => vouched.take(list));
    key = list.signer.number;
    signers.add(list.kid);
  }
  unless(lists.length >= (known?.number ?? 0), 'backwards',
    { number: lists.length, expected: known?.number });
  // Each key signs a list, for only there does it vouch for its recovery card, which may name the key that follows.
  // So the newest key signs the newest list.
  const silent = [...ring.keys()].find(kid => !signers.has(kid));
  unless(!silent, 'unsigned', { number: lists.length, kid: silent });
  return vouched;
}

/** Throws ListError, or -> { cards, ever, recovery, signingKid, root, number, head }.
 *  cards: Map(agreement thumbprint -> card of the newest list); ever: Map(signature thumbprint -> card of any
 *  list, with `from` and `until`; a side's recovery cards are among them, with person null).
 *  known = { root, number, head, accepted: [thumbprints that a person compared with the papers] } as this browser
 *  remembers it, or undefined. */
export async function readSide({ keys, lists }, { seat, known }) {
  if (!Array.isArray(keys) || !Array.isArray(lists)) throw new ListError('unsigned', {});
  const { root, ring, last } = await readKeys(keys, seat);
  const trusted = [known?.root, ...known?.accepted ?? []].filter(Boolean);
  unless(root !== null || trusted.length === 0, 'backwards', { number: 0, expected: known?.number ?? 0 });
  const kind = trusted.some(kid => ring.has(kid)) ? 'new_beginning' : 'not_the_papers';
  unless(trusted.length === 0 || trusted.includes(root), kind, { kid: root, expected: trusted[0] });
  const { cards, ever, recovery, number, head } = await readLists(lists, ring, { seat, known });
  return { cards, ever, recovery, signingKid: last, root, number, head };
}

export { SealError };
