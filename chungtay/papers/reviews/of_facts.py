"""Turns the facts of a review into its paper, in Vietnamese, Lao or English: the same figures, the same codes.

Every printed number bears its code, and where `address` says where codes open, each is a link. What had no words in
the paper's language when it was frozen stands in Vietnamese and bears a star, explained under the signature.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from chungtay.papers.house_styles import STATE, STYLES, HouseStyle
from chungtay.papers.sheets import Run, Text
from chungtay.rules import official
from chungtay.rules.alphabets import has_lao
from chungtay.rules.reviews import (
    LANGUAGES,
    NOT_APPLICABLE,
    ChartKind,
    Facts,
    Result,
    ScopeKind,
    Words,
    decimal,
    fingerprint_of,
    fixed,
    marked,
    sentence,
    short_fingerprint,
    unit_code,
    window_said,
)

from . import told
from .drawn import charts
from .parts import Bound, ByUnit, Figure, ResultRow, ReviewPaper, ReviewWords, Section

HEAD_PRINTED = 16  # letters of the ledger's hash


@dataclass(frozen=True)
class Saying:
    """In which language a paper of these facts is written, and where its codes open."""

    facts: Facts
    language: str = "vi"
    address: str = ""

    def fixed(self, word: str, /, **values: object) -> str:
        return fixed(self.language)[word].format(**values)

    def marked(self, words: Words) -> str:
        return marked(words, self.language)

    @property
    def programme(self) -> str:
        """As it stands in a sentence, which in English has the article."""
        name = self.marked(self.facts.programme_name)
        return name.removeprefix("The ").removeprefix("the ") if self.language == "en" else name

    def as_typed(self, text: str) -> str:
        """What was typed once, for every paper; a body whose name the facts hold is called by it."""
        if not text.strip() or self.language == "vi":
            return text
        return self.marked(self._called.get(text.strip().rstrip(".;, "), in_its_letters(text)))

    @cached_property
    def _called(self) -> dict[str, Words]:
        head = self.facts.letterhead
        bodies = (head.parent_body, head.issuer, *(one.unit for one in self.facts.reports))
        filed = Words(*(fixed(language)["filed"] for language in LANGUAGES))
        return {name.vi: name for name in (*bodies, filed) if name}

    def link(self, code: str) -> str:
        return f"{self.address}{code}/" if self.address else ""

    def code(self, code: str) -> Run:
        return Run(self.fixed("code", code=code), link=self.link(code))


def in_its_letters(text: str) -> Words:
    """A text without translations; the letters tell whether it is Lao."""
    bare = text.rstrip().rstrip(".;, ")
    return Words(bare, bare if has_lao(bare) else "")


def paper_of(
    facts: Facts,
    *,
    year: int,
    number: int | None = None,
    signed_on: date | None = None,
    frozen: bool = False,
    language: str = "vi",
    address: str = "",
    signer_name: str = "",
) -> ReviewPaper:
    """Only a frozen review bears its fingerprint."""
    say = Saying(facts, language, address)
    head = facts.letterhead
    made = tuple(sections(say))
    typed = tuple(map(say.as_typed, (head.authority, head.post, *head.recipients)))
    has_stars = told.has_fallbacks(facts, language) or any(text.endswith("*") for text in typed)
    return ReviewPaper(
        house=house_of(language),
        parent_body=head.parent_body.said(language),
        issuer=head.issuer.said(language),
        symbol=head.symbol,
        place=head.place.said(language),
        abstract=say.marked(facts.title),
        opening=opening(say),
        sections=made,
        authority=typed[0],
        post=typed[1],
        recipients=typed[2:],
        number=number,
        signed_on=signed_on,
        year=year,
        type_name=say.fixed("type_name").upper(),
        closing=say.fixed("closing", programme=say.programme, window=window(say)),
        signer_name=signer_name,
        fingerprint=mark(say) if frozen else "",
        note=say.fixed("fallback") if language != "vi" and has_stars else "",
        bound=tuple(bound(say)),
        attached=attached(say, number, signed_on, year),
        language=language,
        words=ReviewWords.of(language),
    )


def house_of(language: str) -> HouseStyle:
    """A translation keeps the layout of the office that signed."""
    return STATE.said_in(language) if language in ("lo", "en") else STYLES["state"]


def opening(say: Saying) -> str:
    facts = say.facts
    issuer = facts.letterhead.issuer.said(say.language)
    text = say.fixed("opening", programme=say.programme, issuer=issuer, window=window(say))
    if facts.scope.kind is ScopeKind.PROGRAMME:
        return text
    return f"{say.fixed(f'scope_{facts.scope.kind}', name=facts.scope.name.said(say.language))}\n{text}"


def window(say: Saying) -> str:
    return window_said(say.facts.first_on, say.facts.last_on, say.language)


def mark(say: Saying) -> str:
    """The line by which anybody checks that a paper is the frozen one."""
    facts = say.facts
    return say.fixed(
        "mark" if facts.head else "mark_before",
        fingerprint=short_fingerprint(fingerprint_of(facts)),
        map=official.short_day(facts.map_on),
        posting=facts.known_at,
        head=facts.head[:HEAD_PRINTED],
    )


def attached(say: Saying, number: int | None, signed_on: date | None, year: int) -> str:
    """To which paper the tables behind it belong; the blanks are filled in by hand at signing."""
    head = say.facts.letterhead
    return say.fixed(
        "attached",
        number=official.document_number(number, head.symbol),
        day=official.day_in_full(signed_on, year=year, language=say.language),
        issuer=head.issuer.said(say.language),
    )


def sections(say: Saying) -> Iterator[Section]:
    """In the paper's order; what has nothing to say is left out."""
    yield results(say)
    for make in (told.contents, told.compared, told.by_year):
        if section := make(say):
            yield section
    yield from told.passages(say)
    for make in (told.quoted, told.contributions, told.conference):
        if section := make(say):
            yield section
    yield from told.extra(say)
    if say.facts.directions:
        points: tuple[Text, ...] = tuple(say.marked(text) for text in say.facts.directions)
        yield Section(title=told.title_of("directions", say.language), points=points)


