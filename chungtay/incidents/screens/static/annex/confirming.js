// A recipient who has asked the sender vouches for the key that the sender's browser made, by signing its card.

import { tell } from './door.js';
import { signConfirmation } from './lists.js';
import { address, desk, layLists } from './desk.js';
import { openedOf } from './opening.js';

/** Senders of her own side of what is open here, for whom nobody has vouched yet: who knows them, asks them. */
export const unconfirmed = notice => {
  const senders = openedOf(notice).filter(one => one.ok).map(one => one.sender);
  const own = senders.filter(sender => !sender.confirmed && sender.seat === desk.seat);
  return [...new Map(own.map(sender => [sender.kid, sender])).values()];
};

export async function confirmSender(sender) {
  const signed = await signConfirmation(desk.identity, { person: sender.person, card: sender.card });
  await tell(address('confirmation', sender.kid), { signed });
  await layLists();
  // What was opened before bears the mark as it stands now.
  for (const one of desk.opened.values()) {
    if (one.sender?.kid === sender.kid) one.sender = desk.signers.get(sender.kid);
  }
}
