// Bytes as letters: strict base64url, JSON in its one compact form, hashes of texts. Everything that is signed or
// sealed goes through here, so that one thing has one spelling. Whatever cannot be believed is a SealError.

const subtle = globalThis.crypto.subtle;

export class SealError extends Error {
  constructor(why, options) { super(why, options); this.name = 'SealError'; }
}
export const need = (ok, why) => { if (!ok) throw new SealError(why); };
export const attempt = (why, promise) => promise.catch(cause => { throw new SealError(why, { cause }); });

/** What the work finds wrong with a stranger's bytes is a SealError too, whichever line stumbled over them. */
export async function believing(work) {
  try { return await work(); } catch (cause) {
    throw cause instanceof SealError ? cause : new SealError('not in the form of a sealed thing', { cause });
  }
}

export const utf8 = text => new TextEncoder().encode(text);
export const sha256 = async bytes => new Uint8Array(await subtle.digest('SHA-256', bytes));
export const hash = async text => b64u(await sha256(utf8(text)));
export const u32 = n => new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);

export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  parts.reduce((at, part) => (out.set(part, at), at + part.length), 0);
  return out;
}

const NATIVE = typeof Uint8Array.fromBase64 === 'function';                       // Chromium 140 and later

export function b64u(bytes) {
  if (NATIVE) return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
  let s = '';
  for (let i = 0; i < bytes.length; i += 0x8000) s += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(s).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Strict: no padding, no white space, and no second spelling of the same bytes (stray low bits). */
export function unb64u(text) {
  need(typeof text === 'string' && /^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1, 'not base64url');
  const bytes = NATIVE ? Uint8Array.fromBase64(text, { alphabet: 'base64url' })
    : Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  need(b64u(bytes) === text, 'base64url is not canonical');
  return bytes;
}

/** Exactly these members: an unknown, missing or additional one is refused. */
export function members(value, names) {
  const sorted = list => JSON.stringify(list.sort());
  need(value && typeof value === 'object' && sorted(Object.keys(value)) === sorted(names.split(' ')),
    `members must be: ${names}`);
  return value;
}

/** Header or manifest: base64url of compact ASCII JSON that survives a round trip (no duplicate names). */
export function decodeJson(part, names) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(unb64u(part));
  let value;
  try { value = JSON.parse(text); } catch (cause) { throw new SealError('header is not JSON', { cause }); }
  need(/^[\x20-\x7e]*$/.test(text) && JSON.stringify(value) === text, 'header JSON is not in its compact form');
  return members(value, names);
}

export function encodeJson(value) {
  const text = JSON.stringify(value);
  need(/^[\x20-\x7e]*$/.test(text), 'only ASCII is signed');
  return b64u(utf8(text));
}
