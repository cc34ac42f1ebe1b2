"""Adds a kind of register: what is kept there, how its members are counted, which indicators it feeds."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.text import slugify

from chungtay.models import Breakdown, Person, RegisterKind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may


def add_kind(
    kind: RegisterKind, *, of_which: Sequence[Breakdown] = (), by: Person, at: datetime
) -> RegisterKind:
    """The indicators are counted by the register from now on; what reports stated of them before is refused."""
    refuse_unless_may(by, Act.DEFINE, kind, at)
    with recorded("add_register_kind", thing=kind, by=by, at=at):
        kind.slug = kind.slug or slugify(kind.name.replace("đ", "d").replace("Đ", "D"))[:40]
        check_kind(kind)
        kind.save(force_insert=True)
        kind.of_which.set(of_which)
    return kind


def check_kind(kind: RegisterKind) -> None:
    faults = []
    if not kind.name.strip():
        faults.append(Message("Write the name.", where="name"))
    if RegisterKind.objects.filter(slug=kind.slug).exists():
        faults.append(Message("There is a register of this name already.", where="name"))
    for name in ("stock", "founded", "strengthened"):
        indicator = getattr(kind, name)
        if indicator and not indicator.fed_by_register:
            text = "The indicator “%(indicator)s” is not counted by a register. Choose another, or add one that is."
            faults.append(Message(text, {"indicator": indicator.name}, name))
        if indicator and (indicator.kind == "stock") != (name == "stock"):
            text = "What stands is a stock; what is founded or strengthened is counted as it happens."
            faults.append(Message(text, where=name))
    if faults:
        raise RuleBroken(faults)
