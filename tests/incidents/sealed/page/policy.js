// What a page's own code may do under the policy. Runs by itself: what DevTools runs is exempt from the rule on eval.
const found = {};
const attempt = (name, act) => { try { act(); found[name] = 'allowed'; } catch (e) { found[name] = e.name; } };
attempt('eval', () => (0, eval)('1'));
attempt('Function', () => new Function('return 1')());
attempt('words to a timer', () => setTimeout('globalThis.timer = 1'));
attempt('innerHTML', () => { document.body.innerHTML = '<b>x'; });
attempt('wasm', () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
attempt('a policy of its own', () => trustedTypes.createPolicy('p', {}));
attempt('text of a script', () => { document.createElement('script').text = 'hit = 1'; });
found.inline = globalThis.inline ?? 'blocked';
globalThis.found = found;
document.getElementById('out').textContent = 'ready';
