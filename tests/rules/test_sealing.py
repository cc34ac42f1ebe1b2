"""A sealed text opens with its key, for its row, unchanged; else not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.sealing import NONCE, SealBroken, key_of, opened, seal

KEY = key_of("a secret of the home, more than long enough")
OTHER = key_of("another secret of the home, long enough too")
NONCES = st.binary(min_size=NONCE, max_size=NONCE)


@given(text=st.text(), nonce=NONCES, row=st.text(max_size=40))
def test_what_was_sealed_opens_as_it_was(text: str, nonce: bytes, row: str) -> None:
    sealed = seal(text, key=KEY, nonce=nonce, bound_to=row)
    assert opened(sealed, key=KEY, bound_to=row) == text


@given(nonce=NONCES, at=st.integers(0, 60), flip=st.integers(1, 255))
def test_one_changed_bit_and_it_does_not_open(nonce: bytes, at: int, flip: int) -> None:
    sealed = bytearray(seal("Beneficiary of Upper village, 1961", key=KEY, nonce=nonce, bound_to="row 1"))
    sealed[at % len(sealed)] ^= flip
    with pytest.raises(SealBroken):
        opened(bytes(sealed), key=KEY, bound_to="row 1")


def test_neither_another_key_nor_another_row_opens_it() -> None:
    sealed = seal("text", key=KEY, nonce=bytes(NONCE), bound_to="row 1")
    for key, row in ((OTHER, "row 1"), (KEY, "row 2")):
        with pytest.raises(SealBroken):
            opened(sealed, key=key, bound_to=row)


@pytest.mark.parametrize(
    "nonsense", [b"", b"\x01", b"\x02" + bytes(60), b"\x01" + bytes(12), b"\x01" + bytes(20)]
)
def test_nonsense_is_refused_and_breaks_nothing(nonsense: bytes) -> None:
    with pytest.raises(SealBroken):
        opened(nonsense, key=KEY, bound_to="row 1")


def test_a_short_secret_is_no_key() -> None:
    with pytest.raises(AssertionError):
        key_of("short")
