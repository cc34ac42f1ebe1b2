// On the page of keys: checks every signature in this browser, says what was found, asks to compare with papers.

import { Refused } from './door.js';
import { askAnew, askToCompare } from './keys-compare.js';
import { sidesOf } from './sides.js';
import { say, told } from './words.js';

const { slug } = told();
const placeOf = seat => document.querySelector(`[data-check="${seat}"]`);

function line(place, words, look) {
  const made = document.createElement('p');
  made.className = `state state--${look}`;
  made.textContent = words;
  place.append(made);
}

function tellHer(words) {
  const said = document.getElementById('said');
  said.textContent = words;
  said.hidden = false;
}

async function show(side) {
  const place = placeOf(side.seat);
  if (!place) return;
  place.replaceChildren();
  if (side.refused) {
    line(place, say(`refused_${side.refused.kind}`, { side: side.name }), 'late');
    if (['new_beginning', 'not_the_papers'].includes(side.refused.kind)) await askAnew(slug, side, place, answered);
  } else if (side.root) {
    line(place, say('checked', { number: side.number, readers: side.cards.size }), 'done');
    askToCompare(slug, [side], place, answered);
  }
}

async function answered(side, same) {
  tellHer(say(same ? 'accepted' : 'refused_now'));
  await check();
}

async function check() {
  for (const side of await sidesOf(slug, { spare: true })) await show(side);
  document.body.dataset.checked = 'yes';
}

check().catch(wrong => tellHer(wrong instanceof Refused && !wrong.status ? say('no_network') : say('went_wrong')));
