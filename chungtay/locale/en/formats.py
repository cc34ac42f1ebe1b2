"""How days and numbers are written in English: as in Vietnamese.

The same offices read the English pages, beside papers that say 1.100,5. Two ways to write one number in
one house would sooner or later be read as a thousandfold.
"""

from chungtay.locale.vi.formats import *  # noqa: F403
