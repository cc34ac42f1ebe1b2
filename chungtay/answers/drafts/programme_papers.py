"""The papers of a programme: its own text as programme or memorandum, letters, invitations."""

import re
from dataclasses import replace

from chungtay.models import Commitment, Greeting, Organisation
from chungtay.papers.kinds import (
    DispatchPaper,
    EqualText,
    GreetingPaper,
    InvitationPaper,
    MemorandumPaper,
    Part,
    ProgrammePaper,
    SignerLine,
)
from chungtay.papers.kinds.greeting import letter
from chungtay.papers.kinds.wording import Wording

from .source import (
    Source,
    bare,
    country_of,
    head,
    opening,
    post_in,
    recipients,
    signers,
    suggested,
    superior,
)

EQUAL_LANGUAGES = ("vi", "lo")
LETTER_LANGUAGES = ("vi", "lo", "en")
SUBJECT = re.compile(r"^(?:V/v|Về việc)\s+", re.IGNORECASE)


def programme_paper(source: Source) -> ProgrammePaper:
    sides, phase = source.sides or [source.holder], source.phase
    return ProgrammePaper(
        head=head(
            source, sides, year=phase.first_on.year if phase else None, day=phase.signed_on if phase else None
        ),
        abstract=source.draft.title or named(source, "programme"),
        opening=opening(source, "programme", sides),
        first_on=phase.first_on if phase else None,
        last_on=phase.last_on if phase else None,
        purpose=source.lines(source.agreement, "purpose") if source.agreement else (),
        contents=tuple(Part(paragraphs=(source.said(one, "text"),)) for one in commitments(source)),
        signers=signers(source, sides),
        recipients=recipients(source),
    )


def memorandum_paper(source: Source) -> MemorandumPaper:
    sides, phase = source.sides or [source.holder], source.phase
    return MemorandumPaper(
        head=head(
            source, sides, year=phase.first_on.year if phase else None, day=phase.signed_on if phase else None
        ),
        abstract=source.draft.title or named(source, "memorandum"),
        texts=tuple(equal_text(source, sides, language) for language in EQUAL_LANGUAGES),
    )


def equal_text(source: Source, sides: list[Organisation], language: str) -> EqualText:
    """The whole text in one language, out of what was agreed in it."""
    words = {name: told[language] for name, told in suggested()["memorandum"].items()}
    names = tuple(body.said("name", language) for body in sides)
    articles = []
    if source.agreement and source.agreement.purpose:
        purpose = source.agreement.said("purpose", language)
        articles.append(Part(title=words["purpose"], paragraphs=tuple(purpose.splitlines())))
    points = tuple(one.said("text", language).rstrip(". ") for one in commitments(source))
    articles.append(Part(title=words["contents"], points=points))
    if source.phase:
        runs = words["runs"].format(
            first=source.day(source.phase.first_on), last=source.day(source.phase.last_on)
        )
        articles.append(Part(title=words["term"], paragraphs=(runs,)))
    return EqualText(
        language=language,
        title=titled(source, language),
        sides=names,
        preamble=(words["preamble"].format(sides=words["and"].join(names)),),
        articles=tuple(articles),
        closing=(words["copies"],),
        signers=tuple(
            SignerLine(post=post_in(body.signing_post, language), organisation=body.said("name", language))
            for body in sides
        ),
    )


def titled(source: Source, language: str) -> str:
    if source.agreement is None:
        return source.draft.title
    begins = suggested()["memorandum"]["begins"][language]
    name = source.agreement.said("name", language).removeprefix(begins).strip()
    return name[:1].upper() + name[1:]


def greeting_paper(source: Source) -> GreetingPaper:
    """With the letter that goes with the occasion, to be sent as it is or written over."""
    chosen = source.draft.values
    usual = "tet" if country_of(source.holder) == "LA" else "bunpimay"
    occasion = chosen.get("occasion") or usual
    year = int(chosen["year"]) if str(chosen.get("year", "")).isdigit() else source.today.year
    paper = GreetingPaper(
        head=head(source, [source.holder]),
        abstract=source.draft.title or greeting_title(occasion, year, source.language),
        addressee=", ".join(source.said(body) for body in addressees_of(source)),
        occasion=occasion,
        year=year,
        signers=signers(source, [source.holder]),
        recipients=recipients(source),
    )
    paper = replace(paper, body=letter(paper, Wording(paper.head)))
    second = chosen.get("second", "")
    return in_two_languages(paper, source, second) if second in LETTER_LANGUAGES else paper


def in_two_languages(paper: GreetingPaper, source: Source, second: str) -> GreetingPaper:
    """The same letter again, with each name as that language has it."""
    wording = Wording(replace(paper.head, language=second, issuers=(source.holder.said("name", second),)))
    addressee = ", ".join(body.said("name", second) for body in addressees_of(source))
    told = letter(replace(paper, addressee=addressee, body=()), wording)
    return replace(
        paper, second=second, second_addressee=addressee, second_body=told,
        second_title=greeting_title(paper.occasion, paper.year or 0, second),
    )  # fmt: skip


def addressees_of(source: Source) -> list[Organisation]:
    """The partner of a letter that the calendar asked for; else all other sides."""
    asked = Greeting.objects.filter(draft=source.draft.pk).select_related("partner").first()
    return [asked.partner] if asked else source.others


def greeting_title(occasion: str, year: int, language: str) -> str:
    """What the letter calls itself, for an occasion that the house knows."""
    told = suggested()["greeting"].get(occasion)
    return str(told[language]).format(year=year) if told else ""


def dispatch_paper(source: Source) -> DispatchPaper:
    """`V/v` stands before its abstract already; to whom it goes is meant by *as above* among the recipients."""
    return DispatchPaper(
        head=head(source, [source.holder]),
        abstract=SUBJECT.sub("", source.draft.title),
        addressees=tuple(source.said(body) for body in source.others),
        signers=signers(source, [source.holder]),
        recipients=superior(source),
    )


def invitation_paper(source: Source) -> InvitationPaper:
    return InvitationPaper(
        head=head(source, [source.holder]),
        abstract=source.draft.title,
        invitees=tuple(source.said(body) for body in source.others),
        chair=source.said(source.holder),
        contact=" · ".join(filter(None, [source.said(source.holder), source.holder.phone])),
        signers=signers(source, [source.holder]),
        recipients=superior(source),
    )


def named(source: Source, kind: str) -> str:
    """What the text is about: the programme's name without the kind of paper, and its term."""
    if source.agreement is None:
        return ""
    name = bare(source, kind, source.said(source.agreement))
    if source.phase is None:
        return name
    return source.word("programme", "abstract", agreement=name, phase=source.phase.name)


def commitments(source: Source) -> list[Commitment]:
    return list(source.phase.commitments.all()) if source.phase else []
