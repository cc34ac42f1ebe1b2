"""Drafts a recommendation and changes it, as long as it was not sent."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.recommendations import bodies_to_ask, origin_of
from chungtay.models import Addressee, Agreement, Document, Organisation, Person, Place, Recommendation
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.recommendations import Asked, Origin, check_asked

from ..documents import File, add_document, holds_just
from ..recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may

EVIDENCE = "Minh chứng"  # what offices call a paper that shows something


def draft_recommendation(
    asked: Asked, *, file: File | None = None, by: Person, at: datetime
) -> Recommendation:
    """Keep it for its sender alone, with the paper that came; the second of two clicks finds the first one's."""
    today = timezone.localdate(at)
    draft = Recommendation(
        holder=Organisation.objects.get(pk=asked.holder), origin=asked.origin, origin_id=asked.origin_id,
        origin_part=asked.origin_part, drafted_by=by, drafted_at=at,
    )  # fmt: skip
    _say(draft, asked)
    refuse_unless_may(by, Act.RECORD, draft, at)
    _refuse_faults(asked, by, today)
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=asked.holder)
        if (same := _just_drafted(draft)) is not None:
            return same
        with recorded("draft_recommendation", thing=draft, by=by, at=at):
            draft.save(force_insert=True)
            _address(draft, asked)
            _keep(draft, file, by=by, at=at)
    return draft


def edit_recommendation(
    draft: Recommendation, asked: Asked, *, file: File | None = None, by: Person, at: datetime
) -> Recommendation:
    """Say anew what is asked and of whom; its sender and what it came from stay."""
    refuse_unless_sender(by, Act.RECORD, draft, at)
    today = timezone.localdate(at)
    with recorded("edit_recommendation", thing=draft, by=by, at=at):
        held = Recommendation.objects.select_for_update().get(pk=draft.pk)
        refuse_sent(held)
        if asked.holder != held.holder_id:
            raise RuleBroken(Message("Who asks stays as it was drafted.", where="holder"))
        if (asked.origin, asked.origin_id) != (held.origin, held.origin_id):
            raise RuleBroken(Message("From what it comes stays as it was drafted.", where="origin"))
        _say(held, asked)
        refuse_unless_may(by, Act.RECORD, held, at)
        _refuse_faults(asked, by, today, stands=held)
        held.save()
        _address(held, asked)
        _keep(held, file, by=by, at=at)
    return held


def refuse_unless_sender(by: Person, act: Act, asked: Recommendation, at: datetime) -> None:
    """For the body that asks; those that it was sent to hold it, too, and may not speak for it."""
    if not by.may(act, asked.facts_for(asked.holder), timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def refuse_sent(draft: Recommendation) -> None:
    if draft.sent_at is not None:
        raise RuleBroken(Message("It was sent already, and stays as it was sent."))


def _say(draft: Recommendation, asked: Asked) -> None:
    draft.agreement = Agreement.objects.filter(pk=asked.agreement).first() if asked.agreement else None
    draft.place = Place.objects.filter(pk=asked.place).first() if asked.place else None
    draft.text, draft.grounds = asked.text.strip(), asked.grounds.strip()
    draft.text_lo, draft.text_en = asked.text_lo.strip(), asked.text_en.strip()


def _address(draft: Recommendation, asked: Asked) -> None:
    """Nobody has taken a step yet, so rows may go; who was named before keeps theirs."""
    names = [" ".join(name.split()) for name in asked.outside]
    wanted: list[tuple[UUID | None, str]] = [(key, "") for key in asked.addressees]
    wanted += [(None, name) for name in names if name]
    had = {(one.organisation_id, one.name): one.pk for one in draft.addressees.all()}
    draft.addressees.filter(pk__in=[key for one, key in had.items() if one not in wanted]).delete()
    Addressee.objects.bulk_create(
        Addressee(recommendation=draft, organisation_id=body, name=name)
        for body, name in dict.fromkeys(wanted)
        if (body, name) not in had
    )
    draft.evidence.set(Document.objects.filter(pk__in=asked.evidence))


def _keep(draft: Recommendation, file: File | None, *, by: Person, at: datetime) -> None:
    """A paper that shows it becomes a paper of the office that asks."""
    if file is None or any(holds_just(paper, file[1]) for paper in draft.evidence.all()):
        return
    today = timezone.localdate(at)
    paper = Document(type=EVIDENCE, title=file[0][:500], issued_on=today, holder=draft.holder)
    draft.evidence.add(add_document(paper, agreements=[], files=[file], by=by, at=at))


def _refuse_faults(asked: Asked, by: Person, today: date, *, stands: Recommendation | None = None) -> None:
    """What is named by its key must be there for this person. What stood there before may stay."""
    said = []
    try:
        check_asked(asked)
    except RuleBroken as broken:
        said += broken.messages
    said += _unseen(asked, by, today, stands)
    if said:
        raise RuleBroken(said)


def _unseen(asked: Asked, by: Person, today: date, stands: Recommendation | None) -> Iterable[Message]:
    agreements = Agreement.objects.visible_to(by, today)
    if asked.agreement and not agreements.filter(pk=asked.agreement).exists():
        yield Message("This programme is not shared with you.", where="agreement")
    if asked.place and not Place.objects.filter(pk=asked.place).exists():
        yield Message("Choose a place of the list.", where="place")
    stood = set(stands.addressees.values_list("organisation", flat=True)) if stands else set()
    if missing(bodies_to_ask(by, today), set(asked.addressees) - stood):
        yield Message("Choose bodies of your own, or of a programme that you read.", where="addressees")
    papers = set(stands.evidence.values_list("pk", flat=True)) if stands else set()
    if missing(Document.objects.visible_to(by, today), set(asked.evidence) - papers):
        yield Message("Choose papers that you see.", where="evidence")
    is_new = stands is None and asked.origin is not Origin.OWN and asked.origin_id is not None
    if is_new and origin_of(asked.origin, asked.origin_id, by, today) is None:
        yield Message("Name only what is shared with you.", where="origin")


def missing(visible: object, keys: set[UUID]) -> bool:
    """Whether one of these is not among what may be seen."""
    return bool(keys) and visible.filter(pk__in=keys).count() < len(keys)  # type: ignore[attr-defined]


def _just_drafted(draft: Recommendation) -> Recommendation | None:
    return Recommendation.objects.filter(
        holder=draft.holder_id, agreement=draft.agreement, origin=draft.origin, origin_id=draft.origin_id,
        origin_part=draft.origin_part, text=draft.text, drafted_by=draft.drafted_by,
        drafted_at__gt=draft.drafted_at - PRESSED_TWICE, drafted_at__lte=draft.drafted_at,
    ).first()  # fmt: skip
