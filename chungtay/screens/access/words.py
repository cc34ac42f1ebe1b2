"""Kinds of things, acts and positions in words that a leader says."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.rules.people import Act, Kind

Word = str | Promise

KINDS: dict[Kind, Word] = {
    Kind.AGREEMENT: _("Programmes"),
    Kind.PLAN: _("Plans"),
    Kind.TASK: _("Tasks"),
    Kind.DIRECTIVE: _("Directives"),
    Kind.MEETING: _("Meetings"),
    Kind.TERM: _("Agreed terms"),
    Kind.DOCUMENT: _("Documents"),
    Kind.BOOK: _("Registers of papers"),
    Kind.DRAFT: pgettext_lazy("kind of thing", "Papers being drafted"),
    Kind.TEMPLATE: _("Templates"),
    Kind.INDICATOR: _("Indicators"),
    Kind.RESULTS: _("Ledger of figures"),
    Kind.ACTIVITY: _("Activities"),
    Kind.REGISTERED: _("Registers"),
    Kind.SUPPORT: _("Support given"),
    Kind.BENEFICIARY: _("Beneficiaries by name"),
    Kind.REPORT: _("Reports"),
    Kind.REQUEST: _("Reports on a theme"),
    Kind.REGIME: _("Reporting periods"),
    Kind.JOB: _("Work in progress"),
    Kind.READING: _("Incoming documents"),
    Kind.REVIEW: _("Reviews"),
    Kind.ARTICLE: _("Articles"),
    Kind.PORTAL: _("Public sites"),
    Kind.PETITION: _("Letters of readers"),
    Kind.RECOMMENDATION: _("Recommendations"),
    Kind.SUPERVISION: _("Supervision"),
    Kind.CRITICISM: _("Criticism of drafts"),
    Kind.PROBLEM: _("Urgent problems"),
    Kind.MATTER: _("Border matters"),
    Kind.SHELF: _("Exchange shelf"),
    Kind.DELEGATION: _("Delegations"),
    Kind.GATHERING: _("Gatherings of both sides"),
    Kind.OCCASION: _("Days to greet on"),
    Kind.GREETING: _("Letters of greeting"),
    Kind.NOTICE: _("Confidential notices: their trail, keys and lists"),
    Kind.PLACE: _("Places"),
    Kind.PERSON: _("People"),
    Kind.AUDIT: _("Audit"),
}
ACTS: dict[Act, Word] = {
    Act.READ: pgettext_lazy("what a post allows", "see"),
    Act.REPORT: pgettext_lazy("what a post allows", "report"),
    Act.ENDORSE: pgettext_lazy("what a post allows", "agree before it is approved"),
    Act.APPROVE: pgettext_lazy("what a post allows", "approve, send back"),
    Act.RECORD: pgettext_lazy("what a post allows", "record"),
    Act.READ_IN: pgettext_lazy("what a post allows", "take in, accept"),
    Act.PLAN: pgettext_lazy("what a post allows", "plan"),
    Act.DEFINE: pgettext_lazy("what a post allows", "say what is counted, and how"),
    Act.ACCEPT_PLAN: pgettext_lazy("what a post allows", "accept a plan"),
    Act.PROPOSE: pgettext_lazy("what a post allows", "propose, amend"),
    Act.SIGN: pgettext_lazy("what a post allows", "note what was signed"),
    Act.TRANSLATE: pgettext_lazy("what a post allows", "translate, check a translation"),
    Act.REVIEW: pgettext_lazy("what a post allows", "draft"),
    Act.FREEZE: pgettext_lazy("what a post allows", "freeze"),
    Act.WRITE_ARTICLE: pgettext_lazy("what a post allows", "write"),
    Act.PUBLISH: pgettext_lazy("what a post allows", "publish, withdraw"),
    Act.SHARE: pgettext_lazy("what a post allows", "take back, share again"),
    Act.MANAGE: pgettext_lazy("what a post allows", "manage"),
}
# Where somebody may stand to a thing, and what follows.
POSITIONS: list[tuple[Word, Word]] = [
    (
        _("In the body that holds it, or in one above"),
        _("You see it and do what your role allows."),
    ),
    (
        _("In a body below, or in a neighbouring one"),
        _("It does not exist for you. A programme is also seen below the bodies that hold a side of it."),
    ),
    (
        _("On another side of the programme"),
        _(
            "You see what was shared with your side, from that day until it is taken back. You do not change it."
        ),
    ),
    (
        _("Where a post is limited to some programmes or to a place"),
        _("Things of other programmes and places do not exist for it."),
    ),
    (
        _("Before a post begins, and after its last day"),
        _("It allows nothing."),
    ),
]
