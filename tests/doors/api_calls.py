"""What the API's table sends: paths filled with the things of the access table, and a good body for each."""

import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.models import Article, Content, Document
from tests.access.things import TERMS, Thing, things
from tests.access.things_places import of_picture
from tests.papers_read import PLAN
from tests.world import World

# (first word of the path, thing) → where the access table keeps it
KEPT = {
    ("programmes", "ours"): ("programme", "ours"),
    ("programmes", "proposed"): ("equal-texts", "proposed"),
    ("programmes", "papered"): ("equal-texts", "proposed"),
    ("programmes", "drawn"): ("agreement-proposal", "drawn"),
    ("programmes", "asked"): ("opinion-answer", "asked"),
    ("programmes", "west"): ("signatures", "west"),
    ("programmes", "east"): ("signatures", "east"),
    ("agreements", "dogwood's"): ("agreement-new", "dogwood's"),
    ("contents", "ours"): ("content", "ours"),
    ("plans", "west"): ("plan-acceptance", "west"),
    ("plans", "ours"): ("plan-next-year", "ours"),
    ("plans", "second"): ("plan-difference", "second"),
    ("plans", "leader's"): ("plan-view-deletion", "leader's"),
    ("plans", "east"): ("plan-acceptance", "east"),
    ("plans", "our-draft"): ("plan", "our-draft"),
    ("contents", "our-draft"): ("content", "our-draft"),
    ("programmes", "own-places"): ("plan-begin", "own-places"),
    ("plans", "questioned"): ("plan-change-answer", "questioned"),
    ("plans", "amended"): ("amendment-acceptance", "amended"),
    ("plans", "running"): ("plan-cascade", "running"),
    ("plans", "below"): ("plan-drawing-begin", "below"),
    ("plans", "dogwood's"): ("plan-change-above", "dogwood's"),
    ("programmes", "below"): ("directive-new", "below"),
    ("directives", "west's"): ("directive", "west's"),
    ("tasks", "dogwood's"): ("task-part-completion", "dogwood's"),
    ("meetings", "draft"): ("meeting-decision", "draft"),
    ("meetings", "sent"): ("meeting", "sent"),
    ("reports", "open"): ("report", "open"),
    ("reports", "elm's"): ("report", "elm's"),
    ("reports", "waiting"): ("report-approval", "waiting"),
    ("reports", "approved"): ("line-correction", "approved"),
    ("entries", "cedar's"): ("entry", "cedar's"),
    ("documents", "shared"): ("document-file", "shared"),
    ("documents", "inner"): ("document", "inner"),
    ("reviews", "draft"): ("review", "draft"),
    ("reviews", "frozen"): ("review", "frozen"),
    ("readings", "waiting"): ("reading", "waiting"),
    ("articles", "draft"): ("article-writing", "draft"),
    ("articles", "public"): ("article-writing", "public"),
    ("activities", "dogwood's"): ("activity", "dogwood's"),
    ("clubs", "dogwood's"): ("club", "dogwood's"),
    ("indicators", "ours"): ("indicator-versions", "ours"),
    ("programmes", "counted"): ("unit-targets", "counted"),
    ("versions", "draft"): ("version-row", "draft"),
    ("versions", "taken-out"): ("version-row-return", "draft"),
    ("versions", "proposed"): ("version", "proposed"),
    ("places", "cedar's"): ("place", "cedar's"),
    ("places", "dogwood's"): ("place-picture", "dogwood's"),
    ("place-groups", "border"): ("membership-end", "border"),
    ("place-groups", "inland"): ("place-group", "inland"),
    ("people", "officer"): ("person", "officer"),
    ("people", "spare"): ("body", "spare"),
    ("quoted", "paper's"): ("quote-withdrawal", "paper's"),
    ("people", "officer's"): ("post-ending", "officer's"),
    ("people", "open"): ("invitation-withdrawal", "open"),
    ("programmes", "text"): ("wording", "ours"),
    ("programmes", "translated"): ("wording-check", "translated"),
    ("terms", "proposed"): ("term-approval", "proposed"),
    ("shares", "paper"): ("share-end", "paper"),
    ("shares", "review"): ("share-end", "review"),
    ("shares", "figures"): ("share-end", "figures"),
    ("shares", "theirs"): ("share-end", "theirs"),
    ("shares", "taken-back"): ("share-again", "taken-back"),
}
ARTICLE = {"title": "A visit", "body": "Four days.", "author": "The office", "language": "en"}
IN_DOGWOOD = {"place": "103"}
MERGER = {
    "on": "2026-07-01",
    "instrument": "Order 3",
    "rows": [{"old": "103", "new": "107", "name": "Dogwood Vale"}],
}
PAPER = {"type": "Letter", "title": "About the visit", "programmes": "oak-elm"}
TALKS = {"name": "Talks", "measure": "talk", "kind": "flow", "unit": "session"}
ACCEPTED = {
    "kind": "kế hoạch",
    "title": "Plan",
    "said_by": "The union",
    "number": "12/KH-BTV",
    "programme": "oak-elm",
    "plan_year": 2026,
}

