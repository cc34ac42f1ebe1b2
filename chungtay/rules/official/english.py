"""Counts in English words: `one thousand and five`, `two hundred million`."""

_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SIZES = (
    (10**18, "quintillion"),
    (10**15, "quadrillion"),
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (1000, "thousand"),
)


def in_words(count: int) -> str:
    if count < 0:
        return f"minus {in_words(-count)}"
    for size, name in _SIZES:
        if count >= size:
            high, rest = divmod(count, size)
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(high)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    if count >= 100:
        hundreds, rest = divmod(count, 100)
        return f"{_BELOW_TWENTY[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if count >= 20:
        tens, ones = divmod(count, 10)
        return _TENS[tens] + (f"-{_BELOW_TWENTY[ones]}" if ones else "")
    return _BELOW_TWENTY[count]
