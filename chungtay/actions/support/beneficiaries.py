"""Keeps beneficiaries by name under seal, opens them to whoever says why, and deletes them; each act is noted."""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from chungtay.models import Beneficiary, BeneficiaryList, Person, Support
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.sealing import NONCE, SealBroken, key_of, opened, seal
from chungtay.rules.support import check_beneficiaries, check_reading, last_day_of_names

from ..recorded import note_view, recorded, refuse_unless_may

OTHER_KEY = (
    "These names cannot be opened: they were sealed with another key, or changed. Tell your administrator."
)


def keep_beneficiaries(
    support: Support, people: Sequence[Mapping[str, str]], *, purpose: str, legal_basis: str, delete_on: date,
    by: Person, at: datetime,
) -> BeneficiaryList:  # fmt: skip
    """`people`: for each what the kind of support asks, as "name". All of them, or nothing."""
    made = BeneficiaryList(
        support=support, purpose=purpose.strip(), legal_basis=legal_basis.strip(), delete_on=delete_on,
        number=len(people), kept_by=by, kept_at=at,
    )  # fmt: skip
    refuse_unless_may(by, Act.RECORD, made, at)
    with recorded("keep_beneficiaries", thing=made, by=by, at=at):
        held = Support.objects.select_for_update(of=("self",)).select_related("kind").get(pk=support.pk)
        check_beneficiaries(
            people, asks=held.kind.asks, purpose=purpose, legal_basis=legal_basis, delete_on=delete_on,
            today=timezone.localdate(at), latest=last_day_of_names(held.given_on, held.kind.keep_months),
            number=held.number, kept_already=BeneficiaryList.objects.filter(support=held).exists(),
            is_withdrawn=held.withdrawn_at is not None,
        )  # fmt: skip
        made.save(force_insert=True)
        rows = [Beneficiary(on_list=made, position=position) for position in range(1, len(people) + 1)]
        for row, person in zip(rows, people, strict=True):
            row.sealed = sealed(row, person)
        Beneficiary.objects.bulk_create(rows)
    return made


def read_beneficiaries(names: BeneficiaryList, *, why: str, by: Person, at: datetime) -> list[dict[str, str]]:
    """Noted before a name is seen; looking again for the same reason within a minute is the same look."""
    refuse_unless_may(by, Act.READ, names, at)
    check_reading(
        why=why,
        delete_on=names.delete_on,
        today=timezone.localdate(at),
        is_deleted=names.deleted_at is not None,
    )
    note_view(names, by=by, at=at, act="read_beneficiaries", reason=why.strip())
    try:
        return [unsealed(row) for row in names.beneficiaries.all()]
    except SealBroken as problem:
        raise RuleBroken(Message(OTHER_KEY)) from problem


def delete_beneficiaries(names: BeneficiaryList, *, reason: str, by: Person, at: datetime) -> BeneficiaryList:
    """Before their day, by a person. The counts stay; deleting twice is harmless."""
    refuse_unless_may(by, Act.RECORD, names, at)
    if not reason.strip():
        raise RuleBroken(Message("Write why; the reason stays with it.", where="reason"))
    forget(names.support, by=by, at=at, reason=reason)
    names.refresh_from_db()
    return names


def forget(support: Support, *, by: Person | None, at: datetime, reason: str = "") -> bool:
    """Take the sealed rows away, if any are left; the list says until when they were kept, for what, how many."""
    names = BeneficiaryList.objects.select_related("support").filter(support=support, deleted_at=None).first()
    if names is None:
        return False
    with recorded("delete_beneficiaries", thing=names, by=by, at=at, reason=reason):
        names.beneficiaries.all().delete()
        names.deleted_at, names.deleted_by = at, by
        names.save(update_fields=["deleted_at", "deleted_by"])
    return True


def key() -> bytes:
    return key_of(settings.BENEFICIARY_KEY)


def sealed(row: Beneficiary, person: Mapping[str, str]) -> bytes:
    told = {field: value.strip() for field, value in person.items() if value.strip()}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return seal(text, key=key(), nonce=secrets.token_bytes(NONCE), bound_to=str(row.pk))


def unsealed(row: Beneficiary) -> dict[str, str]:
    told: dict[str, str] = json.loads(opened(bytes(row.sealed), key=key(), bound_to=str(row.pk)))
    return told
