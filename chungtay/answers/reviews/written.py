"""What people wrote and decided around the figures: passages, contributions, the conference, who signs and receives."""

from datetime import date

from django.utils import timezone

from chungtay.models import Agreement, Narrative, Organisation, Person, Review
from chungtay.rules import reviews as rules
from chungtay.rules.reviews.sections import sections_of_outline

from .reach import Reach, words_of

OF_OUTLINE = "outline:"  # of a resolution's review: told section by section in `resolution.py`


def passages(review: Review) -> tuple[rules.Passage, ...]:
    """In the paper's order; empty ones are left out."""
    if review._state.adding:
        return ()
    own = review.narratives.exclude(section__startswith=OF_OUTLINE).select_related("written_by")
    written = [one for one in own if one.text.strip()]
    outline = (
        sections_of_outline(review.outline, review.outline_lo, review.outline_en) if review.outline else ()
    )
    titles = {section.key: section.title for section in outline}
    ordered = sorted(written, key=lambda one: _order(one.section, tuple(titles)))
    return tuple(_passage(one, titles.get(one.section, rules.NOTHING)) for one in ordered)


def _order(section: str, outline: tuple[str, ...] = ()) -> tuple[int, str]:
    """An outline's headings as it has them, then the passages of every paper, then what is said of single contents."""
    order = (*outline, *rules.SECTIONS)
    return order.index(section) if section in order else len(order), section


def _passage(one: Narrative, title: rules.Words) -> rules.Passage:
    written_on = timezone.localdate(one.written_at) if one.written_at else None
    author = author_of(one.written_by, written_on) if one.written_by and written_on else rules.NOTHING
    return rules.Passage(one.section, words_of(one, "text"), author, written_on, title)


def author_of(person: Person, day: date) -> rules.Words:
    """By post, as everywhere; the name under which somebody is known where no post was held."""
    posts = person.posts_on(day)
    return words_of(posts[0], "title") if posts else words_of(person, "known_as")


def contributions(review: Review) -> tuple[rules.Contribution, ...]:
    if review._state.adding:
        return ()
    taken = review.contributions.exclude(section__startswith=OF_OUTLINE).select_related("organisation")
    return tuple(
        rules.Contribution(one.section, words_of(one.organisation), one.text)
        for one in sorted(taken, key=lambda one: (_order(one.section), one.taken_at, one.pk))
    )


def conference(review: Review) -> rules.Conference | None:
    held = None if review._state.adding else getattr(review, "conference", None)
    if held is None:
        return None
    return rules.Conference(
        held_on=held.held_on,
        venue=held.venue,
        chair=held.chair,
        attended=held.attended,
        women=held.women,
        bodies=tuple(line.strip() for line in held.bodies.splitlines() if line.strip()),
        opinions=tuple(rules.Opinion(one.said_by, one.text) for one in held.opinions.all()),
        commended=tuple(
            rules.Commended(one.awarded_to, one.award, one.reason) for one in held.commendations.all()
        ),
    )


def directions(review: Review) -> tuple[rules.Words, ...]:
    if review._state.adding:
        return ()
    return tuple(words_of(one, "text") for one in review.directions.all())


def usual_recipients(agreement: Agreement, holder: Organisation, day: date) -> list[str]:
    """The superior body, the other seats and the file: a start that the officer edits."""
    names = [holder.parent.name] if holder.parent else []
    for seat in agreement.seats.prefetch_related("holdings__organisation"):
        other = seat.holder_on(day)
        if other and other != holder:
            names.append(other.name)
    return [*names, "Lưu: VT"]


def letterhead(reach: Reach) -> rules.Letterhead:
    holder = reach.review.holder
    return rules.Letterhead(
        parent_body=words_of(holder.parent),
        issuer=words_of(holder),
        symbol="-".join(part for part in ("BC", holder.symbol) if part),
        place=dateline(holder),
        authority=holder.authority,
        post=holder.signing_post,
        recipients=tuple(line.strip() for line in reach.review.recipients.splitlines() if line.strip()),
    )


def dateline(holder: Organisation) -> rules.Words:
    """The town that the paper's day line names; a province by its bare name."""
    named = words_of(holder.place)
    return rules.Words(
        dateline_of(holder), "" if holder.dateline else named.lo, "" if holder.dateline else named.en
    )


def dateline_of(holder: Organisation) -> str:
    name = holder.place.name if holder.place else ""
    return holder.dateline or name.removeprefix("Tỉnh ").removeprefix("tỉnh ")
