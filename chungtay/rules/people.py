"""Decides what a role may do. A person holds posts; each post carries one role, for one organisation."""

from enum import StrEnum


class Role(StrEnum):
    COMMUNE_OFFICER = "commune_officer"
    COMMUNE_LEADER = "commune_leader"
    PROVINCIAL_OFFICER = "provincial_officer"
    PROVINCIAL_LEADER = "provincial_leader"
    NATIONAL_OFFICER = "national_officer"
    PARTNER_OFFICER = "partner_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    READ = "read"
    REPORT = "report"
    APPROVE = "approve"
    RECORD = "record"  # activities and registers
    READ_IN = "read_in"  # take a document in and accept its draft
    PLAN = "plan"  # agreements, plans, contents, tasks
    ACCEPT_PLAN = "accept_plan"
    REVIEW = "review"
    FREEZE = "freeze"
    WRITE_ARTICLE = "write_article"
    PUBLISH = "publish"


_FIELD = {Act.READ, Act.REPORT, Act.RECORD}
_OFFICE = {*_FIELD, Act.READ_IN, Act.PLAN, Act.REVIEW, Act.WRITE_ARTICLE}

ALLOWED: dict[Role, frozenset[Act]] = {
    Role.COMMUNE_OFFICER: frozenset(_FIELD),
    Role.COMMUNE_LEADER: frozenset(_FIELD),
    Role.PROVINCIAL_OFFICER: frozenset({*_OFFICE, Act.APPROVE}),
    Role.PROVINCIAL_LEADER: frozenset({*_OFFICE, Act.APPROVE, Act.ACCEPT_PLAN, Act.FREEZE, Act.PUBLISH}),
    Role.NATIONAL_OFFICER: frozenset({*_OFFICE, Act.APPROVE, Act.ACCEPT_PLAN, Act.FREEZE, Act.PUBLISH}),
    Role.PARTNER_OFFICER: frozenset({*_FIELD, Act.ACCEPT_PLAN, Act.APPROVE}),
    Role.AUDITOR: frozenset({Act.READ}),
    Role.ADMINISTRATOR: frozenset(),
}


def roles_that_may(act: Act) -> frozenset[Role]:
    """The roles whose holders may do `act`."""
    return frozenset(role for role, acts in ALLOWED.items() if act in acts)
