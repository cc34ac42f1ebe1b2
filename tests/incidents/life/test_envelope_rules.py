"""The outward form of a sealed item is judged member by member, and every fault is named at once."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from uuid import UUID, uuid4

import pytest

from chungtay.incidents.demo.keys import make_identity
from chungtay.incidents.demo.sealing import grant, manifest, opened, seal
from chungtay.incidents.rules.envelopes import (
    MOST_BYTES,
    head_of,
    read_grant,
    read_item,
    read_manifest,
)
from chungtay.incidents.rules.sealed.items import bucket
from chungtay.incidents.rules.sealed.letters import b64u, encode_json, unb64u
from chungtay.rules.messages import RuleBroken
from tests.world import NOW

NOTICE, IID = uuid4(), uuid4()
SENDER, ANNA, BERT = make_identity(), make_identity(), make_identity()
Body = dict[str, Any]


def item(words: bytes = b"words") -> Body:
    return seal(words, [ANNA.card, BERT.card], SENDER, notice=NOTICE, iid=IID, at=NOW)


SEALED = item()


def read(told: Any, *, notice: UUID = NOTICE) -> Any:
    keys = {SENDER.sig_kid: SENDER.card["sig"]}
    return read_item(told, notice=notice, signer=keys.get)


def faults(told: Any) -> list[str]:
    with pytest.raises(RuleBroken) as broken:
        read(told)
    return [message.where or message.text for message in broken.value.messages]


def test_what_a_browser_seals_is_read() -> None:
    found = read(SEALED)
    assert (found.iid, found.sender, found.size) == (IID, SENDER.sig_kid, 1024)
    assert found.kids == {ANNA.kid, BERT.kid}
    assert found.sealed_at == int(NOW.timestamp())
    assert set(found.body) == {"protected", "iv", "ciphertext", "tag"}
    assert opened(SEALED, ANNA) == opened(SEALED, BERT) == b"words"


def edited(change: Callable[[Body], object]) -> Body:
    told = deepcopy(SEALED)
    change(told)
    return told


def header(**otherwise: object) -> str:
    said = json.loads(unb64u(SEALED["jwe"]["protected"])) | otherwise
    said = {name: value for name, value in said.items() if value is not None}
    return b64u(json.dumps(said, separators=(",", ":")).encode())


first = "jwe.recipients[0]"
EDITS: dict[str, tuple[Callable[[Body], object], str]] = {
    "no item id": (lambda told: told.update(iid="x"), "iid"),
    "item id in capitals": (lambda told: told.update(iid=str(IID).upper()), "iid"),
    "something beside": (lambda told: told.update(more=1), "item"),
    "no signature": (lambda told: told.update(sigs=[]), "sigs"),
    "two signatures": (lambda told: told.update(sigs=told["sigs"] * 2), "sigs"),
    "a signature that is none": (lambda told: told.update(sigs=[7]), "sigs"),
    "unprotected": (lambda told: told["jwe"].update(unprotected={}), "jwe"),
    "aad": (lambda told: told["jwe"].update(aad="x"), "jwe"),
    "no tag": (lambda told: told["jwe"].pop("tag"), "jwe"),
    "a jwe that is none": (lambda told: told.update(jwe=[]), "jwe"),
    "a short iv": (lambda told: told["jwe"].update(iv="AAAA"), "jwe.iv"),
    "a number for an iv": (lambda told: told["jwe"].update(iv=12), "jwe.iv"),
    "a long tag": (lambda told: told["jwe"].update(tag=b64u(bytes(17))), "jwe.tag"),
    "padding": (lambda told: told["jwe"].update(iv=told["jwe"]["iv"] + "="), "jwe.iv"),
    "a second spelling": (lambda told: told["jwe"].update(tag="A" * 21 + "B"), "jwe.tag"),
    "letters that are none": (lambda told: told["jwe"].update(ciphertext="ÿ"), "jwe.ciphertext"),
    "no bucket": (lambda told: told["jwe"].update(ciphertext=b64u(bytes(1000))), "jwe.ciphertext"),
    "nothing sealed": (lambda told: told["jwe"].update(ciphertext=""), "jwe.ciphertext"),
    "another standard": (lambda told: told["jwe"].update(protected=header(enc="A128GCM")), "jwe.protected.enc"),
    "another kind": (lambda told: told["jwe"].update(protected=header(typ="JWE")), "jwe.protected.typ"),
    "no commitment": (lambda told: told["jwe"].update(protected=header(cmt=None)), "jwe.protected"),
    "a short commitment": (lambda told: told["jwe"].update(protected=header(cmt="AA")), "jwe.protected.cmt"),
    "a key in the header": (lambda told: told["jwe"].update(protected=header(jwk={})), "jwe.protected"),
    "spaces in the header": (
        lambda told: told["jwe"].update(protected=b64u(b'{"typ": "sealed-item+jwe"}')),
        "jwe.protected",
    ),
    "nobody": (lambda told: told["jwe"].update(recipients=[]), "jwe.recipients"),
    "too many": (lambda told: told["jwe"].update(recipients=told["jwe"]["recipients"] * 33), "jwe.recipients"),
    "twice the same": (lambda told: told["jwe"]["recipients"].append(told["jwe"]["recipients"][1]),
                       "jwe.recipients[2].header.apv"),
    "a short key": (lambda told: told["jwe"]["recipients"][0].update(encrypted_key="AAAA"), f"{first}.encrypted_key"),
    "an entry that is none": (lambda told: told["jwe"]["recipients"].insert(0, None), first),
    "an algorithm beside": (lambda told: told["jwe"]["recipients"][0]["header"].update(alg="none"), f"{first}.header"),
    "another granter": (lambda told: told["jwe"]["recipients"][0]["header"].update(apu=ANNA.sig_kid),
                        f"{first}.header.apu"),
    "another reader": (lambda told: told["jwe"]["recipients"][0]["header"].update(apv=SENDER.sig_kid),
                       f"{first}.header.apv"),
    "a list for a kid": (lambda told: told["jwe"]["recipients"][0]["header"].update(kid=[]), f"{first}.header.kid"),
    "a private key": (lambda told: told["jwe"]["recipients"][0]["header"]["epk"].update(d="AAAA"),
                      f"{first}.header.epk"),
    "another curve": (lambda told: told["jwe"]["recipients"][0]["header"]["epk"].update(crv="X448"),
                      f"{first}.header.epk"),
    "a list for a curve": (lambda told: told["jwe"]["recipients"][0]["header"]["epk"].update(crv=[]),
                           f"{first}.header.epk"),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_every_part_that_is_not_as_it_must_be_is_named(edit: str) -> None:
    change, part = EDITS[edit]
    assert part in faults(edited(change))


def test_all_faults_are_named_at_once() -> None:
    def three(told: Body) -> None:
        told["jwe"].update(iv="AAAA", tag="AAAA")
        told["jwe"]["recipients"][0]["header"]["apu"] = "x"

    assert faults(edited(three)) == ["jwe.iv", "jwe.tag", f"{first}.header.apu"]


@pytest.mark.parametrize("told", [None, 7, [], "item", {}, {"iid": None, "jwe": None, "sigs": None}])
def test_what_is_no_item_at_all_is_refused_in_words(told: object) -> None:
    assert faults(told)


def test_an_item_is_for_one_notice_under_one_number() -> None:
    with pytest.raises(RuleBroken, match="another notice"):
        read(SEALED, notice=uuid4())
    with pytest.raises(RuleBroken, match="another notice"):
        read(SEALED | {"iid": str(uuid4())})


def test_bytes_that_were_changed_on_the_way_do_not_bear_the_senders_signature() -> None:
    for name in ("ciphertext", "iv", "tag"):
        raw = bytearray(unb64u(SEALED["jwe"][name]))
        raw[0] ^= 1
        with pytest.raises(RuleBroken, match="other bytes"):
            read(SEALED | {"jwe": SEALED["jwe"] | {name: b64u(bytes(raw))}})


def test_recipients_that_were_dropped_added_or_swapped_are_refused() -> None:
    one, two = SEALED["jwe"]["recipients"]
    other = seal(b"x", [make_identity().card], SENDER, notice=NOTICE, iid=IID, at=NOW)["jwe"]["recipients"][0]
    for recipients in ([one], [one, two, other], [one, other]):
        with pytest.raises(RuleBroken, match="other recipients"):
            read(SEALED | {"jwe": SEALED["jwe"] | {"recipients": recipients}})


def test_only_the_senders_own_key_signs_and_only_a_first_manifest_is_taken() -> None:
    jwe = SEALED["jwe"]
    entries = jwe["recipients"]
    for signed in (
        manifest(jwe, entries, ANNA, prev=None, at=NOW),
        SEALED["sigs"][0][:-4] + "AAAA",
        manifest(jwe, entries, SENDER, prev="x", at=NOW),
        "a.b.c",
        "ÿ",
    ):
        with pytest.raises(RuleBroken):
            read(SEALED | {"sigs": [signed]})
    with pytest.raises(RuleBroken, match="not sealed with a key of yours"):
        read_item(SEALED, notice=NOTICE, signer=lambda kid: None)


def test_a_photo_of_five_megabytes_is_taken_and_one_of_twenty_is_not() -> None:
    assert read(item(bytes(5 * 2**20))).size == bucket(5 * 2**20 + 1)
    big = b64u(bytes(MOST_BYTES + 1))
    with pytest.raises(RuleBroken, match="16 MB at most"):
        read(SEALED | {"jwe": SEALED["jwe"] | {"ciphertext": big}})


def test_lengths_say_only_a_bucket() -> None:
    assert [bucket(size) for size in (1, 1024, 1025, 20_000, 65_537)] == [1024, 1024, 4096, 65_536, 67_584]
    for size in range(65_537, 20_000_000, 99_991):
        assert size <= bucket(size) <= size * 1.12
        assert bucket(bucket(size)) == bucket(size)


def granted(told: Body, **otherwise: Any) -> Any:
    prev = head_of(SEALED["sigs"][-1])
    signers = {ANNA.sig_kid: ANNA.card["sig"]}
    return read_grant(told, **({"body": SEALED["jwe"], "prev": prev, "signers": signers} | otherwise))


def test_a_grant_follows_the_manifest_before_and_is_signed_by_a_recipient() -> None:
    carl = make_identity()
    told = grant(SEALED, ANNA, carl.card, at=NOW)
    assert granted(told).kid == carl.kid
    with pytest.raises(RuleBroken, match="Only a recipient"):
        granted(told, signers={BERT.sig_kid: BERT.card["sig"]})
    with pytest.raises(RuleBroken, match="meanwhile"):
        granted(told, prev=head_of(told["signed"]))
    with pytest.raises(RuleBroken, match="other bytes"):
        granted(told, body=item()["jwe"])
    for part, value in (("signed", None), ("signed", "x"), ("entry", None), ("entry", {"header": {}})):
        with pytest.raises(RuleBroken):
            granted(told | {part: value})


HEADER = encode_json({"typ": "seal-manifest+jws", "alg": "ES256", "kid": "k"})


@pytest.mark.parametrize(
    "signed", [HEADER, f"{HEADER}.", f"{HEADER}..", f"{HEADER}.{encode_json({})}.", "", None, 5]
)
def test_half_a_manifest_is_refused_in_a_sentence(signed: object) -> None:
    with pytest.raises(RuleBroken, match="not as it must be"):
        read_manifest(signed, {}, {})
