"""Items that lie consistently: encrypted, wrapped and validly signed around one lie, so that one check sees it."""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from joserfc.jwk import import_key
from joserfc.jws import JWSRegistry

from .others import (
    IID,
    NID,
    SIGNED_AS,
    Identity,
    b64,
    compact,
    encoded,
    manifest,
    open_joserfc,
    open_jwcrypto,
    pad,
    protected,
    seal_jwcrypto,
    thumb,
    unb64,
)
from .test_attacks import head_of
from .three import Item, Three

Spelling = Callable[[dict[str, Any]], str]


def lying(
    three: Three,
    *,
    spelt: Spelling = compact,
    apu: str | None = None,
    apv: str | None = None,
    iv: bytes | None = None,
    cek: bytes | None = None,
    wrapped_as: dict[str, Any] | None = None,
    payload: bytes | None = None,
    **over: Any,
) -> dict[str, Any]:
    """A JWE whose every number fits its header, whatever the header says."""
    cek, iv = cek or os.urandom(32), iv or os.urandom(12)
    aad = b64(spelt(protected(three.snd, cek, **over)).encode())
    sealed = AESGCM(cek).encrypt(iv, pad(b"lie") if payload is None else payload, aad.encode())
    entries = seal_jwcrypto(b"-", three.to_both, apu or three.snd, cek=cek, header=wrapped_as, apv=apv)[
        "recipients"
    ]
    content = {"iv": b64(iv), "ciphertext": b64(sealed[:-16]), "tag": b64(sealed[-16:])}
    return {"protected": aad, "recipients": entries, **content}


def test_without_a_lie_it_opens(three: Three) -> None:
    three.opens(three.signed(lying(three)), "lie")


WEAKER = ("none", "dir", "ECDH-ES", "ECDH-ES+A128KW", "A256KW", "RSA1_5", None)
VALUES: list[tuple[dict[str, Any], str]] = [
    ({"typ": "JWT"}, "typ, alg or enc"), ({"typ": "seal-manifest+jws"}, "typ, alg or enc"),
    *(({"alg": alg}, "typ, alg or enc") for alg in WEAKER),
    *(({"enc": enc}, "typ, alg or enc") for enc in ("A128GCM", "A128CBC-HS256", "none", None)),
    ({"zip": "DEF"}, "members must be"), ({"crit": ["exp"]}, "members must be"), ({"jwk": {}}, "members must be"),
    ({"epk": {}}, "members must be"), ({"p2c": 1}, "members must be"), ({"nid": "n2"}, "another notice or item"),
]  # fmt: skip


def test_a_header_says_one_thing_only(three: Three) -> None:
    for over, word in VALUES:
        three.refuses(three.signed(lying(three, **over)), word)


SPELLINGS: dict[str, Spelling] = {
    "a name twice": lambda header: '{"nid":"n2",' + compact(header)[1:],
    "spaces": json.dumps,
    "an escape": lambda header: compact(header).replace('"typ"', '"\\u0074yp"'),
    "a leading space": lambda header: " " + compact(header),
    "a letter beyond ASCII": lambda header: compact({**header, "nid": "né"}).replace("\\u00e9", "é"),
    "an escape beyond ASCII": lambda header: compact({**header, "nid": "né"}),
}


@pytest.mark.parametrize("how", SPELLINGS)
def test_a_header_is_spelt_in_one_way_only(three: Three, how: str) -> None:
    three.refuses(three.signed(lying(three, spelt=SPELLINGS[how])), "compact form")


def test_the_sender_named_is_the_one_who_signed(three: Three) -> None:
    three.refuses(three.signed(lying(three, apu=thumb(three.bert["sig"])), three.bert), "not the sender")


def test_the_granter_named_is_the_one_who_signed(three: Three) -> None:
    three.refuses(three.signed(lying(three, apu=thumb(three.mai["sig"]))), "recipient set")


def test_a_key_is_derived_for_the_recipient_named(three: Three) -> None:
    three.refuses(three.signed(lying(three, apv=b64(bytes(32)))), "apv is not kid")


def test_lengths_are_fixed(three: Three) -> None:
    three.refuses(three.signed(lying(three, iv=os.urandom(16))), "iv or tag length")
    jwe = lying(three)
    whole = unb64(jwe["ciphertext"]) + unb64(jwe["tag"])
    for cut in (len(whole) - 12, len(whole) - 20):
        moved = {**jwe, "ciphertext": b64(whole[:cut]), "tag": b64(whole[cut:])}
        three.refuses(three.signed(moved), "iv or tag length")


