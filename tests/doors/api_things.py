"""The things that the paths of the API's table name, out of those of the access table."""

from typing import Any

from chungtay.models import Article, Content, Criterion, Document
from tests.access.things import Thing, things
from tests.world import World

from .api_articles import KEPT_ARTICLES
from .api_criticism import KEPT_CRITICISM
from .api_delegations import KEPT_DELEGATIONS, names_of_delegation
from .api_exchange import KEPT_EXCHANGE
from .api_forms import KEPT_FORMS
from .api_occasions import KEPT_OCCASIONS, NAMED_IN_WHAT_IS_SENT
from .api_problems import KEPT_PROBLEMS
from .api_public import KEPT_PUBLIC
from .api_readers import KEPT_READERS
from .api_recommendations import KEPT_RECOMMENDATIONS
from .api_registry import KEPT_REGISTRY, names_of_registry
from .api_reviews import KEPT_REVIEWS, names_of_reviews
from .api_supervision import BESIDE_SUPERVISION, KEPT_SUPERVISION

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
    ("papers", "dogwood's"): ("paper-file", "dogwood's"),
    ("papers", "numbered"): ("paper-scan", "numbered"),
    ("meetings", "draft"): ("meeting-decision", "draft"),
    ("meetings", "sent"): ("meeting", "sent"),
    ("jobs", "officer's"): ("job", "officer's"),
    ("jobs", "failed"): ("job-again", "failed"),
    ("reports", "open"): ("report", "open"),
    ("reports", "elm's"): ("report", "elm's"),
    ("reports", "waiting"): ("report-approval", "waiting"),
    ("reports", "approved"): ("line-correction", "approved"),
    ("rounds", "dogwood's"): ("round", "dogwood's"),
    ("units", "office"): ("unit-contact", "office"),
    ("entries", "cedar's"): ("entry", "cedar's"),
    ("reports", "asked"): ("report-paper", "asked"),
    ("requests", "dogwood's"): ("request", "dogwood's"),
    ("documents", "shared"): ("document-file", "shared"),
    ("documents", "inner"): ("document", "inner"),
    ("next-phases", "draft"): ("next-phase", "draft"),
    ("readings", "waiting"): ("reading", "waiting"),
    ("templates", "dispatch"): ("template-kind", "dispatch"),
    ("templates", "dogwood's"): ("template-version", "dogwood's"),
    ("workbooks", "filled"): ("workbook", "filled"),
    ("workbooks", "ugly"): ("workbook", "ugly"),
    **KEPT_ARTICLES,
    ("activities", "dogwood's"): ("activity", "dogwood's"),
    ("activity-kinds", "dogwood's"): ("activity-kind", "dogwood's"),
    ("activity-kinds", "ours"): ("activity-counting", "ours"),
    ("registers", "dogwood's"): ("registered", "dogwood's"),
    ("support", "dogwood's"): ("support", "dogwood's"),
    ("support", "unnamed"): ("support-names", "unnamed"),
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
    **KEPT_EXCHANGE,
    **KEPT_DELEGATIONS,
    **KEPT_FORMS,
    **KEPT_READERS,
    **KEPT_REGISTRY,
    **KEPT_PUBLIC,
    **KEPT_PROBLEMS,
    **KEPT_CRITICISM,
    **KEPT_SUPERVISION,
    **KEPT_REVIEWS,
    **KEPT_RECOMMENDATIONS,
    **KEPT_OCCASIONS,
}


