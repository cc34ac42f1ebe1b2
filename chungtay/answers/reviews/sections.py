"""The sections of a review that people write: by content, by passage, or by a resolution's own outline; what units
said to each, and how far it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from chungtay.answers.figures import Book
from chungtay.answers.requests import Voice, assembled
from chungtay.models import (
    Narrative,
    Person,
    Review,
    ReviewContribution,
    ReviewKind,
)
from chungtay.rules import reviews as rules
from chungtay.rules.reviews.sections import Section, heading_of, orphans, passage, sections_of_outline

from .contents import planned
from .reach import Reach, words_of


@dataclass(frozen=True)
class Heard:
    """What a unit said to a section; `taken` is what stands in the review of it, `moved` that it says else now."""

    voice: Voice
    taken: ReviewContribution | None

    @property
    def moved(self) -> bool:
        return self.taken is not None and self.taken.text != self.voice.text


@dataclass(frozen=True)
class Written:
    """A section with who wrote it when, and what units said to it."""

    section: Section
    narrative: Narrative | None
    heard: tuple[Heard, ...] = ()
    taken: tuple[ReviewContribution, ...] = field(default=())

    @property
    def is_written(self) -> bool:
        return bool(self.narrative and self.narrative.text.strip())

    @property
    def waiting(self) -> int:
        """Units whose words nobody has taken over yet, or that say something else by now."""
        return sum(one.taken is None or one.moved for one in self.heard)


def sections_of(review: Review) -> tuple[Section, ...]:
    """In the order of the paper."""
    if review.kind == ReviewKind.RESOLUTION and review.outline.strip():
        return sections_of_outline(review.outline, review.outline_lo, review.outline_en)
    return (*_contents(review), *(passage(key) for key in rules.SECTIONS))


def written_sections(review: Review, person: Person | None, today: date) -> list[Written]:
    """Every section; units' answers are there for whoever may read their reports."""
    narratives = {one.section: one for one in review.narratives.select_related("written_by")}
    taken: dict[str, list[ReviewContribution]] = {}
    for one in review.contributions.select_related("organisation"):
        taken.setdefault(one.section, []).append(one)
    sections = sections_of(review)
    voices = _voices(review, sections, person, today)
    return [
        Written(
            section,
            narratives.get(section.key),
            tuple(
                Heard(voice, _of(voice, taken.get(section.key, []))) for voice in voices.get(section.key, ())
            ),
            tuple(taken.get(section.key, ())),
        )
        for section in sections
    ]


def voices_on(review: Review, key: str, person: Person, today: date) -> tuple[Voice, ...]:
    return _voices(review, sections_of(review), person, today).get(key, ())


def _contents(review: Review) -> Iterator[Section]:
    """The planned contents that the paper tells of."""
    reach = Reach(review, Book(None, review.last_on, review.agreement))
    for one in planned(reach):
        yield Section(f"content:{one.pk}", words_of(one, "text"))


def _voices(
    review: Review, sections: tuple[Section, ...], person: Person | None, today: date
) -> Mapping[str, tuple[Voice, ...]]:
    """Headings that belong to no section go to the first passage, so that nothing that was said is lost."""
    if review.request is None or person is None or review.frozen_at is not None:
        return {}
    told = assembled(review.request, person, at=timezone.now(), today=today)
    by_title: dict[str, tuple[Voice, ...]] = {}
    for chapter in told.chapters:
        if chapter.is_asked:
            by_title[chapter.title] = (*by_title.get(chapter.title, ()), *chapter.voices)
    outline = review.request.outline
    found = {one.key: by_title.get(heading_of(one, outline), ()) for one in sections}
    first = next((one.key for one in sections if not one.is_content), None)
    if first:
        others = (voice for title in orphans(sections, outline) for voice in by_title.get(title, ()))
        found[first] = _one_a_unit((*found[first], *others))
    return found


def _one_a_unit(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """What a unit said under several headings, as one passage."""
    found: dict[object, Voice] = {}
    for voice in voices:
        before = found.get(voice.report.pk)
        found[voice.report.pk] = Voice(voice.report, f"{before.text}\n{voice.text}") if before else voice
    return tuple(found.values())


def _of(voice: Voice, taken: list[ReviewContribution]) -> ReviewContribution | None:
    return next((one for one in taken if one.organisation_id == voice.report.holder_id), None)
