"""Which passwords are taken: by length, by what a guesser knows, and in whichever way their letters are written."""

import pytest

from chungtay.rules.passwords import LEAST, MOST, left_to_guess, normalised, wrong_with

OWN = ("nguyen-lien", "Hội Liên hiệp Phụ nữ xã Đăk Plô", "kontum attapeu")


@pytest.mark.parametrize(
    "password",
    [
        "bốn con trâu qua sông sâu",
        "correct horse battery staple",
        "ຝົນຕົກແຮງໃນເດືອນເກົ້າ",
        "xe đạp cũ màu xanh của bà ngoại",
        "    x k   7 q   w z v ",  # no letter is asked for, and none refused
        "🙂" * 3 + "nắng chiều rất vàng",
        "q" * 3 + "r1t8u3w6x0z9" + "k" * 3,
        "mưa " * 100,
    ],
)
def test_a_long_password_of_any_letters_is_taken(password: str) -> None:
    assert wrong_with(password, OWN) == [], left_to_guess(password, OWN)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "least"),
        ("a" * (LEAST - 1), "least"),
        ("x7" * MOST, "most"),
        ("chungtay chungtay 2026", "guesses"),
        ("Hội LHPN tỉnh Quảng Ngãi 2025", "guesses"),
        ("hoi lien hiep phu nu", "guesses"),
        ("nguyen-lien nguyen-lien", "guesses"),
        ("phunuxadakplo2026!!", "guesses"),
        ("kontum attapeu 2024", "guesses"),
        ("aaaaaaaaaaaaaaaaaa", "guesses"),
        ("123456789012345678", "guesses"),
        ("qwertyuiop1234567890", "guesses"),
        ("mật khẩu mật khẩu 1", "guesses"),
        ("PASSWORD password 99", "guesses"),
    ],
)
def test_a_short_one_or_one_that_the_office_gives_away_is_not(password: str, why: str) -> None:
    (problem,) = wrong_with(password, OWN)
    assert why in problem.text or why in problem.values


def test_a_password_without_end_costs_no_more_than_a_long_one() -> None:
    assert len(normalised("ﷺ" * 10**7)) < 100 * MOST
    assert wrong_with(normalised("x7" * 10**7)) != []


def test_one_password_written_by_two_keyboards_is_one() -> None:
    composed, apart = "b\u1ed1n con tr\u00e2u qua s\u00f4ng", "bo\u0302\u0301n con tra\u0302u qua so\u0302ng"
    assert composed != apart
    assert normalised(composed) == normalised(apart)
