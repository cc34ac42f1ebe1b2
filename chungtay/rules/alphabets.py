"""Which letters a text is written in."""

import re

_LAO = re.compile("[\u0e80-\u0eff]")


def has_lao(text: str) -> bool:
    return bool(_LAO.search(text))