# What is sent to these on their pages names the text and the side.
SIGNED = {
    "proposed": ("equal-texts", "proposed"),
    "papered": ("equal-texts", "proposed"),
    "drawn": ("agreement-proposal", "drawn"),
    "west": ("signatures", "west"),
    "east": ("signatures", "east"),
}

# `<name>` stands for what the small world calls so.
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "contents/{content_id}/tasks"): {
        "text": "Two talks", "organisation": "<dogwood>", "due_on": "2026-12-31",
    },
    ("POST", "tasks/{task_id}/moves"): {"move": "accept"},
    ("POST", "tasks/{task_id}/waiting"): {"blocked_by": []},
    ("POST", "programmes/{slug}/meetings"): {"title": "On letters", "met_on": "2026-03-20"},
    ("POST", "meetings/{id}/decisions"): {"text": "A visit"},
    ("PUT", "meetings/{id}/decisions/{number}"): {"text": "Three talks"},
    ("POST", "meetings/{id}/tasks"): {
        "decision": 1, "text": "Talks", "organisation": "<dogwood>", "due_on": "2099-12-31",
    },
    ("PUT", "contents/{content_id}/commitments"): {"commitments": [1, 2], "signed": "Learn Lao"},
    ("POST", "plans/{plan_id}/deeds"): {"tasks": ["<task>"], "act": "accept"},
    ("PUT", "plans/{plan_id}/risk-days"): {"days": 14},
    ("POST", "plans/{plan_id}/views"): {"name": "Friday", "shape": "table", "asked": "pace=late"},
    ("POST", "plans/{plan_id}/next-year"): {"chosen": ["content:<content>"]},
    ("POST", "contents/{content_id}/targets"): {"indicator": "sessions", "amount": "12"},
    ("PUT", "programmes/{slug}/words/{kind}/{thing_id}/{field}/{language}"): {"text": "ໂອ້ລົມ"},
    ("POST", "terms"): {"text": "bản", "text_lo": "ບ້ານ"},
    ("POST", "programmes/{slug}/forms"): {
        "name": "Quarterly", "valid_from": "2026-01-01",
        "questions": [{"indicator": "sessions"}, {"indicator": "attendances", "base": "sex"}],
    },
    ("POST", "indicators"): TALKS,
    ("POST", "indicators/{slug}/versions"): TALKS | {"reason": "No plays", "in_force_from": "2026-01-01"},
    ("POST", "programmes/{slug}/targets/{indicator}"): {
        "amount": "12", "first_on": "2026-01-01", "last_on": "2026-12-31",
    },
    ("POST", "programmes/{slug}/indicators"): {"name": "Teams", "measure": "team", "kind": "stock"},
    ("POST", "programmes/{slug}/reports"): {
        "form": "<form>", "units": ["<dogwood>"],
        "first_on": "2026-04-01", "last_on": "2026-06-30", "due_on": "2099-06-20",
    },
    ("POST", "plans/{plan_id}/acceptance"): {},
    ("POST", "programmes/{slug}/plans"): {
        "phase": "2024–2028", "year": 2025, "holder": "<west>", "name": "Our own", "is_joint": False,
    },
    ("PUT", "plans/{plan_id}/text"): {"name": "Plan for 2025", "purpose": "Know one another"},
    ("POST", "plans/{plan_id}/contents"): {"text": "Learn Lao", "leads": ["<west>"]},
    ("POST", "plans/{plan_id}/signed"): {"commitments": [2]},
    ("PUT", "plans/{plan_id}/order"): {"contents": ["<other>", "<content>"]},
    ("PUT", "contents/{content_id}/text"): {"due_on": "2025-06-30", "coordinating": [2]},
    ("POST", "plans/{plan_id}/changes/{change_id}/answer"): {"granted": False, "answer": "It is enough"},
    ("POST", "plans/{plan_id}/number"): {
        "number": "5/KH-BTV", "issued_on": "2026-03-20", "issuers": ["<west>"],
    },
    ("POST", "plans/{plan_id}/withdrawal"): {"reason": "The province merges"},
    ("POST", "plans/{plan_id}/amendment"): {"reason": "Floods again"},
    ("POST", "activities/{id}/content"): {"content": "<content>"},
    ("POST", "plans/{plan_id}/cascade"): {"units": ["<below>"]},
    ("POST", "plans/{plan_id}/drawing/new"): {"unit": "<below>"},
    ("PUT", "plans/{plan_id}/drawing"): {"contents": [{"number": 1, "keeps": True, "text": "Talks at home"}]},
    ("POST", "plans/{plan_id}/issue"): {"number": "7/KH", "issued_on": "2026-03-20"},
    ("POST", "plans/{plan_id}/changes/{content_id}"): {"take": False},
    ("POST", "programmes/{slug}/directives"): {
        "units": ["<below>"], "text": "Send the photos", "due_on": "2099-04-30",
    },
    ("POST", "directives/{id}/reminder"): {"note": "Friday"},
    ("POST", "directives/{id}/withdrawal"): {"reason": "By mistake"},
    ("POST", "agreements"): {
        "kind": "twinning", "name": {"vi": "Two villages"}, "own": {"body": "<dogwood>"},
        "others": [{"body": "<far>"}],
    },
    ("POST", "programmes/{slug}/proposal"): {"version": "<version>"},
    ("POST", "programmes/{slug}/opinions"): {
        "version": "<version>", "agency": "Police", "asked_on": "2026-03-20",
    },
    ("POST", "programmes/{slug}/opinions/{opinion_id}/answer"): {
        "answer": "agrees", "answered_on": "2026-03-20",
    },
    ("POST", "programmes/{slug}/signatures"): {
        "version": "<version>", "signed_on": "2026-03-20", "signer": "President", "seat": "<seat>",
    },
    ("PUT", "programmes/{slug}/texts/{language}"): {"version": "<version>", "document": "<paper>"},
    ("POST", "programmes/{slug}/turns"): {
        "turn": "suspended", "on": "2026-03-20", "reason": "Floods", "document": "<paper>",
    },
    ("POST", "programmes/{slug}/succession"): {
        "seat": 1, "heir": "<far>", "on": "2026-03-20", "reason": "Order 2",
    },
    ("PUT", "programmes/{slug}/umbrella"): {"umbrella": ""},
    ("POST", "programmes/{slug}/versions"): {"reason": "Floods"},
    ("POST", "versions/{id}/rows"): {
        "kind": "commitment", "under": "<phase>", "values": {"text": "Learn together"},
    },
    ("PUT", "versions/{id}/rows/{key}"): {"number": 1, "values": {"text": "Tell more about the border"}},
    ("PUT", "versions/{id}/reason"): {"reason": "Floods again"},
    ("POST", "versions/{id}/update"): {"chosen": {}},
    ("POST", "versions/{id}/withdrawal"): {"reason": "Not now"},
    ("PUT", "reports/{id}/answers"): {"answers": [], "note": "Two talks moved to May."},
    ("POST", "reports/{id}/return"): {"note": "Check line 2."},
    ("POST", "reports/approvals"): {"reports": [{"report": "<id>"}]},
    ("POST", "reports/{id}/lines/{number}/correction"): {
        "answer": {"state": "given", "total": 5},
        "reason": "Counted again",
    },
    ("POST", "programmes/{slug}/reviews"): {
        "kind": "interim", "title": "Review", "first_on": "2026-01-01", "last_on": "2026-03-14",
    },
    ("PUT", "reviews/{id}/passages"): {"narratives": {"assessment": "Well done."}},
    ("POST", "reviews/{id}/number"): {"number": 5, "signed_on": "2026-03-20"},
    ("POST", "readings/{id}/acceptance"): ACCEPTED,
    ("POST", "shares/{id}/end"): {"reason": "Sent by mistake"},
    ("POST", "places/mergers"): MERGER,
    ("POST", "places/mergers/preview"): MERGER,
    ("POST", "place-groups"): {"name": "Hill communes"},
    ("POST", "place-groups/{slug}/units"): {
        "code": "103", "begun_on": "2000-01-01", "first_on": "2026-01-01",
    },
    ("POST", "place-groups/{slug}/units/{id}/end"): {"on": "2026-01-01"},
    ("POST", "people/posts"): {
        "organisation": "<dogwood>", "new_person": {"known_as": "Third"}, "role": "commune_officer",
        "title": "Third officer", "first_on": "2026-03-20",
    },
    ("POST", "documents/{id}/figures"): {
        "programme": "oak-elm", "indicator": "sessions", "first_on": "2025-01-01", "last_on": "2025-12-31",
        "quantity": "12", "passage": "twelve sessions",
    },
    ("POST", "people/bodies"): {
        "parent": "<dogwood>", "kind": "other", "name": "Third", "first_on": "2026-03-20",
    },
    ("PUT", "people/bodies/{id}"): {
        "parent": "<dogwood>", "kind": "other", "name": "Spared", "on": "2026-03-20", "decision": "Order 7",
    },
    ("POST", "people/bodies/{id}/ending"): {"on": "2026-03-20", "decision": "Order 7"},
    ("POST", "people/takeovers"): {
        "old": ["<spare>"], "heirs": ["<other>"], "on": "2026-03-20", "decision": "Order 7",
    },
    ("POST", "people/posts/{id}/ending"): {"on": "2026-03-20"},
    ("POST", "people/posts/{id}/hand-over"): {"on": "2026-03-20", "new_person": {"known_as": "Next"}},
    ("POST", "articles"): ARTICLE,
    ("PUT", "articles/{id}"): ARTICLE,
    ("POST", "activities"): IN_DOGWOOD | {
        "programme": "oak-elm", "kind": "session", "title": "A talk", "first_on": "2026-03-01",
    },
    ("POST", "clubs"): IN_DOGWOOD | {"programmes": ["oak-elm"], "name": "Club 2", "opened_on": "2026-03-01"},
    ("POST", "clubs/{id}/closing"): {"closed_on": "2026-03-01"},
    ("POST", "clubs/{id}/programmes"): {"programmes": ["oak-elm"], "on": "2026-03-01", "reason": "As before"},
}  # fmt: skip
FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "documents"): lambda: PAPER | {"files": SimpleUploadedFile("plan.pdf", b"%PDF-1.7")},
    ("POST", "meetings/{id}/minutes"): lambda: {"file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")},
    ("POST", "places/{code}/{begun_on}/picture"): of_picture,
    ("POST", "terms/file"): lambda: {"file": SimpleUploadedFile("terms.csv", TERMS.encode())},
    ("POST", "readings"): lambda: {"file": SimpleUploadedFile("c.txt", f"{PLAN}  ".encode())},
    ("POST", "articles/{id}/files"): lambda: {"file": SimpleUploadedFile("b.pdf", b"%PDF-1.4"), "label": "B"},
}


