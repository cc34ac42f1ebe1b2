"""Lays the final review of the first phase: drafted, written, frozen and numbered as an office does it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chungtay.actions.reviews import draft_review, freeze_review, number_review, write_review
from chungtay.rules.reviews import SECTIONS

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


def write(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    by = kept.persons[told["drafted_by"]]
    review = draft_review(
        kept.agreements[told["agreement"]], kept.bodies[told["body"]], kind=told["kind"], title=told["title"],
        first_on=told["first_on"], last_on=told["last_on"], by=by, at=at,
    )  # fmt: skip
    review.title_lo, review.title_en = told["title_lo"], told["title_en"]
    review.save(update_fields=["title_lo", "title_en"])
    write_review(
        review, narratives={section: told[section] for section in SECTIONS}, directions=told["directions"],
        recipients=review.recipients, by=by, at=at + timedelta(hours=2),
    )  # fmt: skip
    kept.reviews[told["key"]] = review


def freeze(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    review = kept.reviews[told["key"]]
    kept.reviews[told["key"]] = freeze_review(review, by=kept.persons[told["frozen_by"]], at=at)


def give_number(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    number_review(
        kept.reviews[told["key"]], number=told["number"], signed_on=told["signed_on"],
        by=kept.persons[told["drafted_by"]], at=at,
    )  # fmt: skip
