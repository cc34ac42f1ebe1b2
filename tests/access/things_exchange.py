"""What stands between Dogwood and Elmshire, as the access table visits it: matters, the shelf, gatherings."""

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.gatherings import change_gathering, move_gathering, plan_gathering
from chungtay.actions.matters import draft_matter, move_matter, propose_action
from chungtay.actions.shelf import put_on_shelf, send_item
from chungtay.models import Gathering, Matter, ShelfItem
from chungtay.rules.gatherings import Move as Step
from chungtay.rules.matters import Move
from tests.access.thing import Thing, sending
from tests.world import NOW, TODAY, World


def of_exchange(world: World) -> dict[tuple[str, str], Thing]:
    return {**of_matters(world), **of_shelf(world), **of_gatherings(world)}


def of_matters(world: World) -> dict[tuple[str, str], Thing]:
    here, there = world.bodies["dogwood"], world.bodies["east"]
    draft, raised = (
        draft_matter(
            Matter(agreement=world.programme, holder=here, other=there, title=title, text="At the stone"),
            by=world.officer, at=NOW,
        )
        for title in ("On goats", "On cattle")
    )  # fmt: skip
    move_matter(raised, Move.RAISE, by=world.officer, at=NOW)
    action = propose_action(raised, there, text="Mend the fence", due_on=TODAY, by=world.officer, at=NOW)
    words = {"other": there.pk, "title": "On goats", "text": "Two goats"}
    at_draft, at_raised = {"id": draft.pk}, {"id": raised.pk}
    proposal = {"text": "Dig a ditch", "owner": there.pk, "due_on": "30/04/2026"}
    return {
        ("exchange-words", "matter"): Thing(at_raised | {"kind": "matter"}, sent=sending(title_lo="ງົວ")),
        ("matter-new", "ours"): Thing({"slug": world.programme.slug}, sent=sending(title="On goats")),
        ("matter", "draft"): Thing(at_draft),
        ("matter", "raised"): Thing(at_raised),
        ("matter-writing", "draft"): Thing(at_draft, sent=sending(**words)),
        ("matter-moves", "draft"): Thing(at_draft, sent=sending(move="raise")),
        ("matter-moves", "raised"): Thing(at_raised, sent=sending(move="say", note="We saw them")),
        ("matter-actions", "raised"): Thing(at_raised, sent=sending(**proposal)),
        ("matter-action-moves", "raised"): Thing(
            at_raised | {"action_id": action.pk}, sent=sending(move="decline", note="Not now")
        ),
    }


def of_shelf(world: World) -> dict[tuple[str, str], Thing]:
    here, there = world.bodies["dogwood"], world.bodies["east"]
    draft, sent = (
        put_on_shelf(
            ShelfItem(agreement=world.programme, holder=here, title=title, text="From May"),
            readers=[there], by=world.officer, at=NOW,
        )
        for title in ("On forms", "On a law")
    )  # fmt: skip
    send_item(sent, by=world.officer, at=NOW)
    words = {"title": "On forms", "text": "From June", "readers": [there.pk]}
    at_draft, at_sent = {"id": draft.pk}, {"id": sent.pk}
    return {
        ("shelf-new", "ours"): Thing({"slug": world.programme.slug}, sent=sending(title="On forms")),
        ("shelf-item", "draft"): Thing(at_draft),
        ("shelf-item", "sent"): Thing(at_sent),
        ("shelf-writing", "draft"): Thing(at_draft, sent=sending(**words)),
        ("shelf-papers", "draft"): Thing(
            at_draft, sent=lambda: {"file": SimpleUploadedFile("law.pdf", b"%PDF-1.7")}
        ),
        ("shelf-sending", "draft"): Thing(at_draft),
        ("shelf-withdrawal", "draft"): Thing(at_draft, sent=sending(reason="By mistake")),
        ("shelf-receipt", "sent"): Thing(at_sent | {"reader_id": sent.readers.get().pk}),
        ("shelf-replies", "sent"): Thing(at_sent, sent=sending(text="Thank you")),
    }


def of_gatherings(world: World) -> dict[tuple[str, str], Thing]:
    here, there = world.bodies["dogwood"], world.bodies["east"]
    planned, minuted = (
        plan_gathering(
            Gathering(
                agreement=world.programme, holder=here, kind="conference", title=title, held_on=TODAY
            ),
            bodies=[there], by=world.officer, at=NOW,
        )
        for title in ("On clubs", "On markets")
    )  # fmt: skip
    move_gathering(minuted, Step.SEND, by=world.officer, at=NOW)
    change_gathering(minuted, {"result": "Each quarter"}, by=world.officer, at=NOW)
    move_gathering(minuted, Step.SEND_MINUTES, by=world.officer, at=NOW)
    words = {"title": "On clubs", "held_on": "20/03/2026", "bodies": [there.pk]}
    task = {"text": "Go", "organisation": here.pk, "due_on": "30/04/2026"}
    at_planned, at_minuted = {"id": planned.pk}, {"id": minuted.pk}
    return {
        ("gathering-new", "ours"): Thing({"slug": world.programme.slug}, sent=sending(title="On clubs")),
        ("gathering", "planned"): Thing(at_planned),
        ("gathering", "minuted"): Thing(at_minuted),
        ("gathering-writing", "planned"): Thing(at_planned, sent=sending(**words)),
        ("gathering-moves", "planned"): Thing(at_planned, sent=sending(move="send")),
        ("gathering-moves", "minuted"): Thing(at_minuted, sent=sending(move="confirm")),
        ("gathering-minutes", "planned"): Thing(
            at_planned, sent=lambda: {"file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")}
        ),
        ("gathering-speeches", "planned"): Thing(at_planned, sent=sending(speaker="Head", title="Clubs")),
        ("gathering-tasks", "minuted"): Thing(at_minuted, sent=sending(**task)),
    }