def test_a_content_key_of_128_bits_is_refused(three: Three) -> None:
    cek = os.urandom(16)
    jwe = lying(three, cek=cek, wrapped_as=protected(three.snd, cek, enc="A128GCM"))
    three.refuses(three.signed(jwe), "encrypted_key length")


@pytest.mark.parametrize("payload", [bytes(1024), b"x" * 1024, b"x\x80" + bytes(2046), b"x\x80", b""])
def test_padding_is_of_one_length_only(three: Three, payload: bytes) -> None:
    three.refuses(three.signed(lying(three, payload=payload)), "bad padding")


def test_nothing_stands_beside_what_is_signed(three: Three) -> None:
    jwe = lying(three)

    def with_header(**over: Any) -> dict[str, Any]:
        return {
            **jwe,
            "recipients": [{**one, "header": {**one["header"], **over}} for one in jwe["recipients"]],
        }

    for more in (
        {**jwe, "unprotected": {"x": 1}},
        {**jwe, "header": {}},
        {**jwe, "recipients": [{**one, "note": 1} for one in jwe["recipients"]]},
        with_header(cty="x"),
        with_header(epk={**jwe["recipients"][0]["header"]["epk"], "d": "AA"}),
    ):
        three.refuses(three.signed(more), "members must be")
    three.refuses({**three.signed(jwe), "note": 1}, "members must be")


def signed_as(by: Identity, jwe: dict[str, Any], head: dict[str, Any], **body: Any) -> str:
    """Validly signed under a header that lies: the libraries would not, so the key signs bare."""
    told, payload, _ = manifest(jwe, by, **body).split(".")
    spoken = f"{encoded({**json.loads(unb64(told)), **head})}.{payload}"
    algorithm = JWSRegistry.algorithms[SIGNED_AS[by["sig"]["crv"]]]
    signature = algorithm.sign(spoken.encode(), import_key(by["sig"]))
    return f"{spoken}.{b64(signature)}"


def test_a_manifest_says_one_thing_only(three: Three) -> None:
    jwe = lying(three)

    def item(head: dict[str, Any] | None = None, tail: str = "", **body: Any) -> Item:
        return {"jwe": jwe, "sigs": [signed_as(three.anna, jwe, head or {}, **body) + tail]}

    three.opens(item(), "lie")
    for head in ({"alg": "none"}, {"alg": "HS256"}, {"alg": "EdDSA"}, {"alg": "ES384"}, {"typ": "JWT"}):
        three.refuses(item(head), "signer or its alg")
    three.refuses(item({"crit": ["b64"]}), "members must be")
    three.refuses(item(tail=".AA"), "signer or its alg")
    three.refuses(item(note=1), "members must be")
    for body in ({"hdr": "x"}, {"cth": "x"}, {"prev": "x"}):
        three.refuses(item(**body), "other content")


def test_a_manifest_names_exactly_the_recipients_there_are(three: Three) -> None:
    jwe, anna = lying(three), thumb(three.anna["enc"])
    rcp = json.loads(unb64(manifest(jwe, three.anna).split(".")[1]))["rcp"]
    one_less = {kid: digest for kid, digest in rcp.items() if kid != anna}
    for told in (
        {**rcp, anna: b64(bytes(32))},
        {**rcp, thumb(three.mai["enc"]): rcp[anna]},
        one_less,
        [],
        None,
    ):
        three.refuses({"jwe": jwe, "sigs": [signed_as(three.anna, jwe, {}, rcp=told)]})


def test_who_has_only_the_content_key_can_let_nobody_in(three: Three) -> None:
    cek = os.urandom(32)
    jwe = lying(three, cek=cek)
    first = manifest(jwe, three.anna)
    prev = head_of(first)

    def entry(by: Identity) -> list[dict[str, Any]]:
        return list(seal_jwcrypto(b"-", [three.mai["enc"]], thumb(by["sig"]), cek=cek)["recipients"])

    own = entry(three.mai)
    wider = {**jwe, "recipients": jwe["recipients"] + own}
    three.refuses(
        {"jwe": wider, "sigs": [first, manifest(wider, three.mai, own, prev)]}, "no access", who="mai"
    )
    given = entry(three.bert)
    wider = {**jwe, "recipients": jwe["recipients"] + given}
    three.opens({"jwe": wider, "sigs": [first, manifest(wider, three.bert, given, prev)]}, "lie", who="mai")
    twice = manifest(wider, three.bert, given + jwe["recipients"][:1], prev)
    three.refuses({"jwe": wider, "sigs": [first, twice]}, "recipient set", who="mai")
    again = manifest(jwe, three.anna, jwe["recipients"][:1], prev)
    three.refuses({"jwe": jwe, "sigs": [first, again]}, "recipient set")


