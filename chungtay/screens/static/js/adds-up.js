// Speaks while a report is typed: chooses "has a figure" when a number comes, and says how the parts add up.

// As the page writes numbers, and reads them: 1.100,5 and in English 1,100.5.
const isEnglish = document.documentElement.lang === "en";
const written = new Intl.NumberFormat(isEnglish ? "en" : "vi", { maximumFractionDigits: 4 });

function amountOf(input) {
  const text = input.value.trim().replaceAll(isEnglish ? /[, ]/g : /[. ]/g, "").replace(",", ".");
  return text === "" ? null : Number(text);
}

function say(split, form) {
  const line = split.querySelector(".split__sum");
  const total = amountOf(form.elements[split.dataset.addsUp]);
  const cells = [...split.querySelectorAll("input")].map(amountOf);
  const sum = cells.reduce((all, cell) => all + (cell ?? 0), 0);
  if (total === null || Number.isNaN(total + sum) || cells.every((cell) => cell === null)) {
    line.textContent = "";
    return;
  }
  const missing = total - sum;
  const mark = document.createElement("span");
  mark.className = `state state--${missing === 0 ? "done" : missing < 0 ? "late" : "waiting"}`;
  mark.textContent =
    missing === 0
      ? line.dataset.fits
      : `${missing < 0 ? line.dataset.over : line.dataset.short} ${written.format(Math.abs(missing))}`;
  const numbers = document.createElement("span");
  numbers.textContent = `${written.format(sum)} / ${written.format(total)}`;
  line.replaceChildren(mark, numbers);
}

function count(group) {
  const ticked = [...group.querySelectorAll("input:checked")];
  const sum = ticked.reduce((all, box) => all + Number(box.dataset.attended), 0);
  group.querySelector("[data-attended-sum]").textContent = written.format(sum);
}

function choose(typed, form) {
  const given = form.querySelector(`input[name="${typed.name.split(".")[0]}.state"][value="given"]`);
  if (given && typed.value.trim() !== "") given.checked = true;
}

for (const form of document.querySelectorAll('[data-behaviour~="adds-up"]')) {
  form.addEventListener("input", ({ target }) => {
    if (target.matches(".in--num")) choose(target, form);
    for (const split of form.querySelectorAll("[data-adds-up]")) say(split, form);
    if (target.matches("[data-attended]")) count(target.closest(".split"));
  });
}
