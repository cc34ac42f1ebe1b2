"""Notes what becomes of a signed agreement: suspended, taken up again, extended, ended, each by its document."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.signing import standing_of
from chungtay.models import Agreement, Person, Phase, StandingChange, Version
from chungtay.rules.people import Act
from chungtay.rules.signing import Turn, check_turn

from ..recorded import recorded
from .papers import Given, kept
from .sides import refuse_unless_for_a_side


def turn(
    agreement: Agreement, turn: Turn, *, on: date, document: Given, reason: str = "", phase: Phase | None = None,
    last_on: date | None = None, by: Person, at: datetime,
) -> StandingChange:  # fmt: skip
    """`phase` and `last_on` belong to an extension: the phase ends later, and the day before is kept."""
    assert phase is None or phase.agreement_id == agreement.pk, "an agreement extends its own phases"
    today = timezone.localdate(at)
    side = refuse_unless_for_a_side(agreement, Act.SIGN, by, at)
    told = {"turn": turn, "on": on, "reason": reason.strip(), "phase": phase, "last_on": last_on}
    with recorded("turn", thing=agreement, by=by, at=at, reason=reason.strip()):
        Agreement.objects.select_for_update().get(pk=agreement.pk)
        held = agreement.turns.filter(**told, noted_by=by).first()
        if held:
            return held  # pressed twice
        before = Phase.objects.get(pk=phase.pk).last_on if phase else None
        check_turn(
            turn, standing=standing_of(agreement, on), on=on, signed_on=signed_on(agreement),
            last_turn_on=max((one.on for one in agreement.turns.all()), default=None), today=today,
            has_document=bool(document), reason=reason, has_phase=phase is not None, last_on=last_on,
            last_on_before=before,
        )  # fmt: skip
        paper = kept(document, agreement, side.organisation, type="Văn bản", by=by, at=at)
        assert paper, "a turn without its document was refused"
        if turn is Turn.EXTENDED and phase:
            Phase.objects.filter(pk=phase.pk).update(last_on=last_on)
        return StandingChange.objects.create(
            agreement=agreement, **told, last_on_before=before, document=paper, noted_by=by, noted_at=at
        )


def signed_on(agreement: Agreement) -> date | None:
    """The day on which its first text came into force; none where that is not known."""
    return min(
        (
            one.in_force_on
            for one in Version.objects.filter(agreement=agreement, plan=None)
            if one.in_force_on
        ),
        default=None,
    )
