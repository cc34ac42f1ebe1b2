// Keys of persons and sides: an agreement pair ("enc", others seal to it) and a signature pair ("sig"), their
// thumbprints, their private halves under a passphrase, and what is signed with them.
//   thumbprint  RFC 7638                      half  { kid: thumbprint, jwk: public JWK, key: private CryptoKey }
//   wrapped     RFC 7518 4.8 (PBES2) around an RFC 7517 JWK Set
//   signed      RFC 7515 compact JWS with the header { typ, alg, kid } and nothing else
// Public keys are believed only from a directory of cards that the caller has checked, never from a header.

import { SealError, attempt, b64u, concat, decodeJson, encodeJson, hash, members, need, believing, unb64u, utf8 }
  from './letters.js';

const S = globalThis.crypto.subtle;
export const ENC = 'A256GCM';
export const DH = { 'P-256': { name: 'ECDH', namedCurve: 'P-256' }, X25519: { name: 'X25519' } };
export const SIG = {
  'P-256': { alg: 'ES256', key: { name: 'ECDSA', namedCurve: 'P-256' }, op: { name: 'ECDSA', hash: 'SHA-256' } },
  Ed25519: { alg: 'Ed25519', key: { name: 'Ed25519' }, op: { name: 'Ed25519' } },          // RFC 9864 name
};
const PBES2 = { 'PBES2-HS512+A256KW': ['SHA-512', 256], 'PBES2-HS256+A128KW': ['SHA-256', 128] };
const P2C = { min: 600_000, max: 5_000_000 };

// ---- public halves ------------------------------------------------------------------------------
/** The members RFC 7638 hashes, in its order; nothing else of a JWK is ever imported. */
export const publicJwk = ({ kty, crv, x, y }) => (kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x });
export const thumbprint = jwk => hash(JSON.stringify(publicJwk(jwk)));
export const card = identity => ({ enc: identity.enc.jwk, sig: identity.sig.jwk });

/** A public key that somebody else wrote down: of a known curve, whole, with its public members only. */
export function bareJwk(jwk, curves) {
  need(jwk && Object.hasOwn(curves, jwk.crv), 'a key on an unknown curve');
  members(jwk, jwk.kty === 'EC' ? 'crv kty x y' : 'crv kty x');
  need(jwk.kty === (jwk.crv === 'P-256' ? 'EC' : 'OKP'), 'kty is not that of the curve');
  need([jwk.x, jwk.y ?? jwk.x].every(n => unb64u(n).length === 32), 'a key of another length');
  return jwk;
}

/** A public signature key -> { alg, op, key }. */
export async function verifier(jwk) {
  need(jwk && Object.hasOwn(SIG, jwk.crv), 'a key on an unknown curve');
  const { alg, key, op } = SIG[jwk.crv];
  const pub = await attempt('a signature key is no key',
    S.importKey('jwk', publicJwk(jwk), key, false, ['verify']));
  return { alg, op, key: pub };
}

/** Checked cards -> Map(signature thumbprint -> { encKid, alg, op, key }). */
export async function directory(cards) {
  const dir = new Map();
  for (const [kid, entry] of await Promise.all([...cards].map(async ({ enc, sig }) =>
    [await thumbprint(sig), { encKid: await thumbprint(enc), ...await verifier(sig) }]))) {
    need((dir.get(kid)?.encKid ?? entry.encKid) === entry.encKid, 'one signature key beside two agreement keys');
    dir.set(kid, entry);
  }
  return dir;
}

// ---- pairs --------------------------------------------------------------------------------------
const half = async (jwk, key) => ({ kid: await thumbprint(jwk), jwk: publicJwk(jwk), key });

async function pair(algorithm, extractable, usages) {
  const { publicKey, privateKey } = await S.generateKey(algorithm, extractable, usages);
  return half(await S.exportKey('jwk', publicKey), privateKey);
}

/** An agreement pair and a signature pair ({ dh: null }: the latter alone). Extractable only where asked: then wrap
 *  it and drop it. */
export async function generateIdentity({ dh = 'X25519', sig = 'P-256', extractable = false } = {}) {
  const made = { sig: await pair(SIG[sig].key, extractable, ['sign', 'verify']) };
  return dh ? { enc: await pair(DH[dh], extractable, ['deriveBits']), ...made } : made;
}

