"""Words for passphrases: as published, alike in both programs, forgiving in how they are typed, not in what."""

from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Page

from chungtay.incidents.rules.sealed import words


def checked_in_page(page: Page, text: str) -> Any:
    return page.evaluate("text => T.passphrases.checkWords(text)", text)


def checked(text: str) -> dict[str, Any]:
    told = words.check_words(text)
    return {"ok": True, "normal": told} if isinstance(told, str) else {"ok": False, **asdict(told)}


def test_words_are_those_that_wilkerson_published(page: Page) -> None:
    "127.0.0.1 is lusab-babad; 63.84.220.193 is gutih-tugad."
    numbers = [0x7F00, 0x0001, 0x3F54, 0xDCC1, 0, 0xFFFF]
    published = ["lusab", "babad", "gutih", "tugad", "babab", "zuzuz"]
    assert [words.proquint(number) for number in numbers] == published
    assert page.evaluate("numbers => numbers.map(T.passphrases.proquint)", numbers) == published


def test_every_number_is_another_word_in_both_programs(page: Page) -> None:
    all_words = page.evaluate("Array.from({ length: 65536 }, (_, n) => T.passphrases.proquint(n))")
    assert all_words == [words.proquint(number) for number in range(65_536)]
    assert len(set(all_words)) == 65_536


def test_a_passphrase_made_here_is_sound_there(page: Page) -> None:
    for made in page.evaluate(
        "Promise.all(Array.from({ length: 20 }, () => T.passphrases.makePassphrase()))"
    ):
        assert words.check_words(made) == made
    for _ in range(20):
        made = words.make_passphrase()
        assert checked_in_page(page, made) == {"ok": True, "normal": made}


def test_the_two_halves_are_made_of_chance_and_join_to_twelve(page: Page) -> None:
    first, second = page.evaluate("T.passphrases.makeHalves()")
    assert first != second and words.make_halves()[0] != words.make_halves()[0]
    assert words.check_words(first) == first and words.check_words(second) == second
    typed = [f" {first.upper()}\n", second.replace(" ", "-")]
    joined = page.evaluate("([first, second]) => T.passphrases.joined(first, second)", typed)
    assert joined == words.joined(*typed) == f"{first} {second}"
    assert len(joined.split()) == 12


SOUND = "lusab babad gutih tugad babab"


def whole() -> str:
    return f"{SOUND} {words.check_word(SOUND.split())}"


@pytest.mark.parametrize(
    "typed",
    ["{}", "  {}  ", "{0}\n", "\t{}", "{}.", "\u201c{}\u201d", "\ufeff{}"],
)
@pytest.mark.parametrize("between", [" ", "  ", "-", " - ", "\u00a0", "\n", ", ", "\u2013", "\u200b "])
def test_how_it_is_typed_is_forgiven(page: Page, typed: str, between: str) -> None:
    for text in (
        typed.format(whole().replace(" ", between)),
        typed.format(whole().upper().replace(" ", between)),
    ):
        assert checked_in_page(page, text) == checked(text) == {"ok": True, "normal": whole()}


@pytest.mark.parametrize(
    ("typed", "why", "word"),
    [
        ("", "length", ""),
        ("lusab", "length", "lusab"),
        (SOUND, "length", "babab"),
        (f"{SOUND} babab babab", "length", "babab"),
        (f"{SOUND} zuzuz", "check", "zuzuz"),
        (f"{SOUND} lusap1", "letters", "lusap1"),
        ("lúab babad", "letters", "lúab"),  # what Telex makes of lusab
        ("xusab babad", "letters", "xusab"),
        ("lusabbabad", "letters", "lusabbabad"),
        ("ຫົກ", "letters", "ຫົກ"),
    ],
)
def test_what_is_wrong_is_named(page: Page, typed: str, why: str, word: str) -> None:
    assert checked_in_page(page, typed) == checked(typed) == {"ok": False, "why": why, "word": word}


def test_one_wrong_letter_or_two_words_changed_about_are_noticed(page: Page) -> None:
    made = words.make_passphrase()
    parts = made.split()
    swapped = " ".join([parts[1], parts[0], *parts[2:]])
    slips = [swapped] if swapped != made else []
    slips += [made[:at] + ("b" if made[at] != "b" else "d") + made[at + 1 :] for at in (0, 6, 14, 18, 26, 30)]
    for slip in slips:
        assert not checked(slip)["ok"] and checked_in_page(page, slip) == checked(slip)
