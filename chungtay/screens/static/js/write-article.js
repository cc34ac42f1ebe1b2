// Helps whoever writes an article: what is pasted from Word comes in clean, and the preview opens below the text.

function put(box, words) {
  box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

async function send(address, form, fields) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(address, { method: "POST", body });
  return answer.ok ? answer.text() : null;
}

async function clean(event, box, address) {
  const html = event.clipboardData.getData("text/html");
  if (!html) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  const words = await send(address, box.form, { html }).catch(() => null);
  put(box, words ?? plain);
}

async function show(event, button, address, body) {
  const { form } = button;
  const html = await send(address, form, { body: body.value, alone: "1" }).catch(() => null);
  if (html === null) return;
  let shown = form.querySelector(".preview");
  if (!shown) {
    shown = document.createElement("div");
    shown.className = "read preview";
    shown.tabIndex = -1;
    button.closest("p").after(shown);
  }
  shown.innerHTML = html; // cleaned by the server, as readers get it
  shown.focus();
}

for (const root of document.querySelectorAll('[data-behaviour~="write-article"]')) {
  for (const box of root.querySelectorAll('[data-behaviour~="clean-paste"]')) {
    box.addEventListener("paste", (event) => clean(event, box, root.dataset.pasted));
  }
  const button = root.querySelector("button[formtarget]");
  const body = root.querySelector('textarea[name="body"]');
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    show(event, button, root.dataset.preview, body);
  });
}