// ---- private halves under a passphrase ----------------------------------------------------------
async function passphraseKey(passphrase, { alg, p2s, p2c }) {
  const [digest, length] = PBES2[alg];
  const base = await S.importKey('raw', utf8(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  const salt = concat(utf8(alg), new Uint8Array(1), unb64u(p2s));                 // RFC 7518 4.8.1.1
  return S.deriveKey({ name: 'PBKDF2', hash: digest, salt, iterations: p2c }, base,
    { name: 'AES-KW', length }, false, ['wrapKey', 'unwrapKey']);
}

/** { keys: [private JWK…] } -> compact JWE. */
export async function wrapKeys({ keys }, passphrase, { alg = 'PBES2-HS512+A256KW', p2c = P2C.min } = {}) {
  const p2s = b64u(crypto.getRandomValues(new Uint8Array(16)));
  const header = { alg, enc: ENC, cty: 'jwk-set+json', p2s, p2c };
  const cek = await newCek(), aad = encodeJson(header);
  const ek = new Uint8Array(await S.wrapKey('raw', cek, await passphraseKey(passphrase, header), 'AES-KW'));
  const { iv, ciphertext, tag } = await encrypt(cek, aad, utf8(JSON.stringify({ keys })));
  return [aad, b64u(ek), iv, ciphertext, tag].join('.');
}

/** The reverse. The rounds that a stranger asks for are bounded: fewer are weak, more would stop the page. */
export const unwrapKeys = (compact, passphrase) => believing(async () => {
  const [aad, ek, iv, ciphertext, tag, more] = compact.split('.');
  const header = decodeJson(aad, 'alg enc cty p2s p2c');
  need(more === undefined && Object.hasOwn(PBES2, header.alg) && header.enc === ENC
    && header.cty === 'jwk-set+json', 'unsupported wrapping');
  need(Number.isInteger(header.p2c) && header.p2c >= P2C.min && header.p2c <= P2C.max, 'p2c out of bounds');
  const cek = await unwrapCek(ek, await passphraseKey(passphrase, header), 'wrong passphrase');
  const set = JSON.parse(new TextDecoder().decode(await decrypt(cek, aad, { iv, ciphertext, tag })));
  need(Array.isArray(members(set, 'keys').keys), 'key set');
  return set;
});

/** An extractable identity, or one of its halves alone ({ sig } of a side), under a passphrase. */
export async function wrapPrivateKey(identity, passphrase, options) {
  const keys = [];
  for (const use of ['enc', 'sig']) if (identity[use]) {
    const jwk = await S.exportKey('jwk', identity[use].key);
    keys.push({ ...publicJwk(jwk), d: jwk.d, use });
  }
  return wrapKeys({ keys }, passphrase, options);
}

/** The identity with exactly these halves; what is not extractable no script can carry away. */
export const unwrapPrivateKey = (compact, passphrase, { extractable = false, uses = ['enc', 'sig'] } = {}) =>
  believing(async () => {
    const { keys } = await unwrapKeys(compact, passphrase), identity = {};
    need(JSON.stringify(keys.map(jwk => jwk.use)) === JSON.stringify(uses), 'key uses');
    for (const jwk of keys) {
      const kinds = jwk.use === 'enc' ? DH : SIG;
      need(Object.hasOwn(kinds, jwk.crv), 'a key on an unknown curve');
      const [kind, usage] = jwk.use === 'enc' ? [DH[jwk.crv], 'deriveBits'] : [SIG[jwk.crv].key, 'sign'];
      identity[jwk.use] = await half(jwk,
        await S.importKey('jwk', { ...publicJwk(jwk), d: jwk.d }, kind, extractable, [usage]));
    }
    return identity;
  });

// ---- content keys -------------------------------------------------------------------------------
export const newCek = () => S.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);

export async function encrypt(cek, aad, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const out = new Uint8Array(await S.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(aad) }, cek, bytes));
  return { iv: b64u(iv), ciphertext: b64u(out.subarray(0, -16)), tag: b64u(out.subarray(-16)) };
}

export async function decrypt(cek, aad, parts) {
  const [iv, ciphertext, tag] = [parts.iv, parts.ciphertext, parts.tag].map(unb64u);
  need(iv.length === 12 && tag.length === 16, 'iv or tag length');                // GCM would take others
  const gcm = { name: 'AES-GCM', iv, additionalData: utf8(aad) };
  const whole = concat(ciphertext, tag);
  return new Uint8Array(await attempt('content does not authenticate', S.decrypt(gcm, cek, whole)));
}

export async function unwrapCek(text, kek, why) {
  const ek = unb64u(text);
  need(ek.length === 40, 'encrypted_key length');                                 // 256-bit CEK, nothing shorter
  return attempt(why, S.unwrapKey('raw', ek, kek, 'AES-KW', 'AES-GCM', true, ['encrypt', 'decrypt']));
}

// ---- signatures ---------------------------------------------------------------------------------
export async function signJws(typ, payload, { sig }) {
  const { alg, op } = SIG[sig.jwk.crv];
  const input = `${encodeJson({ typ, alg, kid: sig.kid })}.${encodeJson(payload)}`;
  return `${input}.${b64u(new Uint8Array(await S.sign(op, sig.key, utf8(input))))}`;
}

/** signers = Map(thumbprint -> { alg, op, key }) -> { kid, body, head: hash of what was signed }. */
export async function readJws(jws, { typ, names, signers }) {
  const parts = jws.split('.'), input = parts.slice(0, 2).join('.');
  const header = decodeJson(parts[0], 'typ alg kid'), body = decodeJson(parts[1], names);
  const signer = signers.get(header.kid);
  need(parts.length === 3 && header.typ === typ && signer && header.alg === signer.alg, 'signer or its alg');
  need(await S.verify(signer.op, signer.key, unb64u(parts[2]), utf8(input)), 'bad signature');
  return { kid: header.kid, signer, body, head: await hash(input) };    // not the signature: ECDSA is malleable
}

export { SealError };
