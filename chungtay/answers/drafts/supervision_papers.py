"""The papers of a supervision: the year's plan, the plan of one with its team and outline, and the report.

A draft that was begun from a supervision follows it until it has its number; one that was begun from a programme knows
only who issues it.
"""

from dataclasses import replace

from django.utils import timezone

from chungtay.models import Finding, Organisation, Recommendation, Supervision, SupervisionPlan
from chungtay.papers.kinds import Part, SupervisionPlanPaper, SupervisionReportPaper, SupervisionStep
from chungtay.papers.kinds import Recommendation as Recommended
from chungtay.rules.official.bodies import read_body
from chungtay.rules.recommendations import Origin
from chungtay.rules.supervision import FindingKind, SupervisionState

from .source import Source, head, recipients, signers

NEAR = ("supervised__organisation", "members__organisation", "sessions__supervised__organisation")


def supervision_plan_paper(source: Source) -> SupervisionPlanPaper:
    base = SupervisionPlanPaper(
        head=head(source, [source.holder]),
        abstract=source.draft.title,
        signers=signers(source, [source.holder]),
        recipients=recipients(source),
    )
    one = Supervision.objects.filter(decision_draft=source.draft.pk).prefetch_related(*NEAR).first()
    if one is not None:
        return _of_one(source, base, one)
    year = SupervisionPlan.objects.filter(draft=source.draft.pk).first()
    return _of_year(source, base, year) if year is not None else base


def supervision_report_paper(source: Source) -> SupervisionReportPaper:
    base = SupervisionReportPaper(
        head=head(source, [source.holder]),
        abstract=source.draft.title,
        signers=signers(source, [source.holder]),
        recipients=recipients(source),
    )
    one = Supervision.objects.filter(report_draft=source.draft.pk).prefetch_related(*NEAR).first()
    if one is None:
        return base
    found = list(one.findings.select_related("supervised__organisation", "place"))
    concluded = source.said(one, "conclusion")
    return replace(
        base,
        recipients=recipients(source, *_bodies(one)),
        proceedings=_proceedings(source, one),
        results=read_body(concluded) if concluded else (),
        strengths=_found(source, found, FindingKind.STRENGTH),
        shortcomings=_found(source, found, FindingKind.SHORTCOMING),
        causes=_found(source, found, FindingKind.CAUSE),
        recommendations=_recommended(source, one),
    )


def _of_one(source: Source, base: SupervisionPlanPaper, one: Supervision) -> SupervisionPlanPaper:
    """The plan of one supervision, which decides on the team; the outline is its appendix."""
    members = [f"{member.post}, {source.said(member.organisation)}" for member in one.members.all()]
    lead = [source.word("supervision", "leads", member=text) for text in members[:1]]
    return replace(
        base,
        recipients=recipients(source, *_bodies(one)),
        purpose=_lines(one.purpose),
        matters=(source.said(one, "subject"), *_lines(one.framework)),
        bodies=tuple(source.said(body) for body in _bodies(one)),
        scope=one.scope,
        form=source.word("supervision", one.form),
        team=(*lead, *members[1:]),
        first_on=one.first_on,
        last_on=one.last_on,
        steps=_steps(source, one),
        outline=read_body(one.outline),
    )


def _of_year(source: Source, base: SupervisionPlanPaper, year: SupervisionPlan) -> SupervisionPlanPaper:
    """The plan of a year: each supervision is one of its matters and one of its steps."""
    rows = list(
        year.supervisions.exclude(state=SupervisionState.CANCELLED)
        .order_by("first_on", "id")
        .prefetch_related("supervised__organisation", "members__organisation")
    )
    bodies = [body for one in rows for body in _bodies(one)]
    forms = dict.fromkeys(source.word("supervision", one.form) for one in rows)
    return replace(
        base,
        recipients=recipients(source, *bodies),
        purpose=_lines(year.purpose),
        matters=tuple(source.said(one, "subject") for one in rows),
        bodies=tuple(dict.fromkeys(source.said(body) for body in bodies)),
        form="; ".join(forms),
        team=tuple(
            dict.fromkeys(
                f"{member.post}, {source.said(member.organisation)}"
                for one in rows
                for member in one.members.all()
            )
        ),
        first_on=min((one.first_on for one in rows), default=None),
        last_on=max((one.last_on for one in rows), default=None),
        steps=tuple(
            SupervisionStep(
                text=source.said(one, "subject"),
                body="; ".join(source.said(body) for body in _bodies(one)),
                begins_on=one.first_on,
                due_on=one.last_on,
            )
            for one in rows
        ),
    )


def _steps(source: Source, one: Supervision) -> tuple[SupervisionStep, ...]:
    found = []
    if one.reports_due_on:
        names = "; ".join(source.said(body) for body in _bodies(one))
        text = source.word("supervision", "reports_by_outline")
        found.append(SupervisionStep(text=text, body=names, due_on=one.reports_due_on))
    for session in one.sessions.all():
        body = session.supervised.organisation if session.supervised else None
        day = timezone.localdate(session.starts_at)
        text = source.word("supervision", "session", venue=session.venue)
        found.append(SupervisionStep(text=text, body=source.said(body), begins_on=day, due_on=day))
    return tuple(found)


def _proceedings(source: Source, one: Supervision) -> tuple[Part, ...]:
    """How it was done: who was looked into, who reported, where the team sat down with whom."""
    points = [
        source.word(
            "supervision",
            "reported_on",
            body=source.said(row.organisation),
            day=source.day(timezone.localdate(row.reported_at)),
        )
        for row in one.supervised.all()
        if row.reported_at
    ]
    points += [
        source.word(
            "supervision",
            "met_on",
            venue=session.venue,
            day=source.day(timezone.localdate(session.starts_at)),
        )
        for session in one.sessions.all()
    ]
    span = source.word(
        "supervision", "done_from", first=source.day(one.first_on), last=source.day(one.last_on)
    )
    return (Part(paragraphs=(span,), points=tuple(points)),)


def _found(source: Source, found: list[Finding], kind: FindingKind) -> tuple[str, ...]:
    texts = []
    for one in found:
        if one.kind == kind:
            where = one.place or (one.supervised.organisation if one.supervised else None)
            text = source.said(one, "text")
            texts.append(f"{text} ({source.said(where)})" if where else text)
    return tuple(texts)


def _recommended(source: Source, one: Supervision) -> tuple[Recommended, ...]:
    """Under each addressee what is asked of it, drafts too: the report is written before they are sent."""
    rows = Recommendation.objects.filter(origin=Origin.SUPERVISION, origin_id=one.pk)
    asked: dict[str, list[str]] = {}
    for row in rows.order_by("drafted_at", "id").prefetch_related("addressees__organisation"):
        for addressee in row.addressees.all():
            name = source.said(addressee.organisation) if addressee.organisation else addressee.name
            asked.setdefault(name, []).append(source.said(row, "text"))
    return tuple(Recommended(addressee=name, texts=tuple(texts)) for name, texts in asked.items())


def _bodies(one: Supervision) -> list[Organisation]:
    return [row.organisation for row in one.supervised.all()]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
