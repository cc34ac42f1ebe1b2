"""Exchange between two sides: border matters, the shelf, gatherings, delegations in turns, days to greet on."""

from django.urls import URLPattern, URLResolver, path

from chungtay.screens.delegations import parts as delegation_parts
from chungtay.screens.delegations import turns as delegation_turns
from chungtay.screens.delegations import views as delegations
from chungtay.screens.exchange import views as exchange
from chungtay.screens.gatherings import views as gatherings
from chungtay.screens.matters import views as matters
from chungtay.screens.occasions import letters
from chungtay.screens.occasions import views as occasions
from chungtay.screens.shelf import views as shelf

ADDRESSES: list[URLPattern | URLResolver] = [
    path("exchange/", exchange.front, name="exchange"),
    path("exchange/words/<slug:kind>/<uuid:id>/", exchange.words, name="exchange-words"),
    # border matters
    path("matters/", matters.matters, name="matters"),
    path("programmes/<slug:slug>/matters/new/", matters.new, name="matter-new"),
    path("matters/<uuid:id>/", matters.matter, name="matter"),
    path("matters/<uuid:id>/writing/", matters.writing, name="matter-writing"),
    path("matters/<uuid:id>/moves/", matters.moves, name="matter-moves"),
    path("matters/<uuid:id>/actions/", matters.proposals, name="matter-actions"),
    path(
        "matters/<uuid:id>/actions/<uuid:action_id>/moves/", matters.action_moves, name="matter-action-moves"
    ),
    # the exchange shelf
    path("shelf/", shelf.shelf, name="shelf"),
    path("programmes/<slug:slug>/shelf/new/", shelf.new, name="shelf-new"),
    path("shelf/<uuid:id>/", shelf.item, name="shelf-item"),
    path("shelf/<uuid:id>/writing/", shelf.writing, name="shelf-writing"),
    path("shelf/<uuid:id>/papers/", shelf.papers, name="shelf-papers"),
    path("shelf/<uuid:id>/sending/", shelf.sending, name="shelf-sending"),
    path("shelf/<uuid:id>/withdrawal/", shelf.withdrawal, name="shelf-withdrawal"),
    path("shelf/<uuid:id>/readers/<uuid:reader_id>/receipt/", shelf.receipt, name="shelf-receipt"),
    path("shelf/<uuid:id>/replies/", shelf.replies, name="shelf-replies"),
    # gatherings
    path("gatherings/", gatherings.gatherings, name="gatherings"),
    path("programmes/<slug:slug>/gatherings/new/", gatherings.new, name="gathering-new"),
    path("gatherings/<uuid:id>/", gatherings.gathering, name="gathering"),
    path("gatherings/<uuid:id>/writing/", gatherings.writing, name="gathering-writing"),
    path("gatherings/<uuid:id>/moves/", gatherings.moves, name="gathering-moves"),
    path("gatherings/<uuid:id>/minutes/", gatherings.minutes, name="gathering-minutes"),
    path("gatherings/<uuid:id>/speeches/", gatherings.speeches, name="gathering-speeches"),
    path("gatherings/<uuid:id>/tasks/", gatherings.tasks, name="gathering-tasks"),
    # days to greet on, and the letters
    path("occasions/", occasions.occasions, name="occasions"),
    path("occasions/new/", occasions.new, name="occasion-new"),
    path("occasions/<uuid:id>/", occasions.occasion, name="occasion"),
    path("occasions/<uuid:id>/writing/", occasions.writing, name="occasion-writing"),
    path("occasions/<uuid:id>/days/", occasions.days, name="occasion-days"),
    path("occasions/<uuid:id>/ending/", occasions.ending, name="occasion-ending"),
    path("occasions/<uuid:id>/leaving/", occasions.leaving, name="occasion-leaving"),
    path("occasions/<uuid:id>/returning/", occasions.returning, name="occasion-returning"),
    path("greetings/", letters.greetings, name="greetings"),
    path("greetings/beginning/", letters.beginning, name="greeting-beginning"),
    path("greetings/<uuid:id>/", letters.greeting, name="greeting"),
    path("greetings/<uuid:id>/draft/", letters.drafting, name="greeting-draft"),
    path("greetings/<uuid:id>/approval/", letters.approval, name="greeting-approval"),
    path("greetings/<uuid:id>/sending/", letters.sending, name="greeting-sending"),
    path("greetings/<uuid:id>/reply/", letters.reply, name="greeting-reply"),
    path("greetings/<uuid:id>/leaving-out/", letters.leaving_out, name="greeting-leaving-out"),
    path("greetings/<uuid:id>/taking-up/", letters.taking_up, name="greeting-taking-up"),
    path("greetings/<uuid:id>/papers/<slug:sha256>/", letters.paper, name="greeting-paper"),
    # delegations and turns
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/papers/", delegation_turns.papers, name="delegation-papers"),
    path("delegations/papers/<uuid:id>/", delegation_turns.paper, name="delegation-paper-usual"),
    path("delegations/<uuid:id>/", delegations.delegation, name="delegation"),
    path("delegations/<uuid:id>/writing/", delegations.writing, name="delegation-writing"),
    path("delegations/<uuid:id>/moves/", delegations.moves, name="delegation-moves"),
    path("delegations/<uuid:id>/print/", delegations.print_out, name="delegation-print"),
    path("delegations/<uuid:id>/tasks/", delegation_parts.tasks, name="delegation-tasks"),
    path("delegations/<uuid:id>/rows/<slug:part>/", delegation_parts.rows, name="delegation-rows"),
    path(
        "delegations/<uuid:id>/rows/<slug:part>/<uuid:row_id>/", delegation_parts.row, name="delegation-row"
    ),
    path(
        "delegations/<uuid:id>/papers/<uuid:row_id>/readiness/",
        delegation_parts.readiness,
        name="delegation-paper-ready",
    ),
    path("programmes/<slug:slug>/delegations/new/", delegations.new, name="delegation-new"),
    path("programmes/<slug:slug>/turns/", delegation_turns.turns, name="turns"),
    path(
        "programmes/<slug:slug>/turns/<uuid:id>/exceptions/",
        delegation_turns.exceptions,
        name="turn-exceptions",
    ),
    path("programmes/<slug:slug>/turns/<uuid:id>/ending/", delegation_turns.ending, name="turns-ending"),
]
