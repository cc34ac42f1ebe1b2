"""Decides what a role may do. A person holds posts; each post carries one role, for one organisation."""

from enum import StrEnum


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
    ACCEPT_PLAN = "accept_plan"
    REVIEW = "review"
    FREEZE = "freeze"
    WRITE_ARTICLE = "write_article"
    PUBLISH = "publish"
    SHARE = "share"  # take back what a seat was given to read, and give it again
    MANAGE = "manage"  # accounts, posts, invitations


class Kind(StrEnum):
    """What a thing is, as far as a role cares."""

    AGREEMENT = "agreement"  # with its phases, plans, contents, forms
    TASK = "task"
    DOCUMENT = "document"
    RESULTS = "results"  # approved figures
    ACTIVITY = "activity"
    CLUB = "club"
    REPORT = "report"
    READING = "reading"
    REVIEW = "review"
    ARTICLE = "article"
    PERSON = "person"  # with accounts, posts, invitations
    AUDIT = "audit"


# Who may do what on which kind of thing. Columns: commune officer and leader, provincial officer and leader,
# national officer, partner officer, auditor, administrator.
TABLE = """
kind       act            CO  CL  PO  PL  NO  PA  AU  AD

agreement  read           x   x   x   x   x   x   x   -
agreement  plan           -   -   x   x   x   -   -   -
agreement  accept_plan    -   -   -   x   x   x   -   -
task       read           x   x   x   x   x   x   x   -
task       record         x   x   x   x   x   x   -   -
document   read           x   x   x   x   x   x   x   -
document   record         x   x   x   x   x   x   -   -
document   share          -   -   -   x   x   x   -   -
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
person     read           -   -   -   -   -   -   -   x
person     manage         -   -   -   -   -   -   -   x
audit      read           -   -   -   -   -   -   x   -
"""


def read_table(table: str) -> dict[Role, frozenset[tuple[Act, Kind]]]:
    """What each role may do: pairs of an act and a kind of thing."""
    _, *rows = [line.split() for line in table.splitlines() if line]
    return {
        role: frozenset((Act(act), Kind(kind)) for kind, act, *marks in rows if marks[place] == "x")
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
