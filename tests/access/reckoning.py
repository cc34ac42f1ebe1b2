"""What each cell of the matrix should hold, reckoned from the position alone, without the rule that the house uses.

A row of the tables ends with two words. The first says for whom it is there, the second what is done.

    everyone       no sign-in is needed                     nobody     it is never there
    signed-in      there for whoever signed in              own        one's own way in and out: no post matters
    report, …      there for whoever may read that thing    held:…     for whoever reads it without any share
    any:audit, …   there for whoever may read such things anywhere
    leader         there for the one leader of the holder
    near:notice    there for whoever reads the trail of a side, or may send for one
    sends:notice   there for whoever may send for a side: at, above or under the body that holds it
    trails:notice  there for whoever reads the trail of a side: at or above that body; signs:… keeps its keys
    listed:notice  there for those whose key the side has listed; one's-own:… whose key it is

    -, read        looking is all                           plan, …    this act on what is seen
    article:plan   this act on another kind of thing        list:…     what may be read occurs there, and no more
    office:…       the act, for the person's own office     chosen:…   the act on what only those can choose who may
    among:…        the act, on a thing that is named in a list of what is seen
    theirs:…       the act, for the body across the border to which it was sent
    seat:…         the act, for the body in the seat        asking:…   choosing units to report
    side:…         the same, for those above that body too
    holder:…       the act, on what the other side takes part in, but only its holder does
    voice:…        the act, for the body in which one sits: who stands above does not
    under:…        the act for a side: those at, above and under the body that holds it
    recipient      what only those do whose key the side has listed
    keeper         what these do, and whoever keeps the side's keys

What follows the second word:

    /stopped       a rule that has nothing to do with posts stops everyone
    @agreement     stopped where the programme that is sent must not be read; ?agreement: it does not exist there;
                   !report: refused there
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
    (Kind.REGISTERED, ""): Facts(place=True),
    (Kind.SUPPORT, ""): Facts(place=True),
    (Kind.BENEFICIARY, ""): Facts(place=True),
    (Kind.REPORT, ""): Facts(place=True),
    (Kind.REPORT, "elm's"): Facts(place=True, at=("under-seat", "seat")),
    (Kind.REQUEST, ""): Facts(),
    (Kind.READING, ""): Facts(programme=False),
    (Kind.DRAFT, ""): Facts(),
    (Kind.BOOK, ""): Facts(programme=False),
    (Kind.REVIEW, "draft"): Facts(),
    (Kind.REVIEW, "frozen"): Facts(shared=True),
    (Kind.ARTICLE, ""): Facts(),
    (Kind.TERM, ""): Facts(programme=False),
    (Kind.JOB, ""): Facts(programme=False),
    (Kind.TEMPLATE, ""): Facts(programme=False),
    (Kind.PORTAL, ""): Facts(programme=False),
    (Kind.PETITION, ""): Facts(programme=False),
    # A draft is its sender's; what was sent across the border is held there, too.
    (Kind.RECOMMENDATION, "draft"): Facts(),
    (Kind.RECOMMENDATION, "sent"): Facts(at=("own", "superior", "seat")),
    (Kind.RECOMMENDATION, "outside"): Facts(),
    # A supervision is its office’s until it is sent; then the body across the border that it looks into holds it, too.
    (Kind.SUPERVISION, "plan"): Facts(),
    (Kind.SUPERVISION, "planned"): Facts(),
    (Kind.SUPERVISION, "decided"): Facts(),
    (Kind.SUPERVISION, "sent"): Facts(at=("own", "superior", "seat")),
    (Kind.SUPERVISION, "under-way"): Facts(at=("own", "superior", "seat")),
    (Kind.SUPERVISION, "concluded"): Facts(at=("own", "superior", "seat")),
    # A criticism is its office's until it is sent; then the drafter across the border holds it, too.
    (Kind.CRITICISM, "received"): Facts(),
    (Kind.CRITICISM, "asked"): Facts(),
    (Kind.CRITICISM, "conferred"): Facts(),
    (Kind.CRITICISM, "sent"): Facts(at=("own", "superior", "seat")),
    (Kind.CRITICISM, "replied"): Facts(at=("own", "superior", "seat")),
    # A letter of greeting is its sender’s; once it was sent the partner holds it, too.
    (Kind.GREETING, "due"): Facts(),
    (Kind.GREETING, "sent"): Facts(at=("own", "superior", "seat")),
    (Kind.OCCASION, "dogwood's"): Facts(programme=False),
    # What is raised, sent or planned across the border is held there from then on, too.
    (Kind.MATTER, "draft"): Facts(),
    (Kind.MATTER, "raised"): Facts(at=("own", "superior", "seat")),
    (Kind.SHELF, "draft"): Facts(),
    (Kind.SHELF, "sent"): Facts(at=("own", "superior", "seat")),
    (Kind.GATHERING, "planned"): Facts(),
    (Kind.GATHERING, "minuted"): Facts(at=("own", "superior", "seat")),
    (Kind.DELEGATION, "draft"): Facts(),
    **dict.fromkeys(
        ((Kind.DELEGATION, one) for one in ("proposed", "visited", "reported")),
        Facts(at=("own", "superior", "seat")),
    ),
    # What began on a side is that side's; once it was passed on it lies with every side.
    (Kind.NOTICE, "home"): Facts(),
    (Kind.NOTICE, "crossed"): Facts(at=("own", "superior", "seat", "taken-back")),
    (Kind.PROBLEM, "draft"): Facts(),
    (Kind.PROBLEM, "open"): Facts(),
    (Kind.PROBLEM, "closed"): Facts(),
    # A workshop to which the other side’s body was invited stands between the two.
    (Kind.PROBLEM, "shared"): Facts(at=("own", "superior", "seat")),
}
OTHERS: dict[tuple[Kind, str], Facts] = {
    # Whoever begins something between the sides stands at or under a body that holds one.
    (Kind.MATTER, "ours"): Facts(at=("own", "child", "seat", "under-seat", "taken-back")),
    (Kind.SHELF, "ours"): Facts(at=("own", "child", "seat", "under-seat", "taken-back")),
    (Kind.GATHERING, "ours"): Facts(at=("own", "child", "seat", "under-seat", "taken-back")),
    (Kind.DELEGATION, "ours"): Facts(at=("own", "child", "seat", "under-seat", "taken-back")),
    # Only host or guest draft a visit of theirs; an office keeps its own checklist, of no programme.
    (Kind.DELEGATION, "between"): Facts(at=("own", "seat")),
    (Kind.DELEGATION, "usual"): Facts(programme=False),
    (Kind.DELEGATION, "own-list"): Facts(programme=False, at=("own",)),
    # Whose turn it is, all who hold a seat set together.
    (Kind.DELEGATION, "turned"): Facts(at=("own", "superior", "seat", "taken-back")),
    (Kind.MATTER, "matter"): Facts(at=("own", "superior", "seat")),
    # Keys, lists and trail of a programme: any side of it.
    (Kind.NOTICE, ""): Facts(at=("own", "superior", "seat", "taken-back")),
    **dict.fromkeys(((Kind.NOTICE, one) for one in ("closed", "due")), Facts()),
    (Kind.GREETING, "drafted"): Facts(),
    (Kind.GREETING, "approved"): Facts(),
    (Kind.GREETING, "left-out"): Facts(),
    (Kind.GREETING, "ours"): Facts(),
    # Days that came with the product are everybody’s who reads such days.
    (Kind.OCCASION, "laid"): Facts(programme=False),
    (Kind.CRITICISM, "filed"): Facts(at=("own", "superior", "seat")),
    # Papers of an office that belong to no programme.
    (Kind.DOCUMENT, "waiting"): Facts(programme=False),
    (Kind.DOCUMENT, "numbered"): Facts(programme=False),
    # A workbook that an office brought: no report, but read like its reports.
    (Kind.REPORT, "filled"): Facts(place=True),
    (Kind.REPORT, "ugly"): Facts(place=True),
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
    # How an office is reached belongs to no programme.
    (Kind.REPORT, "office"): Facts(place=True, programme=False),
    # A resolution: a paper of the office, before any programme.
    (Kind.DOCUMENT, ""): Facts(programme=False),
    (Kind.PERSON, ""): Facts(programme=False),
    (Kind.REGIME, ""): Facts(programme=False),
    # Held by the bodies that sit there or around it.
    (Kind.PLACE, ""): Facts(place=True, programme=False),
    # A text before it is proposed, and whom a side asked about one, is that side's own.
    (Kind.AGREEMENT, "drawn"): Facts(at=("own", "superior")),
    (Kind.AGREEMENT, "asked"): Facts(at=("own", "superior")),
    # What the seats of a programme count together.
    # A kind of activity that Dogwood added: it serves no programme.
    (Kind.INDICATOR, "dogwood's"): Facts(programme=False),
    (Kind.INDICATOR, ""): Facts(shared=True, at=("own", "superior", "seat", "taken-back")),
    # What goes by a paper is not there for whom the paper was taken back from.
    (Kind.AGREEMENT, "papered"): Facts(shared=True, at=("own", "superior", "seat")),
    (Kind.AGREEMENT, "dogwood's"): Facts(at=("own", "superior")),
    (Kind.DOCUMENT, "paper"): Facts(shared=True),
    (Kind.DOCUMENT, "paper's"): Facts(shared=True),  # a figure that the paper gives
    (Kind.DOCUMENT, "taken-back"): Facts(shared=True),
    (Kind.DOCUMENT, "issued"): Facts(shared=True),
    (Kind.DOCUMENT, "given"): Facts(shared=True),
    (Kind.REVIEW, "review"): Facts(shared=True),
    (Kind.REVIEW, "asked"): Facts(),
    (Kind.REVIEW, "west"): Facts(shared=True),
    (Kind.REVIEW, "east"): Facts(shared=True),
    (Kind.REVIEW, "resolution"): Facts(shared=True),
    # A share of results is in the hands of the sides whose figures it carries: all but the one that reads them.
    (Kind.RESULTS, "figures"): Facts(at=("own", "superior", "taken-back")),
    (Kind.RESULTS, "theirs"): Facts(at=("seat", "taken-back")),
}

# Whom a share with both seats reaches besides the holders: those at, above and under the bodies that sit there today.
SHARED_WITH = ("child", "seat", "under-seat")
# Who may send for a side besides those at or above the body that holds it; whose keys Dogwood's side has listed.
SENDING = ("child", "under-seat")
LISTED = ((Role.PROVINCIAL_OFFICER, "own"), (Role.PROVINCIAL_LEADER, "own"))
GONE = ("ended", "tomorrow")
OPEN = {"everyone": DONE, "nobody": UNKNOWN, "own": OWN}
# Who stands over, or is, a body of the programme, and which of the two units that the table asks is among those.
ASKING = {
    "own": "dogwood", "superior": "dogwood", "child": "", "seat": "elm", "under-seat": "elm", "taken-back": "",
}  # fmt: skip
MARKS = "/@?&+!"  # what stands behind the second word
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
    if mark == "+" or (mark in "@?!" and reads(person, Kind(more), "")):
        return DONE
    return {"?": UNKNOWN, "!": REFUSED}.get(mark, STOPPED)


def is_there(person: Person, seen: str, thing: str) -> bool:
    assert person.role
    match seen.split(":"):
        case ["signed-in"]:
            return True
        case ["near", _]:
            return trails(person) or sends(person)
        case ["sends", _]:
            return sends(person)
        case ["trails", _]:
            return trails(person)
        case ["signs", _]:
            return acts(person, Kind.NOTICE, "", Act.SIGN)
        case ["listed", _]:
            return (person.role, person.position) in LISTED
        case ["one's-own", _]:
            return (person.role, person.position) == LISTED[1]
        case ["any", kind]:
            return marked(person.role, Kind(kind), Act.READ)
        case ["held", kind]:
            held = standing(person.position, facts_of(Kind(kind), thing)) == "holds"
            return held and marked(person.role, Kind(kind), Act.READ)
        case [kind]:
            return reads(person, Kind(kind), thing)
    raise AssertionError(f"the table says {seen!r}, which means nothing")


def trails(person: Person) -> bool:
    return reads(person, Kind.NOTICE, "")


def sends(person: Person) -> bool:
    assert person.role
    sides = Facts(at=(*facts_of(Kind.NOTICE, "").at, *SENDING))
    return marked(person.role, Kind.NOTICE, Act.RECORD) and standing(person.position, sides) == "holds"


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
        case ["theirs", act]:
            if person.position == "seat" or not marked(person.role, seen or Kind.MATTER, Act(act)):
                return DONE if marked(person.role, seen or Kind.MATTER, Act(act)) else REFUSED
            return STOPPED if seen is Kind.GATHERING else REFUSED  # the keeper is told whose word it is
        case ["seat", act]:
            assert seen
            sits = (
                person.position == {"west": "own", "east": "seat", "amended": "seat", "sent": "seat"}[thing]
            )
            return DONE if sits and marked(person.role, seen, Act(act)) else REFUSED
        case ["side", act]:
            assert seen
            sides = {"west": Facts(at=("own", "superior")), "east": Facts(at=("seat",))}
            speaks = standing(person.position, sides[thing]) == "holds"
            return DONE if speaks and marked(person.role, seen, Act(act)) else REFUSED
        case ["under", act]:
            assert seen
            near = standing(person.position, Facts(at=("own", "superior", "child"))) == "holds"
            return DONE if near and marked(person.role, seen, Act(act)) else REFUSED
        case ["recipient"]:
            return DONE if (person.role, person.position) in LISTED else REFUSED
        case ["keeper"]:
            listed = (person.role, person.position) in LISTED
            return DONE if listed or acts(person, Kind.NOTICE, "due", Act.SIGN) else REFUSED
        case ["asking", unit]:
            return of_asking(person, unit)
        case ["holder", act]:
            assert seen
            holds = standing(person.position, Facts()) == "holds"
            return DONE if holds and marked(person.role, seen, Act(act)) else REFUSED
        case ["voice", act]:
            assert seen
            return DONE if person.position == "own" and marked(person.role, seen, Act(act)) else REFUSED
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