def test_there_are_not_endlessly_many_grants(three: Three) -> None:
    jwe = lying(three)
    sigs = [manifest(jwe, three.anna)]
    while len(sigs) < 65:
        sigs.append(signed_as(three.anna, jwe, {}, rcp={}, prev=head_of(sigs[-1])))
    three.opens({"jwe": jwe, "sigs": sigs[:64]}, "lie")
    three.refuses({"jwe": jwe, "sigs": sigs}, "entries")


# ---- one ciphertext, two texts --------------------------------------------------------------------------------------
def times(x: int, y: int) -> int:
    """Multiplication in the field of GCM."""
    z = 0
    for i in range(127, -1, -1):
        if y >> i & 1:
            z ^= x
        x = (x >> 1) ^ ((x & 1) * (0xE1 << 120))
    return z


def inverse(x: int) -> int:
    result, exponent = 1 << 127, (1 << 128) - 2
    while exponent:
        if exponent & 1:
            result = times(result, x)
        x, exponent = times(x, x), exponent >> 1
    return result


class TwoTexts:
    """A ciphertext and a tag that open under two keys to two texts: AES-GCM does not commit to its key.

    Both texts stand where the other key gives noise, the last byte is chosen so that both are padded, and one block is
    solved for, so that both tags are the same.
    """

    SIZE, SOLVED = 1024, 20

    def __init__(self, aad: bytes, keys: tuple[bytes, bytes], texts: tuple[bytes, bytes]) -> None:
        self.aad = aad
        while True:
            self.iv = os.urandom(12)
            streams = [self.stream(key) for key in keys]
            if streams[0][-1] == streams[1][-1]:
                break
        content = bytearray(os.urandom(self.SIZE))
        for place, (text, stream) in enumerate(zip(texts, streams, strict=True)):
            at = slice(place * 32, place * 32 + 32)
            content[at] = bytes(a ^ b for a, b in zip(text.ljust(32), stream[at], strict=True))
        content[-1] = streams[0][-1] ^ 0x80
        solved = slice(16 * self.SOLVED, 16 * self.SOLVED + 16)
        content[solved] = bytes(16)
        (one, weight), (other, other_weight) = (self.tag(key, bytes(content)) for key in keys)
        block = times(one ^ other, inverse(weight ^ other_weight))
        content[solved] = block.to_bytes(16, "big")
        self.content, self.proof = bytes(content), (one ^ times(block, weight)).to_bytes(16, "big")

    def stream(self, key: bytes) -> bytes:
        cipher = Cipher(algorithms.AES(key), modes.CTR(self.iv + b"\0\0\0\2"))
        return cipher.encryptor().update(bytes(self.SIZE))

    def tag(self, key: bytes, content: bytes) -> tuple[int, int]:
        """The tag with the solved block empty, and by how much the block counts in it."""
        block = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update
        h, whole, weight = int.from_bytes(block(bytes(16)), "big"), 0, 1 << 127
        parts = [*blocks(self.aad), *blocks(content), (len(self.aad) * 8) << 64 | len(content) * 8]
        for part in parts:
            whole = times(whole ^ part, h)
        for _ in parts[len(blocks(self.aad)) + self.SOLVED :]:
            weight = times(weight, h)
        return whole ^ int.from_bytes(block(self.iv + b"\0\0\0\1"), "big"), weight


def blocks(content: bytes) -> list[int]:
    whole = content + bytes(-len(content) % 16)
    return [int.from_bytes(whole[at : at + 16], "big") for at in range(0, len(whole), 16)]


def test_a_sender_cannot_tell_two_people_two_things(three: Three) -> None:
    keys = (os.urandom(32), os.urandom(32))
    header = protected(three.snd, keys[0], NID, IID)
    aad = encoded(header)
    two = TwoTexts(aad.encode(), keys, (b"To Anna: pay 100.", b"To Bert: pay 90000."))
    entries = [
        seal_jwcrypto(b"-", [one["enc"]], three.snd, cek=key, header=header)["recipients"][0]
        for one, key in zip((three.anna, three.bert), keys, strict=True)
    ]
    content = {"iv": b64(two.iv), "ciphertext": b64(two.content), "tag": b64(two.proof)}
    jwe = {"protected": aad, "recipients": entries, **content}
    for read in (open_joserfc, lambda jwe, own: open_jwcrypto(jwe, own)[0]):  # JWE alone tells both
        assert read(jwe, three.anna["enc"]).startswith(b"To Anna: pay 100.")
        assert read(jwe, three.bert["enc"])[32:].startswith(b"To Bert: pay 90000.")
    three.refuses(three.signed(jwe), "not the committed one", who="bert")
