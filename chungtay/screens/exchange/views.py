"""The front page of exchange, and the form that says in the other language what was written in one."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions.exchange import may_say, say_also
from chungtay.answers.exchange import Front
from chungtay.answers.wordings import found_thing, mark_unchecked
from chungtay.models import Gathering, Matter, MatterAction, ShelfItem, Speech
from chungtay.models.record import Record
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.context import address_of
from chungtay.screens.errors import carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language
from chungtay.screens.work.views import Row

from .forms import AlsoForm

KINDS = ("matter", "matteraction", "shelfitem", "gathering", "speech")  # whose words this form completes
# The rooms behind the front page, each with what one finds there.
DOORS: list[tuple[str, str | Promise, str | Promise]] = [
    (
        "notices",
        gettext_lazy("Confidential notices"),
        gettext_lazy("when a woman or a child is in danger: sealed, for named persons only"),
    ),
    ("matters", gettext_lazy("Border matters"), gettext_lazy("raised by either side, solved when both say so")),
    ("shelf", gettext_lazy("Exchange shelf"), gettext_lazy("information for the other side, received and replied to")),
    (
        "gatherings",
        gettext_lazy("Gatherings"),
        gettext_lazy("twinned villages, joint events, conferences on experience"),
    ),
    ("delegations", gettext_lazy("Delegations"), gettext_lazy("visits both ways, and whose turn it is")),
    ("occasions", gettext_lazy("Greetings"), gettext_lazy("days to observe, and the letters that are due")),
]  # fmt: skip


@dataclass(frozen=True)
class Door:
    name: str | Promise
    about: str | Promise
    address: str


@require_safe
def front(request: Request) -> HttpResponse:
    """What waits for me over all exchange, what both sides have in hand, and the doors to its rooms."""
    page = Front(request.person, request.today)
    things: list[Record | None] = [*page.open_matters, *page.coming, *(row.thing for row in page.waiting)]  # type: ignore[list-item]
    told = {
        "page": page,
        "rows": [Row(owed, request.today) for owed in page.waiting],
        "doors": [Door(name, about, way) for room, name, about in DOORS if (way := address_of(room))],
        "unchecked": mark_unchecked(things, page_language()),
    }
    return render(request, "exchange/exchange.html", told)


@require_POST
def words(request: Request, kind: str, id: UUID) -> HttpResponse:
    """Completes what is silent in one language; whoever may act for one of the bodies does."""
    thing = found_thing(kind, id, request.person, request.today) if kind in KINDS else None
    if thing is None:
        raise Http404
    if not may_say(thing, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    form, by, at = AlsoForm(thing, request.POST), request.person, timezone.now()
    if carried_out(form, lambda: say_also(thing, form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Kept. A second person checks it on the page of words."))
        return redirect(*place_of(thing))
    told = {"form": form, "back": place_of(thing)[0], "back_id": place_of(thing)[1]}
    return render(request, "exchange/words.html", told, status=422)


def place_of(thing: Record) -> tuple[str, UUID]:
    """The page on which the words stand."""
    match thing:
        case MatterAction():
            return "matter", thing.matter_id
        case Speech():
            return "gathering", thing.gathering_id
    names: dict[type[Record], str] = {Matter: "matter", ShelfItem: "shelf-item", Gathering: "gathering"}
    return names[type(thing)], thing.pk
