"""Names that a client might send along: every field of every model, what actions take, and how others filter."""

from typing import Any

from django.apps import apps
from django.db import models

from tests.attacks.siege import Siege

HOUSES = ("chungtay", "incidents")  # whose tables there are
# What actions are told by the edge, never by a client; and what other houses call such things.
OF_ACTIONS = (
    "by", "at", "today", "person", "pk", "uuid", "approver", "owner", "lock", "locked", "role", "is_staff",
    "is_superuser", "created_at", "updated_at", "place_id", "held_by", "office", "_method", "X-HTTP-Method-Override",
)  # fmt: skip
LOOKUPS = (
    "holder__name", "holder__parent__name__startswith", "recorded_by__account__email", "ordering", "order_by",
    "order", "sort", "fields", "include", "expand", "embed", "filter", "where", "q", "search", "distinct",
    "is_active", "approval__approved_by", "form__agreement__slug", "state__in", "id__in", "pk__gt", "limit__gt",
    "format", "callback", "_method",
)  # fmt: skip


def names_of_fields() -> dict[str, Any]:
    """Every field of every model, as it is called in the model, in the table, and from the other side."""
    found: dict[str, Any] = dict.fromkeys(OF_ACTIONS)
    for model in (one for house in HOUSES for one in apps.get_app_config(house).get_models()):
        for field in model._meta.get_fields():
            found.setdefault(field.name, field)
            if hasattr(field, "attname"):
                found.setdefault(field.attname, field)
    return found


def hostile(siege: Siege) -> dict[str, str]:
    """Each name with a value that would do harm if it were taken: the same for every attack, since each is undone."""
    if not siege.harmful:
        siege.harmful |= {name: value_of(field, name, siege) for name, field in names_of_fields().items()}
    return siege.harmful


def value_of(field: Any, name: str, siege: Siege) -> str:
    if name in ("holder", "holder_id", "organisation", "organisation_id", "owner", "office", "held_by"):
        return str(siege.world.bodies["far"].pk)
    if name in ("by", "person", "person_id") or name.endswith("_by"):
        return str(siege.world.stranger.pk)
    if isinstance(
        field, models.ForeignKey | models.ManyToManyField | models.ManyToOneRel | models.ManyToManyRel
    ):
        other = field.related_model._base_manager.order_by("-pk").first()
        return str(other.pk) if other else "1"
    if isinstance(field, models.BooleanField):
        return "1"
    if isinstance(field, models.DateTimeField):
        return "2001-02-03T04:05:06Z"
    if isinstance(field, models.DateField) or name == "today":
        return "03/02/2001"
    if isinstance(field, models.IntegerField):
        return "77"
    if isinstance(field, models.UUIDField):
        return str(siege.far.things["report"].pk)
    if getattr(field, "choices", None):
        return str(field.choices[-1][0])
    return "approved" if name == "state" else "Forged"
