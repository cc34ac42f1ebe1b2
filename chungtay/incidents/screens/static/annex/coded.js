// Says coded fields by their labels: what a notice holds are codes, and the page was given the words for them.

import { day, moment } from './moments.js';
import { told } from './words.js';

const form = told('form');  // { fields: [{ name, label, ask, list, crosses }], lists: { list: [[code, label]] } }
const byName = new Map(form.fields.map(field => [field.name, field]));
const BRIEF = ['urgency', 'type', 'sex', 'band', 'nationality', 'place', 'direction'];

export const codes = list => form.lists[list] ?? [];
/** The label of a code, or of several; what is no code of the list is said as it stands. */
export const label = (list, code) => [code].flat()
  .map(one => codes(list).find(([known]) => known === one)?.[1] ?? String(one)).join(', ');

function said(field, value) {
  if (field?.list) return label(field.list, value);
  if (field?.ask === 'day') return day(value);
  if (field?.ask === 'clock' && /^\d{4}-.*T/.test(value)) return moment(value);
  return [value].flat().join(', ');
}

const isSaid = value => [value ?? []].flat().some(one => one !== '');

/** [{ name, label, value }] in the order of the form; what it does not know comes last, under its own name. */
export function coded(fields, { brief = false } = {}) {
  const strange = Object.keys(fields ?? {}).filter(name => !byName.has(name));
  const names = [...byName.keys(), ...strange];
  return names.filter(name => isSaid(fields?.[name]) && (!brief || BRIEF.includes(name)))
    .map(name => ({ name, label: byName.get(name)?.label ?? name, value: said(byName.get(name), fields[name]) }));
}

/** Of these fields, those that may cross; what the form does not know stays. */
export const crossing = fields => Object.fromEntries(Object.entries(fields)
  .filter(([name, value]) => byName.get(name)?.crosses && isSaid(value)));
