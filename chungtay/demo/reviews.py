"""Lays the final review of the first phase: drafted, written, frozen and numbered as an office does it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chungtay.actions.reviews import (
    draft_review,
    freeze_review,
    number_review,
    write_directions,
    write_frame,
    write_section,
)
from chungtay.rules.reviews import SECTIONS, Words

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import texts


def note_reviews(diary: Diary, kept: Kept) -> None:
    for told in texts("reviews")["review"]:
        begun, signed = at_nine(told["drafted_on"]), at_nine(told["signed_on"], -60)
        diary.note(begun, partial(write, kept, told))
        diary.note(begun + timedelta(hours=6), partial(freeze, kept, told))
        diary.note(signed, partial(give_number, kept, told))


LANGUAGES = ("", "_lo", "_en")


def words(told: dict[str, Any], name: str) -> Words:
    return Words(*(told[f"{name}{end}"] for end in LANGUAGES))


def write(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    by = kept.persons[told["drafted_by"]]
    review = draft_review(
        kept.agreements[told["agreement"]], kept.bodies[told["body"]], kind=told["kind"], title=told["title"],
        first_on=told["first_on"], last_on=told["last_on"], by=by, at=at,
    )  # fmt: skip
    write_frame(review, words(told, "title"), recipients=review.recipients, by=by, at=at)
    for key in SECTIONS:
        if key in told:
            write_section(review, key, words(told, key), by=by, at=at + timedelta(hours=2))
    rows = zip(*(told[f"directions{end}"] for end in LANGUAGES), strict=True)
    write_directions(review, [Words(*row) for row in rows], by=by, at=at + timedelta(hours=3))
    kept.reviews[told["key"]] = review


def freeze(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    review = kept.reviews[told["key"]]
    kept.reviews[told["key"]] = freeze_review(review, by=kept.persons[told["frozen_by"]], at=at)


def give_number(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    number_review(
        kept.reviews[told["key"]], number=told["number"], signed_on=told["signed_on"],
        by=kept.persons[told["drafted_by"]], at=at,
    )  # fmt: skip
