// Asks, at the first sight of a side's key, whether its number is the one printed in the signed agreement, and
// remembers the answer. It blocks nothing: a notice must not wait for a paper.

import { numberOf } from './keys-number.js';
import { accept, readAnew, refuse } from './sides.js';
import { copy } from './stencil.js';

/** Asks in that place about each side whose number nobody compared in this browser; `answered(side, same)`. */
export function askToCompare(slug, sides, place, answered = () => {}) {
  for (const side of sides) {
    if (side.isAccepted || side.refused || !side.root) continue;
    const asked = copy('t-compare', { side: side.name, number: numberOf(side.root) }, {
      same: async () => { await accept(side); asked.remove(); answered(side, true); },
      other: async () => { await refuse(slug, side); asked.remove(); answered(side, false); },
    });
    place.append(asked);
  }
}

/** The same within a fold that is not there where there is nothing to ask: for pages with other work to do. */
export function askInFold(slug, sides, fold, answered = () => {}) {
  const place = fold.querySelector('[data-compare]'), settle = () => { fold.hidden = !place.childElementCount; };
  place.replaceChildren();
  askToCompare(slug, sides, place, (side, same) => { settle(); answered(side, same); });
  settle();
}

/** A side that began anew: refused until a person holds the new paper. */
export async function askAnew(slug, refusedSide, place, answered = () => {}) {
  const side = await readAnew(slug, refusedSide.seat);
  const asked = copy('t-anew', { side: side.name, number: numberOf(side.root) }, {
    same: async () => { await accept(side); asked.remove(); answered(side, true); },
  });
  place.append(asked);
}
