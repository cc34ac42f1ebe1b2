// Ticks every box that belongs to a form, or none of them.

for (const button of document.querySelectorAll("[data-tick-all]")) {
  const boxes = () => [...document.querySelectorAll(`input[type="checkbox"][form="${button.dataset.tickAll}"]`)];
  button.hidden = boxes().length === 0;
  button.addEventListener("click", () => {
    const all = boxes();
    const ticked = all.some((box) => !box.checked);
    for (const box of all) box.checked = ticked;
  });
}
