"""What a card, a wrapped key and a signature must be before the server keeps them; which steps a key may take."""

import json
from copy import deepcopy
from itertools import product
from typing import Any

import pytest

from chungtay.incidents.demo.keys import Identity, make_identity, public, sign
from chungtay.incidents.rules.keys import (
    ENROLMENTS,
    EnrolmentState,
    EnrolmentStep,
    after_step,
    card_number,
    check_card,
    check_wrapped,
    number_of,
    read_signed,
    thumbprint,
)
from chungtay.incidents.rules.sealed.letters import b64u, compact, unb64u
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tables import rows_of
from tests.incidents.made import drawn


@pytest.fixture(scope="module")
def somebody() -> Identity:
    return make_identity()


@pytest.mark.parametrize(("state", "step"), list(product(EnrolmentState, EnrolmentStep)))
def test_a_key_takes_the_steps_of_the_table_and_no_other(state: EnrolmentState, step: EnrolmentStep) -> None:
    allowed = {(before, taken): after for before, taken, after in rows_of(ENROLMENTS)}
    if (state, step) in allowed:
        assert after_step(state, step) == allowed[state, step]
    else:
        with pytest.raises(RuleBroken):
            after_step(state, step)


def test_a_card_of_two_public_keys_is_kept(somebody: Identity) -> None:
    check_card(somebody.card)


def test_nothing_else_is_a_card(somebody: Identity) -> None:
    assert somebody.enc
    good = somebody.card
    off_curve = good["sig"] | {"y": good["sig"]["x"]}
    wrong: list[Any] = [
        None, [], "card", {}, {"enc": good["enc"]}, good | {"more": 1},
        good | {"enc": somebody.enc},  # a private half
        good | {"sig": somebody.sig},
        good | {"enc": good["sig"]} | {"sig": good["sig"]},  # one key for both uses
        good | {"sig": good["enc"]},
        good | {"enc": good["enc"] | {"kid": "x"}},
        good | {"enc": good["enc"] | {"crv": "Ed25519"}},
        good | {"enc": good["enc"] | {"x": "AAAA"}},
        good | {"enc": good["enc"] | {"x": 5}},
        good | {"sig": off_curve},
    ]  # fmt: skip
    for card in wrong:
        with pytest.raises(RuleBroken):
            check_card(card)


def test_only_a_key_that_is_wrapped_slowly_is_kept() -> None:
    good = drawn("somebody", False).wrapped
    check_wrapped(good)
    header, *rest = good.split(".")
    told = json.loads(unb64u(header))

    def with_header(**changed: Any) -> str:
        return ".".join([b64u(compact(told | changed).encode()), *rest])

    wrong: list[Any] = [
        None, 5, "", "a.b.c.d.e", ".".join(rest), good + ".x", good * 9, good.replace(".", ".A", 1),
        with_header(p2c=1000), with_header(p2c=10**9), with_header(p2c=True), with_header(alg="dir"),
        with_header(enc="A128GCM"), with_header(p2s="AA"), with_header(jwk={}), json.dumps({"kty": "EC", "d": "x"}),
    ]  # fmt: skip
    for wrapped in wrong:
        with pytest.raises(RuleBroken):
            check_wrapped(wrapped)


def test_a_signature_counts_for_its_own_key_type_and_bytes_only(somebody: Identity) -> None:
    keys = {somebody.sig_kid: public(somebody.sig)}
    signed = sign("key-list+jws", {"number": 1}, somebody)
    assert read_signed(signed, "key-list+jws", "number", keys).body == {"number": 1}
    other = make_identity()
    head, body, signature = signed.split(".")
    said_again = b64u(b'{"number": 1}')  # the same value in other bytes
    unsigned = b64u(json.dumps({"typ": "key-list+jws", "alg": "none", "kid": somebody.sig_kid}).encode())
    for wrong in (
        None, 7, "", signed[:-4], f"{head}.{body}.", f"{unsigned}.{body}.", f"{head}.{said_again}.{signature}",
        f"{head}.{b64u(b'[]')}.{signature}", signed + "A", sign("other+jws", {"number": 1}, somebody),
        sign("key-list+jws", {"number": 1}, other),
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            read_signed(wrong, "key-list+jws", "number", keys)


def test_every_changed_byte_of_a_signed_list_is_noticed(somebody: Identity) -> None:
    keys = {somebody.sig_kid: public(somebody.sig)}
    signed = sign("key-list+jws", {"number": 1, "cards": []}, somebody)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for at, letter in enumerate(signed):
        if letter == ".":
            continue
        changed = signed[:at] + letters[(letters.index(letter) + 7) % 64] + signed[at + 1 :]
        with pytest.raises(RuleBroken):
            read_signed(changed, "key-list+jws", "number", keys)


def test_the_number_of_a_key_is_eight_groups_of_five_digits_and_names_both_halves(somebody: Identity) -> None:
    number = number_of(somebody.sig_kid)
    groups = number.split(" ")
    assert len(groups) == 8 and all(len(group) == 5 and group.isdigit() for group in groups)
    other = make_identity()
    numbers = {
        card_number(thumbprint(enc), thumbprint(sig))
        for enc in (somebody.card["enc"], other.card["enc"])
        for sig in (somebody.card["sig"], other.card["sig"])
    }
    assert len(numbers) == 4


def test_reading_changes_nothing_that_was_given(somebody: Identity) -> None:
    card = somebody.card
    before = deepcopy(card)
    check_card(card)
    assert card == before
