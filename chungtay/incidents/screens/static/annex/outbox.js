// Sends what is sealed, once: it waits in this browser, sealed, until the server took it. Nothing here can be read.
//
// A line that breaks half-way, a closed tab, a session that ended: it goes at the next visit to any page of the room.
// Of two tabs one sends (Web Locks); should both, the server knows the id of what it took already.

import { Refused, tell } from './door.js';
import { forget, recallAll, remember } from './memory.js';
import { told } from './words.js';

const PATIENCE = 20_000; // milliseconds until a line that is said to be there is tried again
const TAKEN = ['number', 'position']; // what an answer that took something holds
const WHOSE = told().person ?? ''; // telephones are shared: what one person sealed is not sent in another's name
const LATER = new Set([0, 401, 403, 408, 425, 429, 500, 502, 503, 504]); // no line, signed out, server down

/** Keeps `body` and tries to send it. → { answer } once taken, { waits: true } while it could not go.
 *
 * Throws `Refused` where the server says what must be mended; then it is not kept any more.
 */
export async function send(kind, url, body) {
  const key = body.item.iid;
  const since = performance.timeOrigin + performance.now(); // finer than a clock: two of one moment keep their order
  await remember('waiting', key, { key, kind, url, body, since, whose: WHOSE });
  return (await attempt(key)) ?? { waits: true };
}

/** Sends what waits, oldest first. → how many still wait. */
export async function flush() {
  await attempt(null);
  return (await waiting()).length;
}

const own = async () => (await recallAll('waiting')).filter(row => row.whose === WHOSE);

/** What waits: {key, kind, since, refused}; `refused` are the server's sentences, if it would not take it. */
export async function waiting() {
  return (await own()).map(({ key, kind, since, refused, body }) => (
    { key, kind, since, refused: refused ?? null, notice: body.notice ?? null }));
}

/** Gives up one that the server refused. */
export const drop = key => forget('waiting', key);

/** Tries again when the line is back, and from time to time; tells `after` how many wait.
 *
 * The window hears "annex-sent" with { key, answer } of each that went later.
 */
export function keepTrying(after = () => {}) {
  const again = async () => after(await flush());
  addEventListener('online', again);
  const timer = setInterval(async () => { if ((await waiting()).length) await again(); }, PATIENCE);
  return () => { removeEventListener('online', again); clearInterval(timer); };
}

/** Under the lock, in order: a photo goes after the notice that it belongs to. Gives the answer to `wanted`. */
function attempt(wanted) {
  return navigator.locks.request('chungtay-annex-outbox', async () => {
    let found = null;
    const rows = (await own()).sort((one, other) => one.since - other.since);
    for (const row of rows) {
      if (row.refused && row.key !== wanted) continue;
      try {
        const answer = await tell(row.url, row.body);
        if (!TAKEN.some(name => name in answer)) throw new Refused([], 401); // a page came instead: signed out
        await forget('waiting', row.key);
        if (row.key === wanted) found = { answer };
        else dispatchEvent(new CustomEvent('annex-sent', { detail: { key: row.key, answer } }));
      } catch (problem) {
        if (!(problem instanceof Refused)) throw problem;
        if (LATER.has(problem.status)) break;
        if (row.key === wanted) { await forget('waiting', row.key); throw problem; }
        await remember('waiting', row.key, { ...row, refused: problem.said.length ? problem.said : [''] });
      }
    }
    return found;
  });
}