def results(say: Saying) -> Section:
    facts = say.facts
    parts = tuple(
        Section(
            title=say.marked(heading).rstrip(". ") or say.fixed("other_results"),
            paragraphs=tuple(result_said(result, say) for result in under),
        )
        for heading, under in facts.headings()
    )
    return Section(
        title=told.title_of("results", say.language),
        results=tuple(result_row(result, say) for result in facts.results),
        charts=tuple(charts(facts, say.language, ChartKind.PROGRESS)),
        parts=parts,
    )


def result_said(result: Result, say: Saying) -> Text:
    """Its sentence with the codes of its numbers."""
    codes = [say.code(result.code)]
    if result.planned and result.planned.ratio is not None:
        codes.append(Run(f"{result.code}-P", link=say.link(f"{result.code}-P")))
    between = [run for code in codes for run in (Run(", "), code)][1:]
    return (Run(f"{sentence(result, say.language)} ("), *between, Run(")."))


def result_row(result: Result, say: Saying) -> ResultRow:
    return ResultRow(
        indicator=say.marked(result.label),
        unit=say.marked(result.measure),
        target=number(result.target),
        actual=Figure(number(result.actual), result.qualifier),
        ratio=None if result.ratio is None else decimal(result.ratio) * 100,
        reported=result.reported,
        due=result.due,
        code=result.code,
        link=say.link(result.code),
    )


def bound(say: Saying) -> Iterator[Bound]:
    """Wide tables go behind the paper, on pages turned round."""
    facts = say.facts
    if facts.units:
        code = facts.unit_codes[0]
        row = next((at for at, unit in enumerate(facts.units, 1) if unit.amounts[0] is not None), 1)
        note = say.fixed("by_unit_note", row=f"{row:02}", code=code, cell=unit_code(code, row))
        drawn = tuple(
            chart
            for kind in (ChartKind.COMPARISON, ChartKind.MAP)
            for chart in charts(facts, say.language, kind)
        )
        yield Bound(say.fixed("by_unit"), by_unit=by_unit(say), notes=(note,), charts=drawn)
    for made in (told.by_category(say), told.reports(say)):
        if made:
            yield made


def by_unit(say: Saying) -> ByUnit:
    facts = say.facts
    shown = [facts.result(code) for code in facts.unit_codes]
    return ByUnit(
        indicators=tuple(f"{say.marked(one.label)}, {say.marked(one.measure)}" for one in shown),
        rows=tuple(
            (
                unit.place.said(say.language),
                tuple(
                    unit_figure(value, qualifier)
                    for value, qualifier in zip(unit.amounts, unit.qualifiers, strict=True)
                ),
            )
            for unit in facts.units
        ),
        total=tuple(Figure(number(result.actual), result.qualifier) for result in shown),
        codes=facts.unit_codes,
    )


def unit_figure(value: int | None, qualifier: str) -> Figure:
    if value is not None:
        return Figure(number(value), qualifier)
    return Figure(absent="not_applicable" if qualifier == NOT_APPLICABLE else "not_reported")


def number(value: int | None) -> Decimal | None:
    return None if value is None else decimal(value)
