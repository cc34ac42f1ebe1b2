"""Groups of units across the tree, such as border communes: made, and each unit in them from a day to a day."""

from datetime import date, datetime

from django.utils.text import slugify

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.models import GroupMembership, Person, Place, PlaceGroup
from chungtay.rules.people import Act
from chungtay.rules.places import fold
from chungtay.rules.places.groups import check_end_of_membership, check_group, check_membership

from .atlas import refuse_unless_may_change_the_map


def make_group(group: PlaceGroup, *, by: Person, at: datetime) -> PlaceGroup:
    """Keep an unsaved group; its address is made from its name."""
    refuse_unless_may_change_the_map(by, at)
    group.slug = slugify(fold(group.name_en or group.name))[:50]
    check_group(
        name=group.slug and group.name, slug_taken=PlaceGroup.objects.filter(slug=group.slug).exists()
    )
    with recorded("make_group", thing=group, by=by, at=at):
        group.save(force_insert=True)
    return group


def add_to_group(
    group: PlaceGroup, place: Place, *, first_on: date, by: Person, at: datetime
) -> GroupMembership:
    refuse_unless_may(by, Act.MANAGE, place, at)
    with recorded("add_to_group", thing=group, by=by, at=at, reason=place.key):
        PlaceGroup.objects.select_for_update().get(pk=group.pk)
        held = group.memberships.filter(place=place).values_list("valid_from", "valid_to")
        check_membership(first_on=first_on, place=(place.valid_from, place.valid_to), held=held)
        return group.memberships.create(place=place, valid_from=first_on)


def end_membership(membership: GroupMembership, *, on: date, by: Person, at: datetime) -> GroupMembership:
    """From this day on the unit no longer belongs to the group; that it did stays written."""
    refuse_unless_may(by, Act.MANAGE, membership.place, at)
    with recorded("end_membership", thing=membership.group, by=by, at=at, reason=membership.place.key):
        held = GroupMembership.objects.select_for_update().get(pk=membership.pk)
        check_end_of_membership(first_on=held.valid_from, until=held.valid_to, on=on)
        held.valid_to = on
        held.save(update_fields=["valid_to"])
    return held
