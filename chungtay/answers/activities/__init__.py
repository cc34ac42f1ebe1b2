"""Answers about activities: where they may be recorded, what is offered beside, and which lines they feed."""

from .feeding import Fed, FedLine, counted, counted_in, done_of, feeding, reports_counting
from .offered import (
    bodies_near,
    breakdowns_offered,
    kinds_offered,
    kinds_shown,
    last_recorded,
    programmes_expected,
    remembered_villages,
    unlinked_activities,
    village_unit,
)
from .places import may_record, places_of, recording_places, sits_inside

__all__ = [
    "Fed",
    "FedLine",
    "bodies_near",
    "breakdowns_offered",
    "counted",
    "counted_in",
    "done_of",
    "feeding",
    "kinds_offered",
    "kinds_shown",
    "last_recorded",
    "may_record",
    "places_of",
    "programmes_expected",
    "recording_places",
    "remembered_villages",
    "reports_counting",
    "sits_inside",
    "unlinked_activities",
    "village_unit",
]
