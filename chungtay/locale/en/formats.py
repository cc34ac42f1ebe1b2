"""How days and numbers are written in English: days as in Vietnamese, 31/12/2025; numbers the English way, 1,100.5.

Whoever reads English reads 1.100 as little more than one. Days are not turned round: 03/04 would be read as April by
one and as March by the other, whichever way it stood.
"""

from chungtay.locale.vi.formats import *  # noqa: F403

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
