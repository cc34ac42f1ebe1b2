"""How numbers are written on papers: `1.100,5` in Vietnamese and Lao, `1,100.5` in English.

A number and its per cent sign are kept together by a no-break space.
"""

from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"

QUALIFIER_WORDS = {
    "exact": {"vi": "", "lo": "", "en": ""},
    "nearly": {"vi": "gần", "lo": "ເກືອບ", "en": "nearly"},
    "about": {"vi": "khoảng", "lo": "ປະມານ", "en": "about"},
    "over": {"vi": "trên", "lo": "ຫຼາຍກວ່າ", "en": "over"},
    "at_least": {"vi": "ít nhất", "lo": "ຢ່າງໜ້ອຍ", "en": "at least"},
    "estimated": {"vi": "ước", "lo": "ຄາດຄະເນ", "en": "an estimated"},
}

_POINTS_AND_COMMA = str.maketrans(",.", ".,")


def number(value: Decimal | int, *, places: int | None = None, language: str = "vi") -> str:
    """`1.100,5`; with `places`, rounded half up to so many digits after the comma."""
    exact = Decimal(value)
    if places is None:
        places = places_needed(exact)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{rounded:,f}"
    return written if language == "en" else written.translate(_POINTS_AND_COMMA)


def places_needed(value: Decimal | int) -> int:
    """How many digits after the comma it takes to write a value without loss."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    assert isinstance(exponent, int), "an amount is a finite number"
    return max(0, -exponent)


def percentage(value: Decimal | int, *, places: int = 1, language: str = "vi") -> str:
    gap = "" if language == "en" else NO_BREAK
    return f"{number(value, places=places, language=language)}{gap}%"


def qualified(amount: str, qualifier: str = "exact", *, language: str = "vi") -> str:
    """`gần 9.872`: how exact an amount is stands before it."""
    word = QUALIFIER_WORDS[qualifier][language]
    return f"{word} {amount}" if word else amount
