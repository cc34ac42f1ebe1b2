"""Every address of the annex. Pages first, then what their scripts send and fetch."""

from django.urls import URLPattern, URLResolver, path

from .screens.first import views as first
from .screens.front import tables
from .screens.front import views as front
from .screens.keys import asked as keys_asked
from .screens.keys import pages as keys
from .screens.life import reading, sending
from .screens.lists import views as lists
from .screens.room import views as room

ADDRESSES: list[URLPattern | URLResolver] = [
    path("notices/", front.front, name="notices"),
    path("notices/<uuid:id>/cards/", front.cards, name="card-release"),
    path("notices/<uuid:id>/destruction/", front.destruction, name="notice-destruction"),
    path("notices/<slug:slug>/new/", first.new, name="notice-new"),
    path("notices/<slug:slug>/statistics/", tables.statistics, name="notice-statistics"),
    path("notices/<slug:slug>/room/", room.room, name="notice-room"),
    path("notices/<slug:slug>/keys/", keys.keys, name="notice-keys"),
    path("notices/<slug:slug>/keys/mine/", keys.own_key, name="notice-own-key"),
    path("notices/<slug:slug>/keys/ceremony/", keys.ceremony, name="notice-ceremony"),
    path(
        "notices/<slug:slug>/keys/warnings/<uuid:id>/settlement/",
        keys.settlement,
        name="key-warning-settlement",
    ),
    path("notices/<slug:slug>/keys/lists.json", keys_asked.lists, name="key-lists"),
    path("notices/<slug:slug>/keys/lists/", keys_asked.key_list, name="key-list"),
    path("notices/<slug:slug>/keys/side/", keys_asked.side_key, name="side-key"),
    path("notices/<slug:slug>/keys/side/wrapped/", keys_asked.side_key_wrapped, name="side-key-wrapped"),
    path("notices/<slug:slug>/keys/enrolments/", keys_asked.enrolment, name="enrolment"),
    path(
        "notices/<slug:slug>/keys/enrolments/<uuid:id>/steps/",
        keys_asked.enrolment_step,
        name="enrolment-step",
    ),
    path("notices/<slug:slug>/keys/own/", keys_asked.own_key, name="own-key"),
    path("notices/<slug:slug>/keys/warnings/", keys_asked.key_warning, name="key-warning"),
    path(
        "notices/<slug:slug>/keys/senders/<str:kid>/confirmation/",
        keys_asked.sender_confirmation,
        name="sender-confirmation",
    ),
    path("notices/<slug:slug>/lists/", lists.lists, name="notice-lists"),
    path("notices/<slug:slug>/lists/dossier/<uuid:seat>/", lists.dossier, name="notice-dossier"),
    path("notices/<slug:slug>/lists/<slug:kind>/new/", lists.new_line, name="notice-new-line"),
    path("notices/<slug:slug>/lists/<slug:kind>/<uuid:id>/", lists.line, name="notice-line"),
    path("notices/<uuid:id>/items/", sending.add, name="notice-item"),
    path("notices/<slug:slug>/items/", sending.begin, name="notice-begin"),
    path("notices/<uuid:id>/grants/", sending.grant, name="notice-grant"),
    path("notices/<uuid:id>/steps/", sending.step, name="notice-step"),
    path("notices/<slug:slug>/openings/", reading.openings, name="openings"),
    path("notices/<slug:slug>/envelopes.json", reading.envelopes_page, name="envelopes"),
]
