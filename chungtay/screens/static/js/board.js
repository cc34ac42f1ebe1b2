// Carries cards between the columns of a board, by mouse or by keyboard, and sends the same form as the buttons.
//
// A card says in `data-to` where it may go and by which step: "done:finish: returned:send_back:!". Only those columns
// take it; "!" asks for words first. What happens is said aloud.

const NEEDS_DAY = "propose_day";

class Board {
  constructor(root) {
    this.root = root;
    this.columns = [...root.querySelectorAll("[data-column]")];
    this.cards = [...root.querySelectorAll("[data-task]")];
    this.form = document.getElementById("step");
    this.dialog = this.form.querySelector("dialog");
    this.said = document.querySelector("[data-said]");
    this.held = null;
    this.over = null;
    document.querySelector("[data-hint]").hidden = false;
    for (const card of this.cards) this.prepare(card);
    for (const column of this.columns) this.receive(column);
    this.dialog.querySelector("[data-cancel]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.cleared());
    const shown = this.cards.find((card) => card.matches(":target")) ?? this.cards[0];
    if (shown) this.stopAt(shown);
    if (shown?.matches(":target")) shown.focus();
  }

  prepare(card) {
    card.tabIndex = -1;
    card.draggable = this.steps(card).size > 0;
    card.addEventListener("focus", () => this.stopAt(card));
    card.addEventListener("keydown", (event) => this.pressed(event, card));
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", card.dataset.task);
      event.dataTransfer.effectAllowed = "move";
      this.pick(card);
    });
    card.addEventListener("dragend", () => this.letGo());
  }

  receive(column) {
    const takes = () => this.held && this.steps(this.held).has(column.dataset.column);
    column.addEventListener("dragover", (event) => {
      if (!takes()) return;
      event.preventDefault();
      this.mark(column);
    });
    column.addEventListener("dragleave", (event) => {
      if (!column.contains(event.relatedTarget)) this.mark(null);
    });
    column.addEventListener("drop", (event) => {
      if (!takes()) return;
      event.preventDefault();
      this.put(this.held, column);
    });
  }

  steps(card) {
    const told = card.dataset.to.trim().split(/\s+/).filter(Boolean).map((one) => one.split(":"));
    return new Map(told.map(([column, move, mark]) => [column, { move, asks: mark === "!" }]));
  }

  // By keyboard

  pressed(event, card) {
    if (event.target !== card || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = this.held === card ? this.carrying(event.key, card) : this.walking(event.key, card);
    if (!act) return;
    event.preventDefault();
    act();
  }

  walking(key, card) {
    const column = card.closest("[data-column]");
    const beside = [...column.querySelectorAll("[data-task]")];
    const place = beside.indexOf(card);
    return {
      ArrowDown: () => beside[place + 1]?.focus(),
      ArrowUp: () => beside[place - 1]?.focus(),
      ArrowRight: () => this.aside(column, place, 1),
      ArrowLeft: () => this.aside(column, place, -1),
      " ": () => this.pick(card),
      Enter: () => card.querySelector("a").click(),
    }[key];
  }

  carrying(key, card) {
    const open = this.columns.filter((column) => this.steps(card).has(column.dataset.column));
    const place = open.indexOf(this.over);
    const carry = (to) => () => this.mark(open[(to + open.length) % open.length], true);
    return {
      ArrowRight: carry(place + 1),
      ArrowDown: carry(place + 1),
      ArrowLeft: carry(place < 0 ? -1 : place - 1),
      ArrowUp: carry(place < 0 ? -1 : place - 1),
      Enter: () => (this.over ? this.put(card, this.over) : this.leave(card)),
      " ": () => (this.over ? this.put(card, this.over) : this.leave(card)),
      Escape: () => this.leave(card),
      Tab: () => this.leave(card),
    }[key];
  }

  aside(column, place, step) {
    let next = this.columns.indexOf(column) + step;
    while (this.columns[next] && !this.columns[next].querySelector("[data-task]")) next += step;
    const cards = this.columns[next]?.querySelectorAll("[data-task]") ?? [];
    (cards[place] ?? cards[cards.length - 1])?.focus();
  }

  stopAt(card) {
    for (const other of this.cards) other.tabIndex = other === card ? 0 : -1;
  }

  // Picking up and putting down

  pick(card) {
    const steps = this.steps(card);
    if (steps.size === 0) return this.say("none", { task: this.name(card) });
    this.held = card;
    card.classList.add("card--held");
    this.root.classList.add("board--carrying");
    const open = this.columns.filter((column) => steps.has(column.dataset.column));
    for (const column of open) column.classList.add("board__col--takes");
    this.say("picked", { task: this.name(card), columns: open.map((one) => this.title(one)).join(", ") });
  }

  mark(column, aloud = false) {
    this.over?.classList.remove("board__col--over");
    this.over = column;
    column?.classList.add("board__col--over");
    if (!aloud) return;
    column.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.say("over", { column: this.title(column) });
  }

  leave(card) {
    this.letGo();
    this.say("left", { task: this.name(card) });
  }

  letGo() {
    this.held?.classList.remove("card--held");
    this.held = null;
    this.mark(null);
    this.root.classList.remove("board--carrying");
    for (const column of this.columns) column.classList.remove("board__col--takes");
  }

  put(card, column) {
    const step = this.steps(card).get(column.dataset.column);
    this.say("asked", { task: this.name(card), column: this.title(column) });
    this.letGo();
    const button = this.dialog.querySelector('button[name="step"]');
    button.value = `${card.dataset.task}:${step.move}`;
    if (!step.asks) return this.form.requestSubmit(button);
    this.asking = card;
    this.dialog.querySelector("h2").textContent = `${this.title(column)}: ${this.name(card)}`;
    this.dialog.querySelector("[data-day]").hidden = step.move !== NEEDS_DAY;
    this.dialog.showModal();
  }

  cleared() {
    for (const input of this.dialog.querySelectorAll("input")) input.value = "";
    this.asking?.focus();
  }

  // Aloud

  name(card) {
    return card.querySelector("a").textContent.trim();
  }

  title(column) {
    return column.querySelector("h3 .state").textContent.trim();
  }

  say(what, values) {
    this.said.textContent = this.root.dataset[what].replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
  }
}

for (const root of document.querySelectorAll('[data-behaviour~="board"]')) new Board(root);
