// Says moments as the house does, in the house's time zone, whatever the phone believes; and how long until one.

import { room } from './desk.js';
import { say } from './words.js';

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: room.zone, day: '2-digit', month: '2-digit', year: 'numeric',
  hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** 14:05 16/12/2024 */
export function moment(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return say('no_time');
  const parts = format.formatToParts(at).map(({ type, value }) => [type, value]);
  const { day, month, year, hour, minute } = Object.fromEntries(parts);
  return `${hour}:${minute} ${day}/${month}/${year}`;
}

/** 28/11/2026, of a day as forms give it: 2026-11-28. */
export const day = iso => String(iso).split('-').reverse().join('/');

/** "9 h 25 min"; never less than nothing. */
export function span(milliseconds) {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  return say('hours_minutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
