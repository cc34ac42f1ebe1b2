"""Fields that ask for several units at once, each by its name or its code."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.answers.places.found import find, named
from chungtay.models import Place
from chungtay.rules.places import bare, fold

MOST = 30


class PlacesField(forms.CharField):
    """One unit a line: "Đăk Plô", "dak plo" or 23344@2025-07-01. Where several are called so, the code decides."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Where"))
        super().__init__(
            max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("One unit a line: its name or its code."), **more,
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(said_of(place) for place in value)

    def to_python(self, value: Any) -> list[Place]:  # type: ignore[override]
        lines = [line.strip() for line in str(super().to_python(value)).splitlines() if line.strip()]
        if len(lines) > MOST:
            text = gettext("At most %(most)s places; name the unit that contains them.")
            raise forms.ValidationError(text % {"most": MOST})
        found: dict[Any, Place] = {}
        faults = []
        for line in lines:
            try:
                place = unit_of(line)
                found[place.pk] = place
            except forms.ValidationError as fault:
                faults.append(fault)
        if faults:
            raise forms.ValidationError(faults)
        return list(found.values())

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Lines were counted above."""


class UnitField(forms.CharField):
    """One unit, by its name or its code; none where it may stay empty."""

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        return unit_of(text) if text else None


def said_of(place: Place) -> str:
    return f"{place.name} – {place.code}@{place.valid_from.isoformat()}"


def unit_of(line: str) -> Place:
    """By what the form itself writes, by a code, or by a name that only one unit bears today."""
    code = line.rpartition("–")[2].strip()
    place = named(code) if any(sign.isdigit() for sign in code) else None
    if place is not None:
        return place
    # Offices say "Bờ Y" where the list says "Xã Bờ Y".
    wanted = fold(line)
    same = [one for one in find(line, limit=40) if wanted in (fold(one.name), bare(fold(one.name)))]
    standing = [one for one in same if one.valid_to is None] or same
    if len(standing) == 1:
        return standing[0]
    if standing:
        text = gettext("Several units are called “%(name)s”: %(units)s. Write the code.")
        units = "; ".join(said_of(one) for one in standing[:5])
        raise forms.ValidationError(text % {"name": line, "units": units})
    raise forms.ValidationError(
        gettext("No unit is called “%(name)s”, and none bears this code.") % {"name": line}
    )
