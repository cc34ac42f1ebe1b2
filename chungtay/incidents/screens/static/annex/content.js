// What is sealed: JSON in bytes, or a photo behind a JSON head. One place says which shapes there are, so that whoever
// writes and whoever reads agree; nothing here touches the network.

const KINDS = [
  'notice', 'message', 'photo', 'told', 'action', 'action_done', 'referral', 'referral_answer', 'consent', 'closure',
  'confirmation',
];
const CODED = /^[A-Za-z0-9_@:+.-]{0,64}$/; // codes, days, moments, units; no room for a name or a sentence
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Somebody wrote what may not be sealed so; or what was opened is no content. Never says what it holds. */
export class ContentError extends Error {}
const need = (ok, why) => { if (!ok) throw new ContentError(why); };
const isText = value => typeof value === 'string';

/** Checks what every content has, whoever wrote it: a reader checks too, for a sender may be anybody's program. */
function checked(content) {
  need(content && typeof content === 'object' && content.v === 1, 'version of the content');
  need(KINDS.includes(content.kind), 'kind of the content');
  need(content.side === null || isText(content.side), 'side of the content');
  need(isText(content.at) && MOMENT.test(content.at), 'moment of the content');
  need(Array.isArray(content.seen) && content.seen.every(isText), 'what the writer had seen');
  if (content.kind === 'notice') {
    need(content.fields && typeof content.fields === 'object', 'fields of the notice');
    if (content.side === null) need(isCoded(content.fields), 'a notice that crosses carries codes only');
  }
  if (content.kind === 'photo') need(content.side !== null, 'a photo belongs to the file of one side');
  return content;
}

const isCoded = fields => Object.values(fields)
  .flatMap(value => (Array.isArray(value) ? value : [value])).every(value => isText(value) && CODED.test(value));

/** `side` and `at` as the contract says; `more` by kind. */
export const content = (kind, side, at, more = {}, seen = []) => ({ v: 1, kind, side, at, seen, ...more });

export const encodeContent = what => new TextEncoder().encode(JSON.stringify(checked(what)));

export function decodeContent(bytes) {
  let read;
  try { read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)); } catch { need(false, 'no JSON'); }
  return checked(read);
}

/** A photo: four bytes that say how long its head is, the head, the picture. */
export function encodePhoto({ header, bytes }) {
  const head = new TextEncoder().encode(JSON.stringify(checked(header)));
  const whole = new Uint8Array(4 + head.length + bytes.length);
  new DataView(whole.buffer).setUint32(0, head.length);
  whole.set(head, 4);
  whole.set(bytes, 4 + head.length);
  return whole;
}

export function decodePhoto(whole) {
  need(whole.length >= 4, 'photo too short');
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0);
  need(length <= whole.length - 4, 'head of the photo');
  const header = decodeContent(whole.subarray(4, 4 + length));
  need(header.kind === 'photo', 'head of the photo');
  return { header, bytes: whole.subarray(4 + length) };
}

/** Either of the two: a photo's head is shorter than any text that begins with "{" would say. */
export const decode = bytes => (bytes[0] === 0x7b ? { header: decodeContent(bytes), bytes: null } : decodePhoto(bytes));

/** Of a form's answers what may cross: the fields that the form lets cross, and of these only codes. */
export const crossing = (fields, may) => Object.fromEntries(
  Object.entries(fields).filter(([name]) => may.includes(name)));

/** The moment with the zone of this place: 2026-03-20T14:10:00+07:00. */
export function moment(date) {
  const off = -date.getTimezoneOffset(), two = n => String(Math.floor(Math.abs(n))).padStart(2, '0');
  const there = new Date(date.getTime() + off * 60_000).toISOString().slice(0, 19);
  return `${there}${off < 0 ? '-' : '+'}${two(off / 60)}:${two(off % 60)}`;
}

/** Now, by the server's clock from when the page came: a phone may be ten years off. */
export function clockFrom(said) {
  const came = performance.now(), then = Date.parse(said);
  return {
    now: () => new Date(then + performance.now() - came),
    isOff: Math.abs(Date.now() - then) > 10 * 60_000,
  };
}
