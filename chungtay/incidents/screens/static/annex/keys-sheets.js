// Lays out the sheets on which words are printed; they stand in the page only while they are looked at.

import { copy } from './stencil.js';

const item = word => { const made = document.createElement('li'); made.textContent = word; return made; };

/** sheets: [{ title, side, half?, words: "six words", number? }]; each on a page of its own. */
export function showSheets(place, sheets) {
  const papers = document.createElement('div');
  papers.className = 'papers';
  const day = new Date().toLocaleDateString(document.documentElement.lang);
  for (const { words, ...told } of sheets) {
    papers.append(copy('t-sheet', { ...told, day, words: words.split(' ').map(item) }));
  }
  place.replaceChildren(papers);
  place.hidden = false;
}

export function hideSheets(place) {
  place.replaceChildren();
  place.hidden = true;
}
