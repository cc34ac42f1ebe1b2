"""What each cell of the matrix should hold, reckoned from the position alone, without the rule that the house uses.

A row of the tables ends with two words. The first says for whom it is there, the second what is done.

    everyone       no sign-in is needed                     nobody     it is never there
    signed-in      there for whoever signed in              own        one's own way in and out: no post matters
    report, …      there for whoever may read that thing    held:…     for whoever reads it without any share
    any:audit, …   there for whoever may read such things anywhere
    leader         there for the one leader of the holder

    -, read        looking is all                           plan, …    this act on what is seen
    article:plan   this act on another kind of thing        list:…     what may be read occurs there, and no more
    office:…       the act, for the person's own office     chosen:…   the act on what only those can choose who may
    among:…        the act, on a thing that is named in a list of what is seen
    seat:…         the act, for the body in the seat        asking:…   choosing units to report
    side:…         the same, for those above that body too

What follows the second word:

    /stopped       a rule that has nothing to do with posts stops everyone
    @agreement     stopped where the programme that is sent must not be read; ?agreement: it does not exist there
    &task          what is made must belong to a body that the post stands over
    +agreement     things of that kind are named there without being opened; +any: of all kinds, by their ids
"""

from dataclasses import dataclass

from chungtay.rules.people import ALLOWED, Act, Kind, Role

from .positions import Person

DONE, STOPPED, REFUSED, UNKNOWN, DOOR, OWN = "x", "s", "r", "0", "-", "o"


@dataclass(frozen=True)
class Facts:
    """What a thing of the tables is, as far as positions care. Dogwood holds it unless the table says otherwise."""

    place: bool = False  # it lies at a place, Dogwood
    programme: bool = True  # it serves the programme; else it serves none yet
    shared: bool = False  # with the seats of the programme
    at: tuple[str, ...] = ("own", "superior")  # the positions that hold it


FACTS: dict[tuple[Kind, str], Facts] = {
    # It is held by whoever holds a seat of it.
    (Kind.AGREEMENT, ""): Facts(shared=True, at=("own", "superior", "seat", "taken-back")),
    (Kind.PLAN, ""): Facts(shared=True, at=("own", "superior", "seat", "taken-back")),
    (Kind.PLAN, "dogwood's"): Facts(),
    (Kind.PLAN, "our-draft"): Facts(),
    (Kind.DIRECTIVE, ""): Facts(),
    (Kind.TASK, ""): Facts(place=True),
    (Kind.MEETING, "draft"): Facts(),
    (Kind.MEETING, "sent"): Facts(shared=True),
    (Kind.DOCUMENT, "shared"): Facts(shared=True),
    (Kind.DOCUMENT, "inner"): Facts(programme=False),
    (Kind.RESULTS, ""): Facts(place=True, shared=True),
    (Kind.ACTIVITY, ""): Facts(place=True),
    (Kind.CLUB, ""): Facts(place=True),
    (Kind.REPORT, ""): Facts(place=True),
    (Kind.REPORT, "elm's"): Facts(place=True, at=("under-seat", "seat")),
    (Kind.READING, ""): Facts(programme=False),
    (Kind.REVIEW, "draft"): Facts(),
    (Kind.REVIEW, "frozen"): Facts(shared=True),
    (Kind.ARTICLE, ""): Facts(),
    (Kind.TERM, ""): Facts(programme=False),
}
OTHERS: dict[tuple[Kind, str], Facts] = {
    # A text that nobody proposed yet is the drafting body's own.
    (Kind.AGREEMENT, "draft"): Facts(),
    (Kind.AGREEMENT, "taken-out"): Facts(),
    # Proposed, it is read by every side; its words stay in the hands of the one that drew it up.
    (Kind.PLAN, "questioned"): Facts(shared=True),
    # Bodies below the one that holds the side: whoever stands over them, and they themselves, draw for them.
    # Only bodies at places within the post's own are offered as those whose plan it is.
    (Kind.PLAN, "own-places"): Facts(place=True),
    (Kind.PLAN, "below"): Facts(place=True, at=("own", "superior", "child")),
    (Kind.DIRECTIVE, "below"): Facts(place=True),
    (Kind.PERSON, ""): Facts(programme=False),
    # Held by the bodies that sit there or around it.
    (Kind.PLACE, ""): Facts(place=True, programme=False),
    # A text before it is proposed, and whom a side asked about one, is that side's own.
    (Kind.AGREEMENT, "drawn"): Facts(at=("own", "superior")),
    (Kind.AGREEMENT, "asked"): Facts(at=("own", "superior")),
    # What the seats of a programme count together.
    (Kind.INDICATOR, ""): Facts(shared=True, at=("own", "superior", "seat", "taken-back")),
    # What goes by a paper is not there for whom the paper was taken back from.
    (Kind.AGREEMENT, "papered"): Facts(shared=True, at=("own", "superior", "seat")),
    (Kind.AGREEMENT, "dogwood's"): Facts(at=("own", "superior")),
    (Kind.DOCUMENT, "paper"): Facts(shared=True),
    (Kind.DOCUMENT, "paper's"): Facts(shared=True),  # a figure that the paper gives
    (Kind.DOCUMENT, "taken-back"): Facts(shared=True),
    (Kind.REVIEW, "review"): Facts(shared=True),
    # A share of results is in the hands of the sides whose figures it carries: all but the one that reads them.
    (Kind.RESULTS, "figures"): Facts(at=("own", "superior", "taken-back")),
    (Kind.RESULTS, "theirs"): Facts(at=("seat", "taken-back")),
}

