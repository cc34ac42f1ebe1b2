"""Has the demo's agreements proposed, spoken about and signed on their days, and passes their sides on to heirs."""

from datetime import datetime
from functools import partial
from typing import Any

from chungtay.actions.signing import (
    Paper,
    ask_opinion,
    keep_equal_text,
    note_opinion,
    propose_agreement,
    sign,
    succeed_seat,
)
from chungtay.actions.versions import add_row, begin_version
from chungtay.models import Agreement, Version
from chungtay.rules.amounts import SCALE
from chungtay.rules.signing import Answer
from chungtay.rules.versions import RowKind

from .agreements import words
from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import texts

TITLES = {"lo": "ບົດບັນທຶກຄວາມເຂົ້າໃຈ ສະບັບພາສາລາວ"}  # of the signed text, as it is filed


def note_signing(diary: Diary, kept: Kept) -> None:
    """Each phase from the first draft of its text to the last signature; the papers of that morning come before."""
    told = texts("signing")
    for one in told["text"]:
        agreement, key = kept.agreements[one["agreement"]], (one["agreement"], one["phase"])
        diary.note(at_nine(one["drafted_on"]), partial(draw_up, kept, agreement, one))
        diary.note(at_nine(one["proposed_on"], 60), partial(propose, kept, one, key))
        for asked in one.get("opinion", []):
            diary.note(at_nine(asked["asked_on"], 120), partial(ask, kept, one, asked, key))
            diary.note(at_nine(asked["answered_on"], 120), partial(answer, kept, one, asked))
        diary.note(at_nine(one["signed_on"], -50), partial(sign_all, kept, one, key))
    for one in told["succession"]:
        diary.note(at_nine(one["noted_on"]), partial(succeed, kept, one))


def draw_up(kept: Kept, agreement: Agreement, told: dict[str, Any], at: datetime) -> None:
    """The text as it stood, and the new phase with its commitments and what they shall reach."""
    by = kept.persons[told["by"]]
    version = begin_version(
        agreement, holder=kept.bodies[told["body"]], reason=told.get("reason", ""), by=by, at=at
    )
    version.languages = told["languages"]
    version.save(update_fields=["languages"])
    phase = next(one for one in texts(told["agreement"])["phase"] if one["name"] == told["phase"])
    add = partial(add_row, version, by=by, at=at)
    window = {"first_on": phase["first_on"].isoformat(), "last_on": phase["last_on"].isoformat()}
    top = add(RowKind.PHASE, under=str(agreement.pk), values={"name": phase["name"], **window})
    for one in phase["commitment"]:
        under = add(RowKind.COMMITMENT, under=top, values=words(one))
        for slug, amount in one.get("targets", {}).items():
            promised = {"indicator": str(kept.indicators[slug].pk), "amount": amount * SCALE, **window}
            add(RowKind.TARGET, under=under, values=promised)
    kept.texts[told["agreement"], told["phase"]] = version


def propose(kept: Kept, told: dict[str, Any], key: tuple[str, str], at: datetime) -> None:
    kept.texts[key] = propose_agreement(kept.texts[key], by=kept.persons[told["by"]], at=at)


def ask(kept: Kept, told: dict[str, Any], asked: dict[str, Any], key: tuple[str, str], at: datetime) -> None:
    version = kept.texts[key]
    kept.opinions[asked["agency"]] = ask_opinion(
        version, version.agreement.seats.get(number=1), agency=asked["agency"], asked_on=asked["asked_on"],
        due_on=asked["due_on"], by=kept.persons[told["by"]], at=at,
    )  # fmt: skip


def answer(kept: Kept, told: dict[str, Any], asked: dict[str, Any], at: datetime) -> None:
    note_opinion(
        kept.opinions[asked["agency"]], answer=Answer(asked["answer"]), answered_on=asked["answered_on"],
        text=asked.get("text", ""), by=kept.persons[told["by"]], at=at,
    )  # fmt: skip


def sign_all(kept: Kept, told: dict[str, Any], key: tuple[str, str], at: datetime) -> None:
    """The texts in their languages, then each side's signature; with the last one the text is in force."""
    version = kept.texts[key]
    for language in told["languages"].split():
        paper = kept.documents[told["paper"]] if language == "vi" else text_file(version, language)
        keep_equal_text(version, language, document=paper, by=kept.persons[told["signer"][0]], at=at)
    for number, person in enumerate(told["signer"], 1):
        post = kept.persons[person].posts.get()
        sign(
            version, version.agreement.seats.get(number=number), signed_on=told["signed_on"],
            venue=told["venue"], signer=post.title, post=post, by=kept.persons[person], at=at,
        )  # fmt: skip


def text_file(version: Version, language: str) -> Paper:
    """The commitments in the other language, as a plain file."""
    rows = version.text.of_kind(RowKind.COMMITMENT)
    lines = [version.agreement.said("name", language), *(row.text(f"text_{language}") for row in rows)]
    return Paper([(f"text-{language}.txt", "\n".join(lines).encode(), "text/plain")], title=TITLES[language])


def succeed(kept: Kept, told: dict[str, Any], at: datetime) -> None:
    """Said on the old body's last day, by whoever still signs for it."""
    seat = kept.agreements[told["agreement"]].seats.get(number=told["seat"])
    heir = kept.bodies[told["heir"]]
    succeed_seat(seat, heir, on=told["on"], reason=told["reason"], by=kept.persons[told["by"]], at=at)
