"""What the kinds of paper and the boxes of a draft are called."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.models import Agreement
from chungtay.rules.people import ALLOWED, Act, Kind, Role

Words = Any  # plain, or translated when a page is drawn

PAPERS: dict[str, tuple[Words, Words]] = {
    "plan": (
        pgettext_lazy("paper", "Plan"),
        _("The contents of the plan with lead, partners, time and product stand in it already."),
    ),
    "programme": (
        pgettext_lazy("paper", "Coordination programme"),
        _("What the sides signed for the term stands in it already; both sign."),
    ),
    "memorandum": (
        pgettext_lazy("paper", "Memorandum"),
        _("Equal texts in Vietnamese and Lao side by side, out of what was agreed."),
    ),
    "dispatch": (pgettext_lazy("paper", "Dispatch"), _("A letter to an office: address, text, signature.")),
    "invitation": (pgettext_lazy("paper", "Invitation"), _("Whom, to what, when, where, with which agenda.")),
    "minutes": (
        pgettext_lazy("paper", "Minutes"),
        _("Who met, what was decided and who does what by when stand in them already."),
    ),
    "greeting": (
        pgettext_lazy("paper", "Letter of greeting"),
        _("To the other side, at Lao New Year or another feast."),
    ),
    "supervision_plan": (
        pgettext_lazy("paper", "Supervision plan"),
        _("Whom, about what, by which team, by when."),
    ),
    "supervision_report": (
        pgettext_lazy("paper", "Supervision report"),
        _("What was found, and what is recommended to whom."),
    ),
    "criticism": (
        pgettext_lazy("paper", "Social criticism"),
        _("How the draft was criticised and each point of it stand in it already."),
    ),
    "recommendation": (
        pgettext_lazy("paper", "Letter of recommendation"),
        _("To whom it goes, what was found, what is recommended and by when stand in it already."),
    ),
    "escalation": (
        pgettext_lazy("paper", "Letter to the superior"),
        _("Who has not answered since when, with the record behind it."),
    ),
    "recommendation_record": (
        pgettext_lazy("paper", "Record of a recommendation"),
        _("Every step with its day, its body and its dispatch."),
    ),
    "appendix": (
        pgettext_lazy("paper", "Appendix"),
        _("The contents of the plan as a wide table that goes with another paper."),
    ),
}

ONE_A_LINE = _("One item a line.")
LABELS: dict[str, tuple[Words, Words]] = {
    "head.parent_body": (_("Superior body over the issuer"), ""),
    "head.issuers": (
        _("Who issues it"),
        _("One body a line. An organ that acts for it stands behind a stroke: Body / Standing committee."),
    ),
    "head.symbol": (_("Letters behind the number"), _("As KH-BTV or UBDT-DTTS.")),
    "head.place": (_("Town in the line of the day"), ""),
    "grounds": (_("Legal grounds"), ONE_A_LINE),
    "opening": (_("First sentences"), ""),
    "purpose": (_("Purpose"), ONE_A_LINE),
    "requirements": (_("Requirements"), ONE_A_LINE),
    "funding": (_("Money"), _("Empty: said from the budgets of the contents.")),
    "responsibilities": (
        _("Who sees to what"),
        _("A body in a line of its own, below it what it sees to, each behind a dash."),
    ),
    "arrangements": (_("Carrying out"), ONE_A_LINE),
    "addressees": (_("To whom it goes"), ONE_A_LINE),
    "body": (
        _("Text"),
        _("A line that begins with 1. or I. is the title of a part; a line behind a dash is a point."),
    ),
    "invitees": (_("Who is invited"), ONE_A_LINE),
    "chair": (_("Who chairs"), _("By post, not by name.")),
    "begins_at": (_("Begins"), ""),
    "ends_at": (_("Ends"), ""),
    "venue": (_("Where"), ""),
    "agenda": (_("Agenda"), ONE_A_LINE),
    "enclosed": (_("Enclosed"), ONE_A_LINE),
    "notes": (_("Notes"), ONE_A_LINE),
    "contact": (_("Contact"), _("An office and its telephone, never a person's.")),
    "secretary": (_("Who wrote it down"), _("By post, not by name.")),
    "attendance": (_("Who attended"), _("Body | posts, with ; between them | how many. One body a line.")),
    "absent": (_("Who was absent"), _("Body | posts, with ; between them | how many. One body a line.")),
    "proceedings": (
        _("How it went"),
        _("A line that begins with 1. or I. is the title of a part; a line behind a dash is a point."),
    ),
    "addressee": (_("To whom the letter goes"), ""),
    "occasion": (_("Occasion"), ""),
    "year": (_("Year of the occasion"), ""),
    "second": (_("Second language"), _("The letter says the same again below.")),
    "second_title": (_("What it is about, in the second language"), ""),
    "second_addressee": (_("To whom the letter goes, in the second language"), ""),
    "second_body": (_("Text in the second language"), ONE_A_LINE),
    "matters": (_("What is looked into"), ONE_A_LINE),
    "bodies": (_("Which bodies are supervised"), ONE_A_LINE),
    "scope": (_("Scope"), ""),
    "form": (_("In which form"), ""),
    "team": (_("Team, its head first"), _("By post, not by name.")),
    "first_on": (_("First day"), ""),
    "last_on": (_("Last day"), ""),
    "steps": (_("Steps"), _("What | which body | when. One step a line.")),
    "outline": (
        _("Outline of the report that is asked for"),
        _("A line that begins with 1. or I. is the title of a part; a line behind a dash is a point."),
    ),
    "budget": (_("Budget in đồng"), ""),
    "funds": (_("Where the money comes from"), ""),
    "results": (
        _("What was found"),
        _("A line that begins with 1. or I. is the title of a part; a line behind a dash is a point."),
    ),
    "strengths": (_("Strengths"), ONE_A_LINE),
    "shortcomings": (_("Shortcomings"), ONE_A_LINE),
    "causes": (_("Causes"), ONE_A_LINE),
    "recommendations": (
        _("Recommendations"),
        _("To whom in a line of its own, below it what is recommended, each behind a dash."),
    ),
    "general": (_("On the draft as a whole"), ONE_A_LINE),
    "remarks": (
        _("Points of the criticism"),
        _("Clause | what is said of it | how it should read. One point a line."),
    ),
    "found": (_("What was found"), ONE_A_LINE),
    "answer_by": (_("Answer asked for by"), ""),
    "overdue": (_("Who has not answered"), ONE_A_LINE),
    "course": (
        _("How it was dealt with"),
        _("Day | body | what was done | dispatch | note. One step a line."),
    ),
    "outcome": (_("How it stands"), ONE_A_LINE),
    "closing": (_("Last sentence"), ""),
    "recipients": (
        _("Recipients"),
        _("One a line, as they stand under “Recipients” on the paper. The file copy is added."),
    ),
    "drafting_unit": (_("Unit that drew it up"), _("Its letters stand behind the file copy.")),
    "title_vi": (_("Subject, in Vietnamese"), ""),
    "preamble_vi": (_("Preamble, in Vietnamese"), ONE_A_LINE),
    "articles_vi": (_("Articles, in Vietnamese"), _("Same articles in the same order in both languages.")),
    "closing_vi": (_("Last sentence, in Vietnamese"), ""),
    "title_lo": (_("Subject, in Lao"), ""),
    "preamble_lo": (_("Preamble, in Lao"), ONE_A_LINE),
    "articles_lo": (_("Articles, in Lao"), _("Same articles in the same order in both languages.")),
    "closing_lo": (_("Last sentence, in Lao"), ""),
}
SIGNERS: dict[str, Words] = {
    "signers": _("Who signs"),
    "signers_vi": _("Who signs, in the Vietnamese text"),
    "signers_lo": _("Who signs, in the Lao text"),
}
STYLES: dict[str, Words] = {
    "state": pgettext_lazy("layout", "State"),
    "party": pgettext_lazy("layout", "Party"),
    "lao": pgettext_lazy("layout", "Lao"),
    "joint": pgettext_lazy("layout", "Joint, two bodies"),
}


def paper_word(slug: str) -> str:
    """What a kind of paper is called on a page."""
    return str(PAPERS[slug][0])


def paper_says(slug: str) -> str:
    """What stands in it before anybody types."""
    return str(PAPERS[slug][1])


def write_paper(context: Mapping[str, Any], agreement: Agreement | None, **origin: object) -> dict[str, Any]:
    """`{% write_paper agreement plan=plan.pk %}`: the way to a paper drawn from this, for whoever may write one."""
    may = any(
        (Act.RECORD, Kind.DRAFT) in ALLOWED[Role(post.role)]
        and (agreement is None or post.serves(agreement.slug))
        for post in context.get("posts", ())
    )
    return {"may": may, "origin": urlencode(origin)}


FILTERS: tuple[Callable[..., Any], ...] = (paper_word, paper_says)
