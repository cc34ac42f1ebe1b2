"""The form of a first notice, as a table: what is asked, how, what must be said, and what may cross the border.

There is no field for a name. Only codes, days and units cross; words and photos stay in the own file of the side on
which they were written (`crosses` is "-").
"""

from dataclasses import dataclass
from enum import StrEnum

from chungtay.rules.tables import rows_of

from .lists import LISTS


class Ask(StrEnum):
    """How a field is asked."""

    ONE = "one"  # of a list, each to be seen
    PICK = "pick"  # of a longer list
    MANY = "many"
    DAY = "day"
    CLOCK = "clock"  # a time of today
    PLACE = "place"  # a unit as of its day
    CODE = "code"  # drawn by the browser
    WORKED_OUT = "worked_out"  # from other fields
    WORDS = "words"
    PHOTO = "photo"


# `part`: under which head it stands; "more" is folded. `only`: asked where that other field holds that code.
TABLE = """
field         ask         list         needed  crosses  part     only

danger        one         danger       x       x        danger   -
urgency       one         urgency      x       x        danger   -
signs         many        sign         x       x        what     -
family        one         family       -       x        what     -
trafficked    one         trafficked   -       x        what     signs:trafficking
decided_by    pick        decided_by   -       x        what     signs:trafficking
type          worked_out  sign         -       x        what     -
gbv           worked_out  sign         -       x        what     -
person        code        -            -       x        who      -
sex           one         sex          x       x        who      -
band          one         band         x       x        who      -
nationality   one         nationality  x       x        who      -
place         place       -            -       x        where    -
direction     pick        direction    -       x        where    -
precision     pick        precision    -       x        where    -
when          day         -            -       x        where    -
consent_by    one         consent_by   x       x        consent  -
consent_to    many        consent_to   -       x        consent  -
consent_for   many        consent_for  -       x        consent  -
consent_at    clock       -            -       x        consent  -
told_whom     many        told         -       -        told     -
told_at       clock       -            -       -        told     -
words         words       -            -       -        words    -
photo         photo       -            -       -        words    -
persons       pick        persons      -       x        more     -
unaccompanied one         yes_no       -       x        more     -
disability    one         yes_no       -       x        more     -
language      pick        language     -       x        more     -
ethnicity     pick        ethnicity    -       -        more     -
near_gate     one         yes_no       -       x        more     -
relation      pick        relation     -       x        more     -
reporter      pick        reporter     -       x        more     -
channel       pick        channel      -       x        more     -
received_at   clock       -            -       x        more     -
"""
PARTS = ("danger", "what", "who", "where", "consent", "told", "words", "more")

# Whose word lets words and photos be kept. In danger to life the law does not wait for it (Decree 13/2023/ND-CP,
# article 17); a refusal holds even then.
CONSENTED = ("self", "guardian")
MAY_KEEP_WORDS_IN_DANGER = "not_possible"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    ask: Ask
    list: str
    needed: bool
    crosses: bool
    part: str
    only: tuple[str, str] | None

    def __post_init__(self) -> None:
        assert not self.list or self.list in LISTS, f"no list is called {self.list}"
        assert self.part in PARTS, f"no part is called {self.part}"


def _field(row: list[str]) -> Field:
    name, ask, of, needed, crosses, part, only = row
    other, _, code = only.partition(":")
    return Field(
        name, Ask(ask), of.strip("-"), needed == "x", crosses == "x", part, (other, code) if code else None
    )


FIELDS = tuple(_field(row) for row in rows_of(TABLE))
CROSSING = tuple(one.name for one in FIELDS if one.crosses)
