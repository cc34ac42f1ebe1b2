// Seals bytes to several recipients, opens them, and lets one more recipient in, with WebCrypto alone.
//   item = { jwe, sigs }
//   jwe    RFC 7516 General JSON Serialization, ECDH-ES+A256KW (RFC 7518 4.6, RFC 8037), A256GCM.
//   sigs   list of RFC 7515 compact JWS ("manifests"). sigs[0] is the sender's and names the first
//          recipients; each later one is a grant by somebody who could already open the item.
// JWE alone proves neither who wrote an item nor to whom: every recipient holds the content key.
// The manifest signs the protected header, the hash of iv.ciphertext.tag and every recipient entry.
// Public keys are believed only from `dir`, a directory of all cards ever that the caller has checked.

import { DH, ENC, decrypt, encrypt, newCek, publicJwk, readJws, signJws, thumbprint, unwrapCek }
  from './identities.js';
import { attempt, b64u, believing, concat, decodeJson, encodeJson, hash, members, need, sha256, u32, unb64u, utf8 }
  from './letters.js';

export { b64u, SealError, unb64u } from './letters.js';
export { card, directory, generateIdentity, publicJwk, thumbprint, unwrapKeys, unwrapPrivateKey, wrapKeys,
         wrapPrivateKey } from './identities.js';

const S = globalThis.crypto.subtle;
const TYP = 'sealed-item+jwe', MTYP = 'seal-manifest+jws', ALG = 'ECDH-ES+A256KW';
const MAX_ENTRIES = 64, ID = /^[A-Za-z0-9._-]{1,64}$/;

// ---- padding: ISO/IEC 7816-4 (0x80, then zeros) up to a bucket --------------------------------
/** 1, 4, 16, 64 KiB, then Padme (Nikitin et al. 2019): at most 12 % over, log log n bits leaked. */
export function bucket(n) {
  for (const size of [1024, 4096, 16384, 65536]) if (n <= size) return size;
  const e = Math.floor(Math.log2(n)), step = 2 ** (e - Math.floor(Math.log2(e)) - 1);
  return Math.ceil(n / step) * step;
}
export const pad = bytes => concat(bytes, [0x80], new Uint8Array(bucket(bytes.length + 1) - bytes.length - 1));
export function unpad(bytes) {
  const end = bytes.findLastIndex(byte => byte !== 0);
  need(end >= 0 && bytes[end] === 0x80 && bytes.length === bucket(end + 1), 'bad padding');
  return bytes.subarray(0, end);
}