def api_things(
    world: World, made: dict[tuple[str, str], Thing] | None = None
) -> dict[tuple[str, str], dict[str, Any]]:
    """The names in a path, by its first word and the table's word for the thing."""
    kept = made or things(world)
    found = {both: dict(kept[where].names) for both, where in KEPT.items()}
    for names in found.values():
        names |= {"id": names["document_id"]} if "document_id" in names else {}
    world_words = {"dogwood": world.bodies["dogwood"].pk, "form": world.form.pk}
    for both in (("contents", "ours"), ("programmes", "ours")):
        found[both] |= world_words
    found["meetings", "sent"] |= world_words
    found["plans", "ours"] |= {"content": world.contents[0].pk}
    found["plans", "ours"] |= {"task": kept["task-completion", "dogwood's"].names["task_id"]}
    below = {"below": world.bodies.get("branch", world.bodies["dogwood"]).pk}
    for both in (("plans", "running"), ("plans", "below"), ("programmes", "below")):
        found[both] |= below
    ours = {"west": world.bodies["west"].pk, "content": found["contents", "our-draft"]["content_id"]}
    ours["other"] = Content.objects.get(text="Write to one another").pk
    for both in (("plans", "our-draft"), ("programmes", "own-places"), ("plans", "questioned")):
        found[both] |= ours
    found["activities", "dogwood's"] |= {"content": world.contents[0].pk}
    found["versions", "draft"] |= {"phase": world.phase.pk}
    bodies = {"spare": kept["body", "spare"].names["id"], "other": kept["takeover", "-"].sent()["heirs"]}
    found["people", "-"] = world_words | bodies
    found["people", "spare"] |= world_words
    for both in (("programmes", "text"), ("programmes", "translated")):
        found[both]["thing_id"] = found[both]["id"]
    paper = Document.objects.filter(agreements=world.programme, holder=world.bodies["west"])[0].pk
    signing = {
        "far": world.bodies["far"].pk,
        "paper": paper,
        "language": "vi",
        "dogwood": world.bodies["dogwood"].pk,
    }
    for thing, where in SIGNED.items():
        found["programmes", thing] |= signing | kept[where].sent()
    found["agreements", "dogwood's"] = signing
    found["figures", "shared"] = {"slug": "sessions"}
    draft = Article.objects.get(pk=found["articles", "draft"]["id"])
    found["articles", "draft"]["file_id"] = draft.attachments.get().pk
    return found


def call(
    browser: Client, method: str, path: str, thing: str, kept: dict[tuple[str, str], dict[str, Any]]
) -> Any:
    address = f"/api/{path.format(**kept.get((path.split('/')[0], thing), {}))}"
    if (method, path) in FILES:
        return browser.post(address, FILES[method, path]())
    if method == "GET":
        return browser.get(address)
    sent = json.dumps(sent_to(method, path, thing, kept))
    return browser.generic(method, address, sent, content_type="application/json")


def sent_to(
    method: str, path: str, thing: str, kept: dict[tuple[str, str], dict[str, Any]]
) -> dict[str, Any]:
    """A good body."""
    body = dict(BODIES.get((method, path), {}))
    if path.endswith("/acceptance") and path.startswith("plans"):
        body = {"seat": 1 if thing == "west" else 2}
    if path == "plans/{plan_id}/changes":
        lines = [{"field": "purpose", "text": "Say why"}]
        body = {"seat": 1 if thing == "west" else 2, "lines": lines}
    sent = json.dumps(body)
    for name, value in kept.get((path.split("/")[0], thing), {}).items():
        sent = sent.replace(f"<{name}>", str(value))
    filled: dict[str, Any] = json.loads(sent)
    return filled
