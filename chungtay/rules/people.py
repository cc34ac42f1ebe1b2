"""Decides what a role may do, and when a post may begin, end and be handed over.

A person holds posts; each post carries one role, for one organisation. It stands from its first day until the day on
which it is over, and that day no longer counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .messages import Message, RuleBroken
from .tables import rows_of

INVITATION_OPEN_FOR = timedelta(days=7)
ENDS_SOON = timedelta(days=60)  # so early a successor is looked for


class Role(StrEnum):
    COMMUNE_OFFICER = "commune_officer"
    COMMUNE_LEADER = "commune_leader"
    PROVINCIAL_OFFICER = "provincial_officer"
    PROVINCIAL_LEADER = "provincial_leader"
    NATIONAL_OFFICER = "national_officer"
    PARTNER_OFFICER = "partner_officer"
    AUDITOR = "auditor"  # reads and verifies, without personal data
    ADMINISTRATOR = "administrator"  # people and settings, without business data


class Act(StrEnum):
    READ = "read"
    REPORT = "report"
    APPROVE = "approve"
    RECORD = "record"  # what happened: activities, registers, papers, finished tasks
    READ_IN = "read_in"  # take a document in and accept its draft
    PLAN = "plan"  # contents, tasks, targets, forms
    DEFINE = "define"  # what is counted, and by which rule
    ACCEPT_PLAN = "accept_plan"  # for a seat; of one's own plan: issue it
    PROPOSE = "propose"  # draft an agreement or its amendment, ask for opinions, send it to the other seats
    SIGN = "sign"  # note what was signed for a seat, and every later turn
    TRANSLATE = "translate"
    REVIEW = "review"
    FREEZE = "freeze"
    WRITE_ARTICLE = "write_article"
    PUBLISH = "publish"
    SHARE = "share"  # take back what a seat was given to read, and give it again
    MANAGE = "manage"  # accounts, posts, invitations; what becomes of places


class Kind(StrEnum):
    """What a thing is, as far as a role cares."""

    AGREEMENT = "agreement"  # with its phases, its text, its forms
    PLAN = "plan"  # with its contents
    TASK = "task"
    DIRECTIVE = "directive"
    MEETING = "meeting"
    TERM = "term"
    DOCUMENT = "document"
    INDICATOR = "indicator"  # what is counted; its definition, not its figures
    RESULTS = "results"  # approved figures
    ACTIVITY = "activity"
    CLUB = "club"
    REPORT = "report"
    READING = "reading"
    REVIEW = "review"
    ARTICLE = "article"
    PLACE = "place"  # read by everybody; held by the bodies that sit there or in a unit around it
    PERSON = "person"  # with accounts, posts, invitations
    AUDIT = "audit"


# Who may do what on which kind of thing. Columns: commune officer and leader, provincial officer and leader,
# national officer, partner officer, auditor, administrator.
TABLE = """
kind       act            CO  CL  PO  PL  NO  PA  AU  AD

