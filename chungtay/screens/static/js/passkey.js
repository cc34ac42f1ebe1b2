// Asks the browser to make a key or to show one, and sends what it says with the form.

const bytesOf = (text) => {
  const base = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base), (letter) => letter.charCodeAt(0));
};

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const named = (keys) => keys?.map((key) => ({ ...key, id: bytesOf(key.id) }));

function read({ publicKey }) {
  const asked = { ...publicKey, challenge: bytesOf(publicKey.challenge) };
  if (publicKey.user) asked.user = { ...publicKey.user, id: bytesOf(publicKey.user.id) };
  if (publicKey.excludeCredentials) asked.excludeCredentials = named(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) asked.allowCredentials = named(publicKey.allowCredentials);
  return { publicKey: asked };
}

function written(key) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[part]) response[part] = textOf(key.response[part]);
  }
  return JSON.stringify({
    id: key.id,
    rawId: textOf(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
    response,
  });
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function ask(form) {
  const options = read(await optionsOf(form));
  const key = "making" in form.dataset ? await navigator.credentials.create(options) : await navigator.credentials.get(options);
  form.elements.credential.value = written(key);
  form.submit();
}

for (const form of document.querySelectorAll('[data-behaviour~="passkey"]')) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    // A person may close the browser's question, or the key may be unknown; both end here.
    ask(form).catch(() => {
      failed.hidden = false;
    });
  });
}
