"""Decides what a role may do.

A person holds posts; each post carries one role, for one organisation.
"""

from enum import StrEnum

from ..tables import rows_of


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
    ENDORSE = "endorse"  # agree to a report at a level before the last
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
    BOOK = "book"  # a register of papers, with its numbers
    DRAFT = "draft"  # an official paper in the making
    TEMPLATE = "template"  # how an office lays out its papers
    INDICATOR = "indicator"  # what is counted; its definition, not its figures
    RESULTS = "results"  # approved figures
    ACTIVITY = "activity"
    REGISTERED = "registered"  # clubs, teams, trusted addresses …
    SUPPORT = "support"  # given to households, in counts
    BENEFICIARY = "beneficiary"  # by name, under seal
    REPORT = "report"
    REQUEST = "request"  # themed, at short notice
    REGIME = "regime"  # cut-offs, due days, reminders
    JOB = "job"  # long work
    READING = "reading"
    REVIEW = "review"
    ARTICLE = "article"
    PORTAL = "portal"  # a public site, with its links and categories
    PETITION = "petition"  # what a reader wrote
    RECOMMENDATION = "recommendation"  # from one body to others, each of which answers
    SUPERVISION = "supervision"  # with joint visits to follow a national programme
    CRITICISM = "criticism"  # of a draft, before it becomes policy
    PROBLEM = "problem"  # urgent, with the workshop that ranked it
    MATTER = "matter"  # at the border, solved when both sides say so
    SHELF = "shelf"  # information for the other seat
    DELEGATION = "delegation"  # with its turn
    GATHERING = "gathering"  # of twinned villages, joint events, conferences on experience
    OCCASION = "occasion"  # a day on which partners are greeted
    GREETING = "greeting"  # a letter that is due on an occasion
    NOTICE = "notice"  # confidential; its trail and its keys, for what it says is sealed to named persons
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
agreement  publish        -   -   -   x   x   -   -   -
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
meeting    publish        -   -   -   x   x   -   -   -
term       translate      -   -   x   x   x   x   -   -
term       approve        -   -   -   x   x   x   -   -
document   read           x   x   x   x   x   x   x   -
document   record         x   x   x   x   x   x   -   -
document   share          -   -   -   x   x   x   -   -
document   publish        -   -   -   x   x   -   -   -
book       read           x   x   x   x   x   x   x   -
book       record         x   x   x   x   x   x   -   -
book       plan           -   x   x   x   x   x   -   -
draft      read           x   x   x   x   x   x   x   -
draft      record         x   x   x   x   x   x   -   -
template   read           x   x   x   x   x   x   x   -
template   plan           -   -   x   x   x   x   -   -
indicator  read           x   x   x   x   x   x   x   x
indicator  define         -   -   x   x   x   -   -   x
results    read           x   x   x   x   x   x   x   -
results    share          -   -   -   x   x   x   -   -
activity   read           x   x   x   x   x   x   x   -
activity   record         x   x   x   x   x   x   -   -
activity   publish        -   -   -   x   x   -   -   -
registered  read          x   x   x   x   x   x   x   -
registered  record        x   x   x   x   x   x   -   -
support    read           x   x   x   x   x   x   x   -
support    record         x   x   x   x   x   x   -   -
beneficiary read          x   x   x   x   -   -   -   -
beneficiary record        x   x   x   x   -   -   -   -
report     read           x   x   x   x   x   x   x   -
report     report         x   x   x   x   x   x   -   -
report     endorse        -   x   x   x   x   x   -   -
report     approve        -   -   x   x   x   x   -   -
request    read           x   x   x   x   x   x   x   -
request    plan           -   -   x   x   x   x   -   -
regime     read           x   x   x   x   x   x   x   x
regime     plan           -   -   x   x   x   -   -   -
job        read           x   x   x   x   x   x   x   x
reading    read           -   -   x   x   x   -   -   -
reading    read_in        -   -   x   x   x   -   -   -
review     read           x   x   x   x   x   x   x   -
review     review         -   -   x   x   x   -   -   -
review     freeze         -   -   -   x   x   -   -   -
review     sign           -   -   -   x   x   x   -   -
review     share          -   -   -   x   x   -   -   -
review     publish        -   -   -   x   x   -   -   -
article    read           x   x   x   x   x   x   x   -
article    write_article  -   -   x   x   x   -   -   -
article    publish        -   -   -   x   x   -   -   -
portal     read           x   x   x   x   x   x   x   x
portal     plan           -   -   x   x   x   -   -   x
petition   read           -   -   x   x   x   -   x   -
petition   record         -   -   x   x   x   -   -   -
recommendation read       x   x   x   x   x   x   x   -
recommendation record     x   x   x   x   x   x   -   -
recommendation sign       -   x   -   x   x   x   -   -
supervision read          x   x   x   x   x   x   x   -
supervision record        x   x   x   x   x   x   -   -
supervision sign          -   x   -   x   x   x   -   -
criticism  read           x   x   x   x   x   x   x   -
criticism  record         x   x   x   x   x   x   -   -
criticism  sign           -   x   -   x   x   x   -   -
problem    read           x   x   x   x   x   x   x   -
problem    record         x   x   x   x   x   x   -   -
matter     read           x   x   x   x   x   x   x   -
matter     record         x   x   x   x   x   x   -   -
shelf      read           x   x   x   x   x   x   x   -
shelf      record         x   x   x   x   x   x   -   -
delegation read           x   x   x   x   x   x   x   -
delegation record         x   x   x   x   x   x   -   -
delegation sign           -   x   -   x   x   x   -   -
delegation plan           -   -   x   x   x   x   -   -
gathering  read           x   x   x   x   x   x   x   -
gathering  record         x   x   x   x   x   x   -   -
occasion   read           x   x   x   x   x   x   x   -
occasion   plan           -   -   x   x   x   x   -   -
greeting   read           x   x   x   x   x   x   x   -
greeting   record         x   x   x   x   x   x   -   -
greeting   sign           -   x   -   x   x   x   -   -
notice     read           x   x   x   x   x   x   x   -
notice     record         x   x   x   x   x   x   -   -
notice     plan           -   x   x   x   x   x   -   -
notice     sign           -   x   -   x   x   x   -   -
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