agreement  read           x   x   x   x   x   x   x   -
agreement  plan           -   -   x   x   x   -   -   -
agreement  propose        -   -   x   x   x   x   -   -
agreement  sign           -   -   -   x   x   x   -   -
agreement  translate      -   -   x   x   x   x   -   -
plan       read           x   x   x   x   x   x   x   -
plan       plan           x   x   x   x   x   x   -   -
plan       accept_plan    -   x   -   x   x   x   -   -
task       read           x   x   x   x   x   x   x   -
task       plan           x   x   x   x   x   x   -   -
task       record         x   x   x   x   x   x   -   -
directive  read           x   x   x   x   x   x   x   -
directive  plan           -   x   x   x   x   x   -   -
meeting    read           x   x   x   x   x   x   x   -
meeting    record         x   x   x   x   x   x   -   -
term       translate      -   -   x   x   x   x   -   -
term       approve        -   -   -   x   x   x   -   -
document   read           x   x   x   x   x   x   x   -
document   record         x   x   x   x   x   x   -   -
document   share          -   -   -   x   x   x   -   -
indicator  read           x   x   x   x   x   x   x   x
indicator  define         -   -   x   x   x   -   -   x
results    read           x   x   x   x   x   x   x   -
results    share          -   -   -   x   x   x   -   -
activity   read           x   x   x   x   x   x   x   -
activity   record         x   x   x   x   x   x   -   -
club       read           x   x   x   x   x   x   x   -
club       record         x   x   x   x   x   x   -   -
report     read           x   x   x   x   x   x   x   -
report     report         x   x   x   x   x   x   -   -
report     approve        -   -   x   x   x   x   -   -
reading    read           -   -   x   x   x   -   -   -
reading    read_in        -   -   x   x   x   -   -   -
review     read           x   x   x   x   x   x   x   -
review     review         -   -   x   x   x   -   -   -
review     freeze         -   -   -   x   x   -   -   -
review     share          -   -   -   x   x   -   -   -
article    read           x   x   x   x   x   x   x   -
article    write_article  -   -   x   x   x   -   -   -
article    publish        -   -   -   x   x   -   -   -
place      record         -   -   x   x   x   x   -   -
place      manage         -   -   -   -   -   -   -   x
person     read           -   -   -   -   -   -   -   x
person     manage         -   -   -   -   -   -   -   x
audit      read           -   -   -   -   -   -   x   -
"""


def read_table(table: str) -> dict[Role, frozenset[tuple[Act, Kind]]]:
    """What each role may do: pairs of an act and a kind of thing."""
    return {
        role: frozenset((Act(act), Kind(kind)) for kind, act, *marks in rows_of(table) if marks[place] == "x")
        for place, role in enumerate(Role)
    }


ALLOWED = read_table(TABLE)
# Who signs, publishes, audits or manages people is not let in by a password alone.
SECOND_FACTOR = frozenset(
    {Role.COMMUNE_LEADER, Role.PROVINCIAL_LEADER, Role.NATIONAL_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}
)


def acts_of(role: Role) -> frozenset[Act]:
    """What the role may do to anything at all."""
    return frozenset(act for act, _ in ALLOWED[role])


def roles_that_may(act: Act, kind: Kind | None = None) -> frozenset[Role]:
    """The roles whose holders may do `act`, to this kind of thing or to any."""
    return frozenset(
        role for role, pairs in ALLOWED.items() if any(a is act and kind in (None, k) for a, k in pairs)
    )


def check_beginning(
    *,
    role: Role,
    title: str,
    known_as: str,
    first_on: date,
    until: date | None,
    body_until: date | None,
    own: bool,
    limited: bool,
    held_already: bool,
) -> None:
    """`own`: for whoever gives it. `limited`: to a place or to programmes. `held_already`: the very same post."""
    said = []
    if own:
        said.append(
            Message("Nobody gives a post to themself. Another administrator does it.", where="person")
        )
    if not known_as.strip():
        said.append(Message("Write how the person is called.", where="known_as"))
    if not title.strip():
        said.append(Message("Write the title of the post.", where="title"))
    if until is not None and until <= first_on:
        said.append(Message("The post would end before it begins.", where="until"))
    if body_until is not None and first_on >= body_until:
        said.append(Message("This body ended on %(day)s.", {"day": body_until}, "organisation"))
    if limited and role is Role.ADMINISTRATOR:
        # People belong to no programme and no place, so the limit would only seem to be one.
        said.append(Message("An administrator's post cannot be limited.", where="role"))
    if held_already:
        said.append(Message("This person holds this post already.", where="person"))
    if said:
        raise RuleBroken(said)


def check_ending(*, first_on: date, until: date | None, on: date, today: date, own: bool) -> None:
    """A post that has not begun may end on its first day: then it never stands."""
    if own:
        raise RuleBroken(Message("Nobody ends a post of their own. Another administrator does it."))
    if until is not None and until <= today:
        raise RuleBroken(Message("This post ended on %(day)s already.", {"day": until}))
    if on < first_on:
        text = "The post begins on %(day)s; it cannot end before that."
        raise RuleBroken(Message(text, {"day": first_on}, "on"))


def check_hand_over(
    *, first_on: date, on: date, followed_on: date | None, own: bool, same_person: bool, known_as: str
) -> None:
    """`own`: the post is that of whoever hands it over, or would become theirs."""
    said = []
    if followed_on is not None:
        said.append(Message("This post was handed over on %(day)s already.", {"day": followed_on}))
    if own:
        said.append(Message("Nobody hands over or takes a post of their own. Another administrator does it."))
    if same_person:
        said.append(Message("This person holds this post already.", where="person"))
    if not known_as.strip():
        said.append(Message("Write how the person is called.", where="known_as"))
    if on <= first_on:
        text = "The post begins on %(day)s; it is handed over after that."
        said.append(Message(text, {"day": first_on}, "on"))
    if said:
        raise RuleBroken(said)


def check_invitation(*, until: date | None, today: date, own: bool, account_closed: bool) -> None:
    said = []
    if until is not None and until <= today:
        said.append(Message("This post ended on %(day)s already.", {"day": until}))
    if own:
        said.append(Message("Nobody invites themself. Another administrator does it."))
    if account_closed:
        said.append(Message("This account is closed. Open it first."))
    if said:
        raise RuleBroken(said)


def check_body(
    *, name: str, first_on: date | None, alike: bool, above: str = "", above_until: date | None = None
) -> None:
    """`alike`: another body of this name stands in those days. `above_until`: when the body above ends."""
    said = []
    if not name.strip():
        said.append(Message("Write the name of the body.", where="name"))
    if alike:
        text = "There is a body of this name already. Open that one, or write what tells them apart."
        said.append(Message(text, where="name"))
    if above_until is not None and (first_on is None or first_on >= above_until):
        said.append(Message("%(body)s ends on %(day)s.", {"body": above, "day": above_until}, "parent"))
    if said:
        raise RuleBroken(said)


def check_change(
    *, on: date, today: date, first_on: date | None, until: date | None, name: str, alike: bool,
    under_itself: str, decision: str, above_until: date | None,
) -> None:  # fmt: skip
    """`under_itself`: the name of the body above, where that one stands under this one."""
    said = []
    if until is not None and until <= today:
        said.append(Message("This body ended on %(day)s.", {"day": until}))
    if on > today:
        said.append(Message("Write it down when it is so: %(day)s is still to come.", {"day": on}, "on"))
    if first_on is not None and on < first_on:
        said.append(Message("The body began on %(day)s.", {"day": first_on}, "on"))
    if not name.strip():
        said.append(Message("Write the name of the body.", where="name"))
    if alike:
        text = "There is a body of this name already. Open that one, or write what tells them apart."
        said.append(Message(text, where="name"))
    if under_itself:
        text = "%(body)s stands under this body. Move that one first."
        said.append(Message(text, {"body": under_itself}, "parent"))
    if above_until is not None and above_until <= today:
        said.append(Message("This body ended on %(day)s.", {"day": above_until}, "parent"))
    if not decision.strip():
        said.append(Message("Say by which decision.", where="decision"))
    if said:
        raise RuleBroken(said)


def check_body_ending(
    *, on: date, first_on: date | None, until: date | None, seats: list[str], below: int, own: bool, decision: str
) -> None:  # fmt: skip
    """`seats`: the agreements of which it holds a side. `below`: how many bodies stand under it."""
    said = []
    if until is not None:
        said.append(Message("This body ends on %(day)s already.", {"day": until}))
    if first_on is not None and on <= first_on:
        said.append(Message("The body began on %(day)s; it ends after that.", {"day": first_on}, "on"))
    for agreement in seats:
        text = "It holds a side of “%(agreement)s”. Record which body takes over from it instead."
        said.append(Message(text, {"agreement": agreement}))
    if below:
        said.append(Message("Bodies that stand under it: %(n)s. Move them first.", {"n": below}))
    if own:
        said.append(Message("Your own post stands in this body. Another administrator ends it."))
    if not decision.strip():
        said.append(Message("Say by which decision.", where="decision"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True)
class BodyFacts:
    """A body in a takeover: `first_on` and `until` bound its days, `became` names what it became before, and when."""

    name: str
    first_on: date | None = None
    until: date | None = None
    became: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class SideFacts:
    """A side that an ending body holds. `heir`: who takes it; `others`: who takes or holds another side beside it."""

    key: str
    agreement: str
    held_from: date
    heir: str = ""
    others: frozenset[str] = frozenset()


def check_takeover(
    old: Sequence[BodyFacts], heirs: Sequence[BodyFacts], *, on: date, decision: str, sides: Sequence[SideFacts] = (),
    loops: Sequence[tuple[str, str]] = (), turning_back: Sequence[tuple[str, str]] = (), posts: Sequence[str] = (),
) -> list[Message]:  # fmt: skip
    """Every fault at once. `loops`: an heir that stands under an ending body. `posts`: of which nothing was said."""
    said = []
    if not old:
        said.append(Message("Choose the body that ends.", where="old"))
    if not heirs:
        said.append(Message("Choose the body that takes over.", where="heirs"))
    if len(old) > 1 and len(heirs) > 1:
        text = "Several bodies become one, or one becomes several. Record each takeover by itself."
        said.append(Message(text, where="heirs"))
    for name in sorted({body.name for body in old} & {body.name for body in heirs}):
        said.append(Message("%(body)s cannot take over from itself.", {"body": name}, "heirs"))
    for body in old:
        if body.first_on and on <= body.first_on:
            text = "%(body)s began on %(day)s; it ends after that."
            said.append(Message(text, {"body": body.name, "day": body.first_on}, "on"))
        if body.became:
            text = "%(old)s became %(new)s on %(day)s already."
            new, day = body.became[0]
            said.append(Message(text, {"old": body.name, "new": new, "day": day}, "old"))
        elif body.until is not None and body.until != on:
            text = "%(body)s ends on %(day)s. Whoever takes over does so on that day."
            said.append(Message(text, {"body": body.name, "day": body.until}, "on"))
    for body in heirs:
        if (body.first_on and on < body.first_on) or (body.until and on >= body.until):
            text = "%(body)s does not exist on %(day)s."
            said.append(Message(text, {"body": body.name, "day": on}, "heirs"))
    for heir, ending in loops:
        text = "%(body)s stands under %(old)s, which ends. Move it first."
        said.append(Message(text, {"body": heir, "old": ending}, "heirs"))
    for heir, _ in turning_back:
        text = "%(body)s became this body before; it cannot take over from it again."
        said.append(Message(text, {"body": heir}, "heirs"))
    if not decision.strip():
        said.append(Message("Say by which decision.", where="decision"))
    said += [fault for side in sides for fault in _faults_of_side(side, on)]
    for post in posts:
        said.append(Message("Say what becomes of the post: %(post)s.", {"post": post}, "posts"))
    return said


def _faults_of_side(side: SideFacts, on: date) -> Iterator[Message]:
    where = f"side-{side.key}"
    if not side.heir:
        text = "Say which body takes the side of “%(agreement)s”. Only one of them does."
        yield Message(text, {"agreement": side.agreement}, where)
    if side.heir in side.others:
        text = "%(body)s would hold two sides of “%(agreement)s”. Whoever signs for them settles that first."
        yield Message(text, {"body": side.heir, "agreement": side.agreement}, where)
    if on <= side.held_from:
        text = "The side of “%(agreement)s” is held since %(day)s; it passes on after that day."
        yield Message(text, {"agreement": side.agreement, "day": side.held_from}, where)
