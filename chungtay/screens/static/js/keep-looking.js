// Looks again every few seconds while something runs, and shows what has changed in the very same place.

const EVERY = 3000;

async function look(part) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = fresh.getElementById(part.id);
  // When it has ended the buttons below are others too.
  if (!now || !fresh.querySelector("script[src*='keep-looking']")) return location.reload();
  if (now.innerHTML !== part.innerHTML) part.innerHTML = now.innerHTML;
  setTimeout(look, EVERY, part);
}

for (const part of document.querySelectorAll("[data-behaviour='keep-looking']")) setTimeout(look, EVERY, part);
