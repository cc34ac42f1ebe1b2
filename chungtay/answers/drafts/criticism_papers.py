"""The criticism of a draft as an official paper: how it was done, and each point with the words proposed."""

from chungtay.models import Criticism
from chungtay.papers.kinds import CriticismPaper, Part, Remark

from .source import Source, head, opening, recipients, signers


def criticism_paper(source: Source) -> CriticismPaper:
    criticism = criticised(source)
    return CriticismPaper(
        head=head(source, [source.holder]),
        abstract=source.draft.title,
        opening=opening(source, "criticism", [source.holder]),
        proceedings=(Part(paragraphs=proceedings(source, criticism), is_prose=True),) if criticism else (),
        remarks=remarks(criticism) if criticism else (),
        closing=source.word("criticism", "closes", drafter=drafter(source, criticism)) if criticism else "",
        signers=signers(source, [source.holder]),
        recipients=to_whom(source, criticism),
    )


def criticised(source: Source) -> Criticism | None:
    """Of whose points the paper tells, as far as the person sees it."""
    rows = Criticism.objects.select_related("drafter")
    if source.person is not None:
        rows = rows.filter(pk__in=Criticism.objects.visible_to(source.person, source.today).values("pk"))
    return rows.filter(dispatch=source.draft.pk).first()


def proceedings(source: Source, criticism: Criticism) -> tuple[str, ...]:
    asked = list(criticism.asked.prefetch_related("opinions"))
    units = sum(one.organisation_id is not None for one in asked)
    told = [
        source.word(
            "criticism", "received", drafter=drafter(source, criticism), day=source.day(criticism.received_on)
        )
    ]
    if asked:
        opinions = sum(len(one.opinions.all()) for one in asked)
        told.append(
            source.word("criticism", "asked", units=units, experts=len(asked) - units, opinions=opinions)
        )
    if criticism.held_on:
        told.append(source.word("criticism", "held", day=source.day(criticism.held_on)))
    return tuple(told)


def remarks(criticism: Criticism) -> tuple[Remark, ...]:
    """Each in one line, as a box can show it: in a box a stroke parts the cells."""
    return tuple(
        Remark(
            clause=_line(one.clause.name if one.clause else ""),
            text=_line(one.text),
            proposal=_line(one.proposal),
        )
        for one in criticism.points.select_related("clause")
    )


def drafter(source: Source, criticism: Criticism) -> str:
    return source.said(criticism.drafter) or criticism.drafter_name


def to_whom(source: Source, criticism: Criticism | None) -> tuple[str, ...]:
    names = recipients(source)
    if criticism is None:
        return names
    return tuple(dict.fromkeys(name for name in (drafter(source, criticism), *names) if name))


def _line(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
