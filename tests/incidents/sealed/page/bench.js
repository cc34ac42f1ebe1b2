// A page for tests: gives them the modules of the annex, and identities that live in the page by a name.
import * as identities from './annex/identities.js';
import * as lists from './annex/lists.js';
import * as passphrases from './annex/passphrases.js';
import * as seal from './annex/seal.js';

const S = crypto.subtle, ids = {};
const text = words => new TextEncoder().encode(words);

/** A non-extractable identity from private JWKs, or one half of it. */
async function load(name, { enc, sig }) {
  const half = async (jwk, alg, use) => ({
    kid: await seal.thumbprint(jwk), jwk: seal.publicJwk(jwk),
    key: await S.importKey('jwk', { ...seal.publicJwk(jwk), d: jwk.d }, alg, false, [use]),
  });
  ids[name] = {};
  if (enc) ids[name].enc = await half(enc, identities.DH[enc.crv], 'deriveBits');
  if (sig) ids[name].sig = await half(sig, identities.SIG[sig.crv].key, 'sign');
}

const attempt = async work => {
  try { return { ok: await work() }; } catch (e) { return { err: e.message, name: e.name, kind: e.kind, seen: e.seen }; }
};

const open = (item, cards, name, nid, iid) => attempt(async () => {
  const dir = await seal.directory(cards);
  return new TextDecoder().decode((await seal.open(item, ids[name], { nid, iid, dir })).payload);
});

globalThis.violations = [];
addEventListener('securitypolicyviolation', event => violations.push(event.effectiveDirective));
globalThis.T = { seal, lists, passphrases, identities, S, ids, load, text, attempt, open };
document.getElementById('out').textContent = 'ready';
