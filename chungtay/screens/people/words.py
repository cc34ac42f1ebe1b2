"""The roles and the states of accounts, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.models import OrganisationKind
from chungtay.rules.people import Role

ROLES: dict[Role, str | Promise] = {
    Role.COMMUNE_OFFICER: _("Officer of a commune"),
    Role.COMMUNE_LEADER: _("Leader of a commune"),
    Role.PROVINCIAL_OFFICER: _("Officer of a province"),
    Role.PROVINCIAL_LEADER: _("Leader of a province"),
    Role.NATIONAL_OFFICER: _("Officer of the nation"),
    Role.PARTNER_OFFICER: _("Officer of the partner"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

BODY_KINDS: dict[str, str | Promise] = {
    OrganisationKind.WOMENS_UNION: _("Women's union"),
    OrganisationKind.STATE_AGENCY: _("State agency"),
    OrganisationKind.MASS_ORGANISATION: _("Mass organisation"),
    OrganisationKind.OTHER: _("Another kind of body"),
}


def body_kind_word(kind: str) -> str:
    return str(BODY_KINDS[kind])


def role_word(role: str) -> str:
    """What the role is called: the title says it in the office's own words, this in those of the house."""
    return str(ROLES[Role(role)])
