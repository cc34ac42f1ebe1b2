// Gives a notice as a file, sealed as it is: with the lists that show who wrote it and the recipient's own wrapped key,
// so that `chungtay open-notice` opens it with her passphrase and without this server. docs/notices.md says what lies
// in it.

import { ask } from './door.js';
import { address, desk, room } from './desk.js';
import { fetchSealed, readable } from './opening.js';

const only = (...names) => row => Object.fromEntries(names.map(name => [name, row[name]]));

export async function bundle(notice) {
  const sealed = await fetchSealed(readable(notice), 'download');
  const { sides, senders } = await ask(address('lists'));
  return {
    format: 'chungtay-notice-1',
    notice: notice.id, number: notice.number, year: notice.year, agreement: room.agreement,
    items: [...sealed.values()].map(only('iid', 'position', 'side', 'received_at', 'jwe', 'sigs')),
    sides: sides.map(only('seat', 'name', 'keys', 'lists')),
    senders,
    wrapped: desk.wrapped,
  };
}

export async function download(notice) {
  const file = new Blob([JSON.stringify(await bundle(notice))], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `notice-${notice.number}-${notice.year}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);  // the browser has taken it by then
}
