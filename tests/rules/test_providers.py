"""The file that names offices' sign-ins is read strictly, and no published key can sign for one."""

import re

import jwt
import pytest

from chungtay.rules.providers import ALGORITHMS, read_providers

FILE = """
[[provider]]
id = "office"
name = {vi = "Cơ quan", lo = "ຫ້ອງການ", en = "Office"}
server_url = "https://id.example.org"
client_id = "chungtay"
client_secret = "secret"
"""


def test_the_file_describes_a_provider() -> None:
    (one,) = read_providers(FILE + 'second_factor = true\namr = ["hwk"]\nclaim = "oid"')
    assert (one.id, one.server, one.claim, one.second_factor) == (
        "office",
        "https://id.example.org",
        "oid",
        True,
    )
    assert one.amr == {"hwk"}
    assert "secret" not in repr(one)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[provider]", "providers.toml: "),
        (FILE.replace('client_secret = "secret"', ""), "client_secret missing"),
        (FILE.replace('en = "Office"', 'fr = "Bureau"'), "name.en missing"),
        (FILE.replace("https:", "http:"), "does not begin with https://"),
        (FILE.replace('"office"', '"../office"'), "letters, digits and hyphens"),
        (FILE + FILE, "same id"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_providers(text)


def test_the_keys_of_our_file_cannot_sign() -> None:
    """A provider's published key taken for a shared secret is the oldest trick with such answers."""
    assert not [name for name in ALGORITHMS if name.startswith("HS") or name == "none"]
    assert set(ALGORITHMS) <= set(jwt.algorithms.get_default_algorithms())
