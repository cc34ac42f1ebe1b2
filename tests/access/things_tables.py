"""What the access table visits on open tables, and what gives a frozen review to the public."""

from chungtay.actions.published import publish_results
from chungtay.actions.reviews import freeze_review
from tests.world import NOW, World

from .thing import Thing, sending
from .things_reviews import drafted


def of_tables(world: World) -> dict[tuple[str, str], Thing]:
    closed, opened = (
        freeze_review(drafted(world, title), by=world.leader, at=NOW) for title in ("Kept", "Told")
    )
    table = publish_results(opened, by=world.leader, at=NOW)
    here = {"programme": world.programme.slug, "slug": table.slug}
    return {
        ("table", "open"): Thing(here),
        ("table-version", "open"): Thing({**here, "number": 1}),
        ("table-file", "open"): Thing({**here, "number": 1, "form": "csv"}),
        ("review-results", "review"): Thing({"id": closed.pk}),
        ("review-results-withdrawal", "review"): Thing({"id": opened.pk}, sent=sending(reason="By mistake")),
    }
