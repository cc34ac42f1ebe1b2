"""The small world of the ledger's tests; ledgers and answers as tables that an officer could check.

Until 30 June 2025 Westland has two provinces. Oakshire: district Hilldale with Alder and Birch, district
Lowdale with Dogwood, Elm and Ivy. Farshire: Hazel. On 1 July 2025 both become Greatshire and districts end;
Alder and Birch become Cedar, Elm splits into Fir (60 %) and Gum (40 %), Hazel and Ivy become Juniper across
the old border, Dogwood stays. On 1 January 2027 Fir splits into Laurel, Maple and Nettle without agreed
shares, Cedar and Gum become Oleander. The village Spring is in Alder, Brook in the part of Elm that is
Fir now. Eastland is across the border, with Pineshire and its district Rowan.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from chungtay.rules.ledger import (
    BASE,
    Answer,
    Entry,
    Indicator,
    Kind,
    Posting,
    Qualifier,
    Question,
    Row,
    Statement,
    Window,
    posted,
    statement_entries,
    totals,
)
from chungtay.rules.places import WHOLE, Place, Succession, World

BEGAN, JULY, LATER = date(2000, 1, 1), date(2025, 7, 1), date(2027, 1, 1)
NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)

PLACES = """
    Westland   -          country   2000  -
    Oakshire   Westland   province  2000  2025
    Farshire   Westland   province  2000  2025
    Greatshire Westland   province  2025  -
    Hilldale   Oakshire   district  2000  2025
    Lowdale    Oakshire   district  2000  2025
    Alder      Hilldale   commune   2000  2025
    Birch      Hilldale   commune   2000  2025
    Cedar      Greatshire commune   2025  2027
    Dogwood    Lowdale    commune   2000  -
    Elm        Lowdale    commune   2000  2025
    Fir        Greatshire commune   2025  2027
    Gum        Greatshire commune   2025  2027
    Hazel      Farshire   commune   2000  2025
    Ivy        Lowdale    commune   2000  2025
    Juniper    Greatshire commune   2025  -
    Laurel     Greatshire commune   2027  -
    Maple      Greatshire commune   2027  -
    Nettle     Greatshire commune   2027  -
    Oleander   Greatshire commune   2027  -
    Spring     Alder      village   2000  -
    Brook      Elm        village   2000  2025
    Newbrook   Fir        village   2025  -
    Eastland   -          country   2000  -
    Pineshire  Eastland   province  2000  -
    Rowan      Pineshire  district  2000  -
"""

SUCCESSIONS = """
    2025  Oakshire Greatshire      2025  Farshire Greatshire
    2025  Alder Cedar              2025  Birch Cedar
    2025  Elm Fir 6000             2025  Elm Gum 4000
    2025  Hazel Juniper            2025  Ivy Juniper            2025  Brook Newbrook
    2027  Fir Laurel               2027  Fir Maple              2027  Fir Nettle
    2027  Cedar Oleander           2027  Gum Oleander
