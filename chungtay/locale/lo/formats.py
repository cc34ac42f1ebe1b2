"""How days and numbers are written in Lao: as in Vietnamese."""

from chungtay.locale.vi.formats import *  # noqa: F403