# Whom a share with both seats reaches besides the holders: those at, above and under the bodies that sit there today.
SHARED_WITH = ("child", "seat", "under-seat")
GONE = ("ended", "tomorrow")
OPEN = {"everyone": DONE, "nobody": UNKNOWN, "own": OWN}
# Who stands over, or is, a body of the programme, and which of the two units that the table asks is among those.
ASKING = {
    "own": "dogwood", "superior": "dogwood", "child": "", "seat": "elm", "under-seat": "elm", "taken-back": "",
}  # fmt: skip
MARKS = "/@?&+"  # what stands behind the second word
LIMITED = {"other-programme": "own", "elsewhere": "superior"}  # where these would stand without their limit


def facts_of(kind: Kind, thing: str) -> Facts:
    held = OTHERS | FACTS
    return held.get((kind, thing)) or held[kind, ""]


def standing(position: str, facts: Facts) -> str:
    """Whether a post at that position holds the thing, only reads it through a share, or neither."""
    if position in GONE:
        return "neither"
    if position == "other-programme" and facts.programme:
        return "neither"
    if position == "elsewhere" and facts.place:
        return "neither"
    at = LIMITED.get(position, position)
    if at in facts.at:
        return "holds"
    return "reads" if facts.shared and at in SHARED_WITH else "neither"


def marked(role: Role, kind: Kind, act: Act) -> bool:
    return (act, kind) in ALLOWED[role]


def reads(person: Person, kind: Kind, thing: str) -> bool:
    assert person.role, "whoever has not signed in reads nothing that is protected"
    return (
        marked(person.role, kind, Act.READ) and standing(person.position, facts_of(kind, thing)) != "neither"
    )


def acts(person: Person, kind: Kind, thing: str, act: Act) -> bool:
    """On what is shared nobody acts but those who hold it."""
    assert person.role
    held = standing(person.position, facts_of(kind, thing)) == "holds"
    return marked(person.role, kind, act) and held