"""

TURNS = {"2000": BEGAN, "2025": JULY, "2027": LATER, "-": None}

INDICATORS = {
    "sessions": Indicator(Kind.FLOW),
    "attendances": Indicator(Kind.PARTICIPATIONS),
    "clubs": Indicator(Kind.STOCK),
    "women": Indicator(Kind.PERSONS),
    "per session": Indicator(Kind.RATIO, numerator="attendances", denominator="sessions"),
}


def make_world() -> World:
    places = []
    for line in PLACES.strip().splitlines():
        key, parent, level, first, last = line.split()
        began = TURNS[first]
        assert began
        places.append(Place(key, None if parent == "-" else parent, began, TURNS[last], level))
    successions = []
    for item in SUCCESSIONS.replace("   ", "\n").split("\n"):
        if item.strip():
            year, old, new, *share = item.split()
            on = TURNS[year]
            assert on
            successions.append(Succession(old, new, on, int(share[0]) if share else None))
    return World(places, successions)


WORLD = make_world()


def day(text: str) -> date:
    return date.fromisoformat(text)


def window(text: str) -> Window:
    """ "2025" is the year, "2025-07" to "2025-09-30" anything in between."""
    first, _, last = text.partition("..")
    return Window(day((first + "-01-01")[:10]), day(last or (first + "-12-31")[:10]))


def book(table: str, indicator: str = "sessions") -> list[Entry]:
    """A ledger from lines of `day place amount`, then words: `nearly`, `for=a,b`, `sex=female`, `of=ages`."""
    entries: list[Entry] = []
    for line in table.strip().splitlines():
        on, place, amount, *words = line.split()
        entries.append(entry_of(on, place, amount, words, indicator, seq=len(entries) + 1))
    return entries


def entry_of(on: str, place: str, amount: str, words: list[str], indicator: str, *, seq: int) -> Entry:
    named = dict(word.split("=") for word in words if "=" in word)
    qualifier = next((Qualifier(word) for word in words if word in list(Qualifier)), Qualifier.EXACT)
    return Entry(
        indicator=named.pop("what", indicator),
        place=place,
        on=day(on),
        holder=named.pop("by", "union"),
        amount=whole(amount),
        programmes=frozenset(filter(None, named.pop("for", "").split(","))),
        breakdown=named.pop("of", BASE),
        period=window(named.pop("period")) if "period" in named else None,
        estimated="estimated" in words,
        categories=frozenset(named.items()),
        qualifier=qualifier,
        source=f"line {seq}",
        seq=seq,
        posting=seq,
    )


def whole(text: str) -> int:
    """ "1.5" as ten-thousandths."""
    units, _, rest = text.partition(".")
    size = int(units.lstrip("-")) * WHOLE + int((rest + "0000")[:4])
    return -size if text.startswith("-") else size


def ask(
    entries: Iterable[Entry], within: str = "2025", indicator: str = "sessions", **more: object
) -> Answer:
    question = Question(indicator=indicator, window=window(within), **more)  # type: ignore[arg-type]
    return totals(entries, question, WORLD, INDICATORS)


def asked(
    entries: Iterable[Entry], within: str = "2025", indicator: str = "sessions", **more: object
) -> list[str]:
    """The answer as lines, rows first: `Cedar 9 about`, the total last: `= 9 about`."""
    answer = ask(entries, within, indicator, **more)
    rows = [f"{name(row)} {figure(row)}" for row in answer.rows]
    return [*rows, f"= {figure(answer.total)}"]


def name(row: Row) -> str:
    if isinstance(row.key, frozenset):
        return "+".join(sorted(value for _, value in row.key)) or "all"
    return "nowhere" if row.key is None else str(row.key)


def figure(row: Row) -> str:
    if row.amount is None:
        return "-"
    words = [decimal(row.amount)]
    words += [str(row.qualifier)] if row.qualifier is not Qualifier.EXACT else []
    words += [word for word in ("at_least", "assumed", "estimated") if getattr(row, word)]
    words += [f"({row.reported} of {row.due})"] if row.reported != row.due else []
    return " ".join(words)


def decimal(amount: int) -> str:
    units, rest = divmod(abs(amount), WHOLE)
    return ("-" if amount < 0 else "") + f"{units}.{rest:04d}".rstrip("0").rstrip(".")


class Ledger:
    """Postings one after the other, as the actions write them."""

    def __init__(self) -> None:
        self.postings: list[Posting] = []
        self.entries: list[Entry] = []

    def post(self, changes: list[Entry]) -> list[Entry]:
        after = self.postings[-1] if self.postings else None
        posting, entries = posted(changes, after=after, kind="approval", by="leader", recorded_at=NOW)
        self.postings.append(posting)
        self.entries += entries
        return entries

    def state(self, place: str, on: date, level: int, qualifier: Qualifier = Qualifier.EXACT) -> list[Entry]:
        said = Statement(
            indicator="clubs",
            place=place,
            on=on,
            holder="union",
            levels=((frozenset(), level),),
            qualifier=qualifier,
            source=f"{place} {on}",
        )
        return self.post(statement_entries(self.entries, said, WORLD))

    def say(self, table: str) -> "Ledger":
        """Statements: `day place level`, and a word when it is not exact."""
        for line in table.strip().splitlines():
            on, place, level, *words = line.split()
            self.state(place, day(on), whole(level), Qualifier(words[0]) if words else Qualifier.EXACT)
        return self

    def stands(self, place: str, on: str) -> str:
        """`10`, `about 10`: how many clubs stand at a place at the end of a day."""
        return asked(self.entries, f"2000-01-01..{on}", "clubs", places=frozenset([place]))[-1].removeprefix(
            "= "
        )
