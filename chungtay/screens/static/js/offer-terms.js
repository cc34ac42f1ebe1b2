// Makes each agreed word a button that puts it where the translator is typing.

function put(box, word) {
  const { selectionStart: start, selectionEnd: end, value } = box;
  const spaced = box.lang === "lo"; // no space between Lao words
  const gap = (letter) => (spaced || letter === undefined || /\s/.test(letter) ? "" : " ");
  box.setRangeText(gap(value[start - 1]) + word + gap(value[end]), start, end, "end");
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const list of document.querySelectorAll('[data-behaviour~="offer-terms"]')) {
  const box = document.getElementById(list.dataset.into);
  if (!box) continue;
  for (const word of list.querySelectorAll("b")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "offers__put";
    button.lang = word.lang;
    button.textContent = word.textContent;
    button.title = list.dataset.say;
    button.addEventListener("click", () => put(box, word.textContent));
    word.replaceWith(button);
  }
}
