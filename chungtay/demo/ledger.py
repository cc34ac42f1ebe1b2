"""Lays what is counted and by which categories."""

from chungtay.models import Breakdown, Category, Combination, Dimension, Indicator

from .tables import rows


def lay_indicators() -> dict[str, Indicator]:
    indicators = {}
    for row in rows("indicators"):
        register = bool(row.pop("register"))
        currency = "VND" if row["unit"] == "money" else ""
        indicators[row["slug"]] = Indicator.objects.create(**row, fed_by_register=register, currency=currency)
    return indicators


def lay_breakdowns() -> tuple[dict[str, Breakdown], dict[str, Combination]]:
    """One breakdown for each dimension, and the bare total; combinations by their slug."""
    total = Breakdown.objects.create(slug="total")
    breakdowns, cells = {"total": total}, {"": Combination.objects.create(breakdown=total, slug="")}
    dimensions = {row["slug"]: Dimension.objects.create(**row) for row in rows("dimensions")}
    for slug, dimension in dimensions.items():
        breakdowns[slug] = Breakdown.objects.create(slug=slug)
        breakdowns[slug].dimensions.set([dimension])
    for position, row in enumerate(rows("categories")):
        name = row.pop("dimension")
        category = Category.objects.create(dimension=dimensions[name], position=position, **row)
        cell = Combination.objects.create(
            breakdown=breakdowns[name], slug=f"{name}:{category.slug}", position=position
        )
        cell.categories.set([category])
        cells[cell.slug] = cell
    return breakdowns, cells
