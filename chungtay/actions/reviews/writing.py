"""Keeps what people write around the figures of a review, while it is a draft: who wrote it, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import zip_longest

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.answers.reviews.sections import sections_of
from chungtay.models import Direction, Narrative, Person, Review
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reviews.words import Words

from .freezing import refuse_frozen


def write_review(
    review: Review,
    *,
    narratives: Mapping[str, str],
    directions: Sequence[str],
    recipients: str,
    by: Person,
    at: datetime,
) -> None:
    """Keep many sections at once, in Vietnamese; a section that is not named stays as it was."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    with recorded("write", thing=review, by=by, at=at):
        held = to_write(review)
        for key, text in narratives.items():
            _refuse_unknown(held, key)
            before = held.narratives.filter(section=key).first()
            others = (before.text_lo, before.text_en) if before else ("", "")
            _keep(held, key, Words(text, *others), by=by, at=at)
        _keep_directions(held, [Words(text) for text in directions])
        held.recipients = recipients
        held.save(update_fields=["recipients"])
    review.recipients = recipients


def write_section(
    review: Review, key: str, words: Words, *, seen: str | None = None, by: Person, at: datetime
) -> Narrative:
    """Keep one section. `seen` is the Vietnamese text that stood in the box: what somebody else wrote meanwhile is
    not overwritten."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    with recorded("write", thing=review, by=by, at=at, reason=key):
        held = to_write(review)
        _refuse_unknown(held, key)
        before = held.narratives.filter(section=key).first()
        stands = _plain(before.text) if before else ""
        if seen is not None and _plain(seen) != stands and stands != _plain(words.vi):
            text = (
                "Somebody has written here meanwhile. Read what stands there now, then write yours into it."
            )
            raise RuleBroken(Message(text, where="text"))
        return _keep(held, key, words, by=by, at=at)


def write_directions(
    review: Review, directions: Sequence[Words], *, by: Person, at: datetime
) -> list[Direction]:
    """What the next phase should do, one by one; numbered in this order."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    wrong = [
        Message("Direction %(n)s has no Vietnamese words.", {"n": number}, "directions")
        for number, one in enumerate(directions, 1)
        if (one.lo.strip() or one.en.strip()) and not one.vi.strip()
    ]
    if wrong:
        raise RuleBroken(wrong)
    with recorded("write", thing=review, by=by, at=at, reason="directions"):
        return _keep_directions(to_write(review), directions)


def write_frame(review: Review, titles: Words, *, recipients: str, by: Person, at: datetime) -> Review:
    """What stands around the text: the title in three languages, and who gets the paper."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    if not titles.vi.strip():
        raise RuleBroken(Message("Write a title.", where="title"))
    with recorded("write", thing=review, by=by, at=at, reason="frame"):
        held = to_write(review)
        held.title, held.title_lo, held.title_en = (
            " ".join(text.split()) for text in (titles.vi, titles.lo, titles.en)
        )
        held.recipients = recipients
        held.save(update_fields=["title", "title_lo", "title_en", "recipients"])
    return held


def to_write(review: Review) -> Review:
    """The row as it stands now; whoever else writes in it waits. A frozen one takes no more words."""
    held: Review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    refuse_frozen(held)
    return held


def _keep(review: Review, key: str, words: Words, *, by: Person, at: datetime) -> Narrative:
    """Who last changed a word of it is its author."""
    held, _ = Narrative.objects.get_or_create(review=review, section=key)
    typed = [_plain(text) for text in (words.vi, words.lo, words.en)]
    if [_plain(text) for text in (held.text, held.text_lo, held.text_en)] != typed:
        held.text, held.text_lo, held.text_en = typed
        held.written_by, held.written_at = by, at
        held.save()
    return held


def _keep_directions(review: Review, directions: Sequence[Words]) -> list[Direction]:
    """Rows that say the same stay the same rows: a next phase may have come from them."""
    kept = [one for one in directions if one.vi.strip()]
    held = list(review.directions.all())
    if [(one.text, one.text_lo, one.text_en) for one in held] == [
        (one.vi.strip(), one.lo.strip(), one.en.strip()) for one in kept
    ]:
        return held
    review.directions.all().delete()
    return Direction.objects.bulk_create(
        Direction(
            review=review, number=number, text=one.vi.strip(), text_lo=one.lo.strip(), text_en=one.en.strip()
        )
        for number, one in enumerate(kept, 1)
    )


def read_directions(vi: str, lo: str = "", en: str = "") -> list[Words]:
    """One a line, the three languages line by line."""
    lines = ([line.strip() for line in text.splitlines()] for text in (vi, lo, en))
    return [Words(*row) for row in zip_longest(*lines, fillvalue="") if any(row)]


def _refuse_unknown(review: Review, key: str) -> None:
    if all(one.key != key for one in sections_of(review)):
        text = "This review has no section “%(name)s”."
        raise RuleBroken(Message(text, {"name": key[:60]}, "section"))


def _plain(text: str) -> str:
    """Without the line ends of the browser that it came from."""
    return "\n".join(text.splitlines()).strip()