# What is sent to these on their pages names the text and the side.
SIGNED = {
    "proposed": ("equal-texts", "proposed"),
    "papered": ("equal-texts", "proposed"),
    "drawn": ("agreement-proposal", "drawn"),
    "west": ("signatures", "west"),
    "east": ("signatures", "east"),
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
    for both in (
        ("contents", "ours"),
        ("programmes", "ours"),
        ("requests", "dogwood's"),
        ("meetings", "sent"),
    ):
        found[both] |= world_words
    found["rounds", "ours"] = dict(world_words)
    found["rounds", "dogwood's"] |= {"report": kept["round-stops", "dogwood's"].sent()["reports"][0]}
    for state in ("open", "closed"):
        criterion = Criterion.objects.get(workshop=found["workshops", state]["id"])
        found["workshops", state] |= world_words | {"criterion": criterion.pk}
    _between_bodies(found, kept, world)
    found["plans", "ours"] |= {"content": world.contents[0].pk}
    found["plans", "ours"] |= {"task": kept["task-completion", "dogwood's"].names["task_id"]}
    below = {"below": world.bodies.get("branch", world.bodies["dogwood"]).pk}
    for both in (("plans", "running"), ("plans", "below"), ("programmes", "below")):
        found[both] |= below
    ours = {"west": world.bodies["west"].pk, "content": found["contents", "our-draft"]["content_id"]}
    ours["other"] = Content.objects.get(text="Write to one another").pk
    for both in (("plans", "our-draft"), ("programmes", "own-places"), ("plans", "questioned")):
        found[both] |= ours
    found["registers", "dogwood's"] |= {"club": kept["registered-merger", "dogwood's"].sent()["others"]}
    found["activities", "dogwood's"] |= {"content": world.contents[0].pk}
    found["activity-kinds", "ours"] |= {"indicator": "sessions"}
    found["versions", "draft"] |= {"phase": world.phase.pk}
    bodies = {"spare": kept["body", "spare"].names["id"], "other": kept["takeover", "-"].sent()["heirs"]}
    found["people", "-"] = world_words | bodies
    found["people", "spare"] |= world_words
    for both in (("programmes", "text"), ("programmes", "translated")):
        found[both]["thing_id"] = found[both]["id"]
    first = Document.objects.get(title="The plan before").pk
    for name in ("waiting", "numbered"):
        found["documents", name] |= names_of_registry(kept, world.bodies["dogwood"].pk, first)
    for name in ("draft", "asked", "west", "east"):
        found["reviews", name] |= names_of_reviews(kept, name, world.bodies["dogwood"].pk)
    _signed(found, kept, world)
    found["figures", "shared"] = {"slug": "sessions"}
    opened = kept["table-version", "open"].names
    found["public", "open"] = {
        "programme": opened["programme"], "table": opened["slug"], "version": opened["number"],
        "article": kept["article", "public"].names["slug"],
    }  # fmt: skip
    draft = Article.objects.get(pk=found["articles", "draft"]["id"])
    found["articles", "draft"] |= {"file_id": draft.attachments.get().pk, "photo_id": draft.photos.get().pk}
    return found


def _between_bodies(
    found: dict[tuple[str, str], dict[str, Any]], kept: dict[tuple[str, str], Thing], world: World
) -> None:
    """What oversight and exchange name."""
    for both in NAMED_IN_WHAT_IS_SENT:
        found[both] |= kept[KEPT[both]].sent()
    for both in KEPT_SUPERVISION:
        found[both] |= {"dogwood": world.bodies["dogwood"].pk, "east": world.bodies["east"].pk}
    for both, beside in BESIDE_SUPERVISION.items():
        found[both] |= kept[beside].names
    found["recommendations", "outside"] |= kept["recommendation-paper", "outside"].names
    for both in KEPT_EXCHANGE:
        found[both] |= {"dogwood": world.bodies["dogwood"].pk, "east": world.bodies["east"].pk}
    for both in KEPT_DELEGATIONS:
        found[both] |= {"dogwood": world.bodies["dogwood"].pk, "east": world.bodies["east"].pk}
        if both[0] == "delegations":
            found[both] |= names_of_delegation(found[both]["id"])


def _signed(
    found: dict[tuple[str, str], dict[str, Any]], kept: dict[tuple[str, str], Thing], world: World
) -> None:
    """What the steps of an agreement name."""
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
