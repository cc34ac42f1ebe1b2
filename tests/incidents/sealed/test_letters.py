"""Letters and lengths: base64url has one spelling, padding says the bucket only, an older Chromium does the same."""

import pytest
from playwright.sync_api import Browser, Page

from chungtay.incidents.rules.sealed import items
from chungtay.incidents.rules.sealed.letters import SealFault, unb64u

NOT_BASE64URL = ["A", "AB", "AAB", "AA==", "A A", "AA\n", "+/+/", "AAAAA", "é", None, 7, ["AA"]]
LENGTHS = [0, 1, 2, 1022, 1023, 1024, 4095, 4096, 65535, 65536, 65537, 99_999, 1_048_575, 5_242_880]
IN_PAGE = """([strange]) => {
  const wrong = [], { unb64u, b64u } = T.seal;
  for (const text of strange) { try { unb64u(text); wrong.push(text); } catch {} }
  for (let n = 0; n < 300; n++) {
    const bytes = crypto.getRandomValues(new Uint8Array(n));
    if (unb64u(b64u(bytes)).join() !== bytes.join()) wrong.push(n);
  }
  return wrong; }"""


def test_the_same_bytes_have_one_spelling(page: Page) -> None:
    assert page.evaluate(IN_PAGE, [NOT_BASE64URL]) == []
    for text in NOT_BASE64URL:
        with pytest.raises(SealFault):
            unb64u(text)


def test_a_chromium_from_before_140_does_the_same(browser: Browser, base: str) -> None:
    context = browser.new_context()
    context.add_init_script("delete Uint8Array.fromBase64; delete Uint8Array.prototype.toBase64;")
    tab = context.new_page()
    tab.goto(base)
    tab.wait_for_selector("text=ready")
    assert tab.evaluate(IN_PAGE, [NOT_BASE64URL]) == []
    native, length = tab.evaluate(
        """async () => {
          const me = await T.seal.generateIdentity(), card = T.seal.card(me);
          const ctx = { nid: 'n', iid: 'i', dir: await T.seal.directory([card]) };
          const item = await T.seal.seal(new Uint8Array(1 << 20), [card], me, ctx);
          return [typeof Uint8Array.fromBase64, (await T.seal.open(item, me, ctx)).payload.length]; }"""
    )
    assert (native, length) == ("undefined", 1 << 20)
    context.close()


def test_padding_tells_the_bucket_and_nothing_else(page: Page) -> None:
    told = page.evaluate(
        """lengths => lengths.map(n => {
          const bytes = new Uint8Array(n).map((_, i) => (i % 3 ? 0 : 0x80)), padded = T.seal.pad(bytes);
          const back = T.seal.unpad(padded);
          return [padded.length, back.length === n && back.every((b, i) => b === bytes[i])]; })""",
        LENGTHS,
    )
    assert told == [[items.bucket(length + 1), True] for length in LENGTHS]
    for length in LENGTHS[:8]:
        content = bytes(0 if at % 3 else 0x80 for at in range(length))
        assert items.unpad(items.pad(content)) == content


def test_buckets_agree_and_waste_at_most_an_eighth(page: Page) -> None:
    lengths = list(range(1, 70_000, 977)) + list(range(65_530, 30_000_000, 99_991))
    buckets = page.evaluate("lengths => lengths.map(T.seal.bucket)", lengths)
    assert buckets == [items.bucket(length) for length in lengths]
    assert all(length <= size for length, size in zip(lengths, buckets, strict=True))
    wide = [size / length for length, size in zip(lengths, buckets, strict=True) if length > 65_536]
    assert max(wide) < 1.12


@pytest.mark.parametrize("padded", [b"", b"\0", b"\0\0", b"\x81\0", b"\x80", b"x" * 1024])
def test_what_was_not_padded_by_us_is_refused(page: Page, padded: bytes) -> None:
    told = page.evaluate("b => T.attempt(async () => T.seal.unpad(new Uint8Array(b)).length)", list(padded))
    assert told["err"] == "bad padding"
    with pytest.raises(SealFault):
        items.unpad(padded)