def wanted(person: Person, door: str, seen: str, thing: str, done: str) -> str:
    """The letter that a cell should hold."""
    if seen in OPEN:
        return OPEN[seen]
    if person.role is None:
        return DOOR
    if seen == "leader":
        return DONE if (person.role, person.position) == (Role.PROVINCIAL_LEADER, "own") else UNKNOWN
    if person.position in GONE:
        return DOOR
    if not is_there(person, seen, thing):
        return UNKNOWN
    what, mark, more = parted(done)
    kind = Kind(seen.split(":")[-1]) if seen != "signed-in" else None
    answer = of_deed(person, door, kind, thing, what)
    if answer != DONE or not mark:
        return answer
    if mark == "&":
        made = standing(person.position, facts_of(Kind(more), "")) == "holds"
        return DONE if made else {"page": STOPPED, "api": UNKNOWN}[door]
    if mark == "+" or (mark in "@?" and reads(person, Kind(more), "")):
        return DONE
    return UNKNOWN if mark == "?" else STOPPED


def is_there(person: Person, seen: str, thing: str) -> bool:
    assert person.role
    match seen.split(":"):
        case ["signed-in"]:
            return True
        case ["any", kind]:
            return marked(person.role, Kind(kind), Act.READ)
        case ["held", kind]:
            held = standing(person.position, facts_of(Kind(kind), thing)) == "holds"
            return held and marked(person.role, Kind(kind), Act.READ)
        case [kind]:
            return reads(person, Kind(kind), thing)
    raise AssertionError(f"the table says {seen!r}, which means nothing")


def parted(done: str) -> tuple[str, str, str]:
    """`read_in?agreement` is three: the deed, the mark, and what it speaks of."""
    mark = next((mark for mark in MARKS if mark in done), "")
    what, _, more = done.partition(mark) if mark else (done, "", "")
    return what, mark, more


def of_deed(person: Person, door: str, seen: Kind | None, thing: str, done: str) -> str:
    assert person.role
    match done.split(":"):
        case ["-" | "read"]:
            return DONE
        case ["list", kind]:
            return DONE if any(reads(person, Kind(kind), one) for one in things_of(Kind(kind))) else UNKNOWN
        case ["office", kind, act]:
            return DONE if marked(person.role, Kind(kind), Act(act)) else REFUSED
        case ["chosen", kind, act]:
            if door == "page" and not marked(person.role, Kind(kind), Act(act)):
                return REFUSED
            return DONE if acts(person, Kind(kind), thing, Act(act)) else STOPPED
        case ["among", one, act]:
            return of_one_listed(person, Kind(one), Act(act))
        case ["seat", act]:
            assert seen
            sits = person.position == {"west": "own", "east": "seat", "amended": "seat"}[thing]
            return DONE if sits and marked(person.role, seen, Act(act)) else REFUSED
        case ["side", act]:
            assert seen
            sides = {"west": Facts(at=("own", "superior")), "east": Facts(at=("seat",))}
            speaks = standing(person.position, sides[thing]) == "holds"
            return DONE if speaks and marked(person.role, seen, Act(act)) else REFUSED
        case ["asking", unit]:
            return of_asking(person, unit)
        case [*kinds, act]:
            kind = Kind(kinds[0]) if kinds else seen
            assert kind, f"the table says {done!r} of nothing"
            return DONE if acts(person, kind, thing, Act(act)) else REFUSED
    raise AssertionError(f"the table says {done!r}, which means nothing")


def of_one_listed(person: Person, kind: Kind, act: Act) -> str:
    """The act on a thing that is named in a list: what is not seen is no more there than what does not exist."""
    assert person.role
    if not marked(person.role, kind, act):
        return REFUSED
    if not reads(person, kind, ""):
        return STOPPED
    return DONE if acts(person, kind, "", act) else REFUSED


def of_asking(person: Person, unit: str) -> str:
    """Whoever approves for a body of the programme may ask that one; whoever only plans finds the page without it."""
    assert person.role
    approves = marked(person.role, Kind.REPORT, Act.APPROVE)
    plans = acts(person, Kind.AGREEMENT, "", Act.PLAN)
    if not (approves and person.position in ASKING) and not plans:
        return REFUSED
    offered = approves and unit in ("any", ASKING.get(person.position))
    return DONE if offered or unit == "any" else STOPPED


def things_of(kind: Kind) -> list[str]:
    return [thing for held, thing in FACTS if held is kind]
