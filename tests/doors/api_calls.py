"""What the API's table sends: paths filled with the things of the access table, and a good body for each."""

import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.access.things import TERMS
from tests.access.things_places import of_picture
from tests.access.things_templates import template_sent, version_sent
from tests.access.things_themes import PAPER as SCAN
from tests.papers_read import PLAN

from .api_articles import ARTICLE_FILES, OF_ARTICLES
from .api_criticism import OF_CRITICISM
from .api_delegations import DELEGATION_FILES, OF_DELEGATIONS
from .api_exchange import OF_EXCHANGE
from .api_forms import OF_FORMS
from .api_occasions import OCCASION_FILES, OF_OCCASIONS
from .api_problems import OF_PROBLEMS, PROBLEM_FILES
from .api_public import OF_PUBLIC
from .api_readers import OF_READERS, READERS_FILES
from .api_recommendations import OF_RECOMMENDATIONS, RECOMMENDATION_FILES
from .api_registers import OF_REGISTERS
from .api_registry import OF_REGISTRY, REGISTRY_FILES
from .api_reviews import OF_REVIEWS
from .api_rounds import OF_ROUNDS
from .api_supervision import OF_SUPERVISION, SUPERVISION_FILES

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


# `<name>` stands for what the small world calls so.
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "contents/{content_id}/tasks"): {
        "text": "Two talks", "organisation": "<dogwood>", "due_on": "2026-12-31",
    },
    ("POST", "tasks/{task_id}/moves"): {"move": "accept"},
    ("POST", "tasks/{task_id}/waiting"): {"blocked_by": []},
    ("POST", "programmes/{slug}/meetings"): {"title": "On letters", "met_on": "2026-03-20"},
    ("POST", "papers"): {"paper": "dispatch"},
    ("PUT", "papers/{id}"): {"title": "On the talks"},
    ("POST", "papers/{id}/number"): {"on": "2026-03-20", "number": 7},
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
    ("POST", "programmes/{slug}/requests"): {
        "title": "Wells", "outline": "Results", "units": ["<dogwood>"],
        "first_on": "2026-01-01", "last_on": "2026-03-20", "due_on": "2099-06-20",
    },
    ("POST", "requests/{id}/units"): {"units": ["<dogwood>"]},
    ("POST", "requests/{id}/due-day"): {"due_on": "2099-06-20"},
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
    ("POST", "reports/{id}/hand-in"): {"on_behalf": {"told_by": "Chair", "channel": "phone"}},
    ("POST", "reports/{id}/reopening"): {"reason": "Wrong commune"},
    ("POST", "reports/{id}/return"): {"note": "Check line 2."},
    ("POST", "reports/approvals"): {"reports": [{"report": "<id>"}]},
    ("POST", "reports/{id}/lines/{number}/correction"): {
        "answer": {"state": "given", "total": 5},
        "reason": "Counted again",
    },
    ("POST", "readings/{id}/acceptance"): ACCEPTED,
    ("PUT", "workbooks/{id}/columns"): {"columns": {"Unit": "@unit", "Sessions": "1"}},
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
    **OF_ARTICLES,
    ("POST", "activities"): IN_DOGWOOD | {
        "programmes": ["oak-elm"], "kind": "session", "title": "A talk", "first_on": "2026-03-01",
    },
    **OF_REGISTERS,
    **OF_READERS,
    **OF_REGISTRY,
    **OF_PUBLIC,
    **OF_PROBLEMS,
    **OF_CRITICISM,
    **OF_SUPERVISION,
    **OF_REVIEWS,
    **OF_ROUNDS,
    **OF_EXCHANGE,
    **OF_DELEGATIONS,
    **OF_FORMS,
    **OF_RECOMMENDATIONS,
    **OF_OCCASIONS,
    ("PUT", "activities/{id}"): IN_DOGWOOD | {
        "programmes": ["oak-elm"], "kind": "session", "title": "A talk", "first_on": "2026-03-01", "reason": "Wrong",
    },
    ("POST", "activities/{id}/withdrawal"): {"reason": "It stands here twice"},
    ("PUT", "activities/{id}/programmes"): {"programmes": ["oak-elm"]},
    ("POST", "activity-kinds"): {"name": "Gathering"},
    ("PUT", "activity-kinds/{slug}"): {"name": "March past"},
    ("PUT", "activity-kinds/{slug}/counting/{indicator}"): {"adds": "one"},
}  # fmt: skip
FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "documents"): lambda: PAPER | {"files": SimpleUploadedFile("plan.pdf", b"%PDF-1.7")},
    ("POST", "papers/{id}/scan"): lambda: {"file": SimpleUploadedFile("signed.pdf", SCAN)},
    ("POST", "gatherings/{id}/minutes"): lambda: {"file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")},
    ("POST", "shelf/{id}/papers"): lambda: {"file": SimpleUploadedFile("law.pdf", b"%PDF-1.7")},
    ("POST", "meetings/{id}/minutes"): lambda: {"file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")},
    ("POST", "places/{code}/{begun_on}/picture"): of_picture,
    ("POST", "reports/{id}/paper"): lambda: {"file": SimpleUploadedFile("scan.pdf", SCAN)},
    ("POST", "activities/{id}/evidence"): lambda: {"files": SimpleUploadedFile("minutes.pdf", SCAN)},
    ("POST", "terms/file"): lambda: {"file": SimpleUploadedFile("terms.csv", TERMS.encode())},
    ("POST", "templates"): template_sent,
    ("POST", "templates/{id}/versions"): version_sent,
    ("POST", "workbooks"): lambda: {"file": SimpleUploadedFile("empty.csv", b"\n")},
    ("POST", "readings"): lambda: {"file": SimpleUploadedFile("c.txt", f"{PLAN}  ".encode())},
    **READERS_FILES,
    **PROBLEM_FILES,
    **SUPERVISION_FILES,
    **REGISTRY_FILES,
    **ARTICLE_FILES,
    **RECOMMENDATION_FILES,
    **OCCASION_FILES,
    **DELEGATION_FILES,
}


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
