"""The policy under which the product serves its sealed pages lets them seal, and lets nothing else happen on them."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", asked
    server.shutdown()
    server.server_close()


def test_sealing_and_opening_break_no_rule_of_the_policy(page: Page) -> None:
    told = page.evaluate(
        """async () => {
          const me = await T.seal.generateIdentity(), card = T.seal.card(me);
          const ctx = { nid: 'n', iid: 'i', dir: await T.seal.directory([card]) };
          await T.seal.open(await T.seal.seal(T.text('x'), [card], me, ctx), me, ctx);
          return [violations.length, isSecureContext]; }"""
    )
    assert told == [0, True]


def test_a_pages_own_code_makes_no_script_of_words(browser: Browser, base: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{base}policy.html")
    tab.wait_for_selector("text=ready")
    found = tab.evaluate("found")
    tab.locator("#out").click()
    assert tab.evaluate("globalThis.attr ?? 'blocked'") == found.pop("inline") == "blocked"
    assert tab.evaluate("globalThis.timer") is None
    assert found and "allowed" not in found.values(), found
    tab.close()


def test_a_page_reaches_no_other_machine(
    browser: Browser, base: str, elsewhere: tuple[str, list[str]]
) -> None:
    other, asked = elsewhere
    tab = browser.new_page()
    tab.goto(base)
    tab.wait_for_selector("text=ready")
    tried = tab.evaluate(
        """async other => {
          const blocked = [], attempt = async (name, act) => { try { await act(); } catch { blocked.push(name); } };
          const loaded = (name, src) => new Promise((ok, no) =>
            document.body.append(Object.assign(document.createElement(name), { src, onload: ok, onerror: no })));
          await attempt('fetch', () => fetch(other + 'fetch'));
          await attempt('picture', () => loaded('img', other + 'picture'));
          await attempt('beacon', () => { if (!navigator.sendBeacon(other + 'beacon', 'x')) throw 0; });
          const form = Object.assign(document.createElement('form'), { action: other + 'form', method: 'post' });
          document.body.append(form);
          form.submit();
          return blocked; }""",
        other,
    )
    # The policy is told of a form later than of the rest; wait_for_function would need eval, which it forbids.
    tab.evaluate(
        """rules => new Promise(done => {
          const look = () => (rules.every(rule => violations.includes(rule)) ? done() : setTimeout(look, 20));
          look(); })""",
        ["connect-src", "img-src", "form-action"],
    )
    assert asked == [], tried
    assert {"fetch", "picture"} <= set(tried)
    tab.close()


def test_leaving_the_page_is_what_no_policy_stops(
    browser: Browser, base: str, elsewhere: tuple[str, list[str]]
) -> None:
    "Why sealed pages have no links out, and why docs/notices.md names whoever controls the page's code."
    other, asked = elsewhere
    tab = browser.new_page()
    tab.goto(base)
    tab.wait_for_selector("text=ready")
    tab.evaluate("other => { location.href = other + 'left?with=words'; }", other)
    tab.wait_for_url(f"{other}**")
    tab.close()
    assert "/left?with=words" in asked
