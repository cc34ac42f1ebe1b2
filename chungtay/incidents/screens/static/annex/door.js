// Asks the server on behalf of a page of the annex: JSON there and back, refusals as sentences.

/** The server refused, with sentences in the page's language; `status` 0: there is no network, 401: sign in again. */
export class Refused extends Error {
  constructor(said, status) { super(said.join(' ')); this.said = said; this.status = status; }
}

const token = () => document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? '';

async function answered(url, options) {
  let answer;
  try { answer = await fetch(url, { credentials: 'same-origin', ...options }); } catch { throw new Refused([], 0); }
  const told = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(told?.said ?? [], answer.status);
  // Whose session has ended is led to the page that signs in. It answers "well", and has taken nothing.
  if (told === null || answer.redirected) throw new Refused([], 401);
  return told;
}

export const ask = url => answered(url, { headers: { Accept: 'application/json' } });

export const tell = (url, body) => answered(url, {
  method: 'POST', body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token() },
});