// ---- one recipient's entry ----------------------------------------------------------------------
/** NIST SP 800-56A Concat KDF, one SHA-256 round (RFC 7518 4.6.2). */
export async function concatKdf(z, algorithmId, apu, apv, bits) {
  const lv = bytes => concat(u32(bytes.length), bytes);
  const out = await sha256(concat(u32(1), new Uint8Array(z), lv(utf8(algorithmId)), lv(apu), lv(apv), u32(bits)));
  return out.subarray(0, bits / 8);
}
async function agree(privateKey, jwk, { apu, apv }) {
  const alg = Object.hasOwn(DH, jwk.crv) && DH[jwk.crv];
  need(alg && alg.name === privateKey.algorithm.name, 'epk is on another curve');
  const pub = await attempt('epk is no point', S.importKey('jwk', publicJwk(jwk), alg, false, []));
  const z = await attempt('epk of small order', S.deriveBits({ name: alg.name, public: pub }, privateKey, 256));
  const kek = await concatKdf(z, ALG, unb64u(apu), unb64u(apv), 256);
  return S.importKey('raw', kek, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
}
/** AES-GCM does not commit to its key; this hash in the protected header does: one CEK for all. */
async function commitment(cek) {
  return b64u(await sha256(concat(utf8('sealed-item CEK v1\0'), new Uint8Array(await S.exportKey('raw', cek)))));
}
/** One recipients[] entry, with an ephemeral key of its own; apu names the granter, apv the recipient. */
async function grant(cek, { enc }, granter) {
  need(enc && Object.hasOwn(DH, enc.crv), 'a key on an unknown curve');
  const kid = await thumbprint(enc), eph = await S.generateKey(DH[enc.crv], false, ['deriveBits']);
  const header = { kid, epk: publicJwk(await S.exportKey('jwk', eph.publicKey)), apu: granter.sig.kid, apv: kid };
  const wrapped = await S.wrapKey('raw', cek, await agree(eph.privateKey, enc, header), 'AES-KW');
  return { header, encrypted_key: b64u(new Uint8Array(wrapped)) };
}
/** Fixed-order text of an entry, for hashing: JSON objects have no canonical order, arrays do. */
const entryHash = ({ header: { kid, epk, apu, apv }, encrypted_key }) =>
  hash(JSON.stringify([kid, epk.kty, epk.crv, epk.x, epk.y ?? '', apu, apv, encrypted_key]));
const contentHash = jwe => hash(`${jwe.iv}.${jwe.ciphertext}.${jwe.tag}`);

async function manifest(jwe, entries, signer, prev) {
  const rcp = Object.fromEntries(await Promise.all(entries.map(async e => [e.header.kid, await entryHash(e)])));
  return signJws(MTYP,
    { hdr: jwe.protected, cth: await contentHash(jwe), rcp, prev, iat: Math.floor(Date.now() / 1000) }, signer);
}

// ---- sealing ------------------------------------------------------------------------------------
/** payload: bytes; recipients: cards (name the sender too, to keep a copy); bound to notice and item id. */
export async function seal(payload, recipients, sender, { nid, iid }) {
  need(typeof nid === 'string' && typeof iid === 'string' && ID.test(nid) && ID.test(iid), 'notice or item id');
  const cek = await newCek();
  const header = { typ: TYP, alg: ALG, enc: ENC, nid, iid, snd: sender.sig.kid, cmt: await commitment(cek) };
  const aad = encodeJson(header);
  const entries = await Promise.all([...recipients].map(r => grant(cek, r, sender)));
  const kids = new Set(entries.map(entry => entry.header.kid));
  need(entries.length > 0 && entries.length <= MAX_ENTRIES, 'entries');
  need(kids.size === entries.length, 'recipient named twice');
  entries.sort((a, b) => (a.header.kid < b.header.kid ? -1 : 1));                 // order says nothing
  const jwe = { protected: aad, recipients: entries, ...await encrypt(cek, aad, pad(payload)) };
  return { jwe, sigs: [await manifest(jwe, entries, sender, null)] };
}

// ---- checking and opening -----------------------------------------------------------------------
/** The entries as they lie there: Map(recipient -> { apu, digest }). */
async function entriesOf(jwe) {
  const present = new Map();
  for (const entry of jwe.recipients) {
    const h = members(members(entry, 'header encrypted_key').header, 'kid epk apu apv');
    members(h.epk, h.epk?.kty === 'EC' ? 'crv kty x y' : 'crv kty x');
    need(h.apv === h.kid && !present.has(h.kid), 'recipient named twice, or apv is not kid');
    present.set(h.kid, { apu: h.apu, digest: await entryHash(entry) });
  }
  return present;
}
/** Checks everything that needs no private key. Returns { header, sender, recipients, grants, prev } or throws. */
export const verify = (item, { nid, iid, dir, mayGrant = () => true }) => believing(async () => {
  const { jwe, sigs } = members(item, 'jwe sigs');
  members(jwe, 'protected recipients iv ciphertext tag');                         // no unprotected, no aad
  const header = decodeJson(jwe.protected, 'typ alg enc nid iid snd cmt');
  need(header.typ === TYP && header.alg === ALG && header.enc === ENC, 'typ, alg or enc');
  need(header.nid === nid && header.iid === iid, 'sealed for another notice or item');
  need(Array.isArray(jwe.recipients) && Array.isArray(sigs) && sigs.length > 0
    && Math.max(jwe.recipients.length, sigs.length) <= MAX_ENTRIES, 'entries');
  const present = await entriesOf(jwe), signed = new Set(), cth = await contentHash(jwe), grants = [];
  let prev = null;
  for (const jws of sigs) {
    const { kid, signer, body, head } =
      await readJws(jws, { typ: MTYP, names: 'hdr cth rcp prev iat', signers: dir });
    need(body.hdr === jwe.protected && body.cth === cth && body.prev === prev, 'signed for other content');
    if (prev === null) need(kid === header.snd, 'first signature is not the sender\'s');
    else need((kid === header.snd || signed.has(signer.encKid)) && mayGrant(kid), 'granter had no access');
    for (const [to, digest] of Object.entries(body.rcp)) {
      need(!signed.has(to) && present.get(to)?.digest === digest && present.get(to).apu === kid, 'recipient set');
      signed.add(to);
    }
    grants.push({ by: kid, to: Object.keys(body.rcp), iat: body.iat });
    prev = head;
  }
  need(signed.size === present.size, 'recipient set');
  return { header, sender: header.snd, recipients: [...signed], grants, prev };
});

async function unlock(item, identity, ctx) {
  const facts = await verify(item, ctx);
  const entry = item.jwe.recipients.find(r => r.header.kid === identity.enc.kid);
  need(entry, 'not sealed to this key');
  const kek = await agree(identity.enc.key, entry.header.epk, entry.header);
  const cek = await unwrapCek(entry.encrypted_key, kek, 'content key does not unwrap');
  need(await commitment(cek) === facts.header.cmt, 'content key is not the committed one');
  return { facts, cek };
}
/** ctx = { nid, iid, dir, mayGrant? }: the ids the reader asked for, never the ones the item claims. */
export const open = (item, identity, ctx) => believing(async () => {
  const { facts, cek } = await unlock(item, identity, ctx);
  return { payload: unpad(await decrypt(cek, item.jwe.protected, item.jwe)), ...facts };
});
/** A recipient (or the sender, if a recipient) lets one more card open the item; content is untouched. */
export const regrant = (item, identity, newCard, ctx) => believing(async () => {
  const { facts, cek } = await unlock(item, identity, ctx), entry = await grant(cek, newCard, identity);
  need(!facts.recipients.includes(entry.header.kid), 'already a recipient');
  need(Math.max(item.jwe.recipients.length, item.sigs.length) < MAX_ENTRIES, 'entries');
  const jwe = { ...item.jwe, recipients: [...item.jwe.recipients, entry] };
  return { jwe, sigs: [...item.sigs, await manifest(jwe, [entry], identity, facts.prev)] };
});
