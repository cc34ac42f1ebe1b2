"""Ids of things that our persons must not know, and ids of nothing, to be sent where a good one belongs."""

from collections.abc import Iterator
from typing import Any

from chungtay import models
from tests.attacks.kept import tables
from tests.attacks.siege import Siege

NOBODY = "01a201b4-e7bf-756b-97a6-26658600dead"

# By the name of a field: what it leads to. Of the far programme, hence unknown to our persons.
LEADS_TO = {
    "form": "form", "task": "task", "tasks": "task", "activities": "activity", "content": "content",
    "document": "document", "paper": "document",
    "programme": "programme", "programmes": "programme", "agreement": "programme", "agreements": "programme",
    "asker": "farwood", "part_1": "farwood", "part_2": "farwood", "part_3": "farwood", "bodies": "farwood",
    "blocked_by": "task", "plan": "plan", "holder": "farwood", "leads": "farwood", "issuers": "farwood",
    "plans": "plan", "unit": "farwood", "body": "farwood", "heir": "farwood", "documents": "document",
    "contents": "content",
    "version": "version", "letter": "document", "reply": "document", "post": "post", "under": "commitment",
    "units": "farwood", "organisation": "farwood", "person": "stranger", "hand_in": "hand_in", "place": "place",
    "old": "farwood", "heirs": "farwood", "parent": "farwood", "report": "report",
    "reports": "report", "registered": "registered", "others": "registered",
    # Asked of whoever stands under a side of any programme that one reads; Farshire is such a side, Hillshire is not.
    "addressees": "hill", "evidence": "document", "origin_id": "supervision",
    "recommendation": "recommendation", "criterion": "criterion", "opinions": "opinion", "drafter": "hill",
    "partner": "farwood", "occasion": "occasion",
    **dict.fromkeys((f"addressee_{number}" for number in range(1, 9)), "hill"),
    **dict.fromkeys((f"member_{number}" for number in range(1, 7)), "farwood"), "supervised": "document",
    "readers": "farwood", "owner": "farwood", "twins": "registered", "activity": "activity", "other_place": "place",
    "host": "farwood", "guest": "farwood", "rotation": "rotation", "supervision": "supervision",
    "book": "book", "resolution": "document", "meeting": "meeting", "other": "document", "office": "farwood",
}  # fmt: skip
# Of these the same word leads elsewhere than it mostly does.
OTHERWISE = {("supervisions", "plan"): "supervision_plan", ("criticisms/{id}/asked", "bodies"): "hill",
             ("programmes/{slug}/matters", "other"): "farwood", ("matters/{id}", "other"): "farwood"}  # fmt: skip
# Where a place is only named by its code, as everybody may: of whom a paper speaks, where a body sits; or where the
# word is no name of a thing at all.
PLAIN_FACTS = {
    ("readings/{id}/acceptance", "readers"),
    ("occasions", "letter"), ("occasions/{id}", "letter"), ("supervisions", "form"), ("supervisions/{id}", "form"),
    ("supervisions/{id}/drafts", "paper"), ("supervisions/{id}/bodies/{body_id}/report", "report"),
    ("workshops/{id}/problems/{number}/figures", "place"),
    ("recommendations", "place"), ("recommendations/{id}/text", "place"),
    ("documents/{id}/figures", "place"), ("people/bodies", "place"), ("people/bodies/{id}", "place"),
    ("places/mergers", "old"), ("places/mergers", "parent"), ("places/mergers/preview", "old"),
    ("places/mergers/preview", "parent"),
}  # fmt: skip
ALSO_WORDS = {
    "issuers",
    "body",
    "unit",
    "post",
}  # of a letter, of an article, in a number: plain text, where it is not an id
# Whoever reads papers in chooses among all bodies; indicators and breakdowns are the same for all; a seat, a line and
# a signed content are numbers inside what the address names.
KNOWN_TO_ALL = {
    "same_as", "lead", "partners", "indicator", "indicators", "base", "stock", "founded", "strengthened",
    "given", "money", "seat", "number", "commitments", "language", "counted",
    "role", "decision",
}  # fmt: skip


def leads_to(route: str, word: str) -> str:
    return OTHERWISE.get((route, word)) or LEADS_TO[word]


def hidden_value(siege: Siege, word: str) -> str:
    far, world = siege.far, siege.world
    match word:
        case "programme":
            return far.programme.slug
        case "farwood":
            return str(world.bodies["farwood"].pk)
        case "stranger":
            return str(world.stranger.pk)
        case "hand_in":
            return str(far.things["report"].hand_ins.get().pk)
        case "post":
            return str(world.stranger.posts.get().pk)
        case "place":
            return "201"
    return str(far.things[word].pk)


def unknown_value(word: str) -> str:
    return {"programme": "far-hull", "place": "999"}.get(word, NOBODY)


class Kinds:
    """What any id of the database is an id of, and one of the same kind that is hidden from our persons."""

    def __init__(self, siege: Siege) -> None:
        self.of = {
            str(key): model for model in tables() for key in model._base_manager.values_list("pk", flat=True)
        }
        self.of |= dict.fromkeys(models.Agreement.objects.values_list("slug", flat=True), models.Agreement)
        far, world = siege.far, siege.world
        rows = [*far.things.values(), world.bodies["farwood"], world.places["Farwood"], world.stranger]
        self.hidden: dict[Any, str] = {type(row): str(row.pk) for row in rows}
        self.hidden[models.HandIn] = hidden_value(siege, "hand_in")
        self.hidden[models.Agreement] = far.programme.slug

    def chosen(self, values: set[str]) -> Iterator[tuple[Any, str, str]]:
        """For what can be chosen here: its model, a hidden one of it, and one that is not."""
        for model in {self.of[value] for value in values if value in self.of}:
            if model in self.hidden:
                slug = model is models.Agreement and not any(
                    self.of.get(v) is model and len(v) == 36 for v in values
                )
                hidden = self.hidden[model]
                if model is models.Agreement and not slug:
                    hidden = str(models.Agreement.objects.get(slug=hidden).pk)
                yield model, hidden, "far-hull" if slug else NOBODY
