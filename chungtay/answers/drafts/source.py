"""What a draft is drawn from, as one person may see it, with names in the language of the paper."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from chungtay.models import Agreement, Draft, Meeting, Organisation, Person, Phase, Plan
from chungtay.models.record import Record
from chungtay.papers.kinds import Head, SignerLine
from chungtay.papers.kinds.wording import listed_in_prose
from chungtay.rules.drafts import PAPERS


@dataclass
class Source:
    """`person` is None for the installation itself, which sees everything."""

    draft: Draft
    person: Person | None
    today: date

    @property
    def language(self) -> str:
        return self.draft.language

    @property
    def holder(self) -> Organisation:
        return self.draft.holder

    @cached_property
    def agreement(self) -> Agreement | None:
        return self._seen(Agreement.objects.prefetch_related("seats__holdings__organisation__place"),
                          self.draft.agreement_id)  # fmt: skip

    @cached_property
    def plan(self) -> Plan | None:
        near = Plan.objects.select_related("phase__agreement", "holder__place").prefetch_related(
            "issuers__place"
        )
        return self._seen(near, self.draft.plan_id)

    @cached_property
    def meeting(self) -> Meeting | None:
        return self._seen(Meeting.objects.select_related("agreement"), self.draft.meeting_id)

    @cached_property
    def phase(self) -> Phase | None:
        """The plan's, else the term that runs or comes last."""
        if self.plan:
            return self.plan.phase
        if self.agreement is None:
            return None
        phases = list(self.agreement.phases.order_by("first_on"))
        return next(
            (one for one in phases if one.first_on <= self.today <= one.last_on),
            phases[-1] if phases else None,
        )

    @cached_property
    def on(self) -> date:
        """The day whose bodies hold the seats: that of the signing, where it lies behind us."""
        if self.plan:
            return self.plan.issued_on or self.today
        if self.draft.paper in ("programme", "memorandum") and self.phase:
            return min(self.phase.signed_on or self.phase.first_on, self.today)
        return self.today

    @cached_property
    def sides(self) -> list[Organisation]:
        """Who holds the seats that day, in their order."""
        seats = self.agreement.seats.all() if self.agreement else []
        return [holder for seat in seats if (holder := seat.holder_on(self.on))]

    @property
    def others(self) -> list[Organisation]:
        return [body for body in self.sides if body.pk != self.holder.pk]

    def said(self, thing: Record | None, field: str = "name") -> str:
        return thing.said(field, self.language) if thing else ""

    def lines(self, thing: Record, field: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.said(thing, field).splitlines() if line.strip())

    def word(self, kind: str, name: str, **told: Any) -> str:
        return str(suggested()[kind][name][self.language]).format(**told)

    def day(self, day: date) -> str:
        return f"{day:%d/%m/%Y}"

    def _seen(self, rows: Any, key: Any) -> Any:
        if key is None:
            return None
        if self.person is not None:
            rows = rows.filter(pk__in=rows.model.objects.visible_to(self.person, self.today).values("pk"))
        return rows.filter(pk=key).first()


def head(source: Source, issuers: list[Organisation], *, year: int | None = None, **more: Any) -> Head:
    """The head of a paper that these bodies issue: one under its superior, several side by side."""
    draft, first = source.draft, issuers[0]
    code = PAPERS[draft.paper].code
    alone = len(issuers) == 1
    return Head(
        style=draft.house_style if alone or draft.house_style != "state" else "joint",
        parent_body=source.said(first.parent) if alone else "",
        issuers=tuple(source.said(body) for body in issuers),
        symbol="-".join(filter(None, [code, *(body.symbol for body in issuers)])),
        place=dateline_of(first, source.language),
        year=year or source.today.year,
        language=source.language,
        **more,
    )


def signers(source: Source, issuers: list[Organisation]) -> tuple[SignerLine, ...]:
    """The heads of the bodies, by post; who signs in their place is typed."""
    return tuple(
        SignerLine(
            authority=post_in(body.authority, source.language),
            post=post_in(body.signing_post, source.language),
            organisation=source.said(body) if len(issuers) > 1 else "",
        )
        for body in issuers
    )


def opening(source: Source, kind: str, issuers: list[Organisation]) -> str:
    """The sentence before the first part: who decided what follows."""
    bodies = listed_in_prose([source.said(body) for body in issuers], source.language)
    return source.word(kind, "opens", bodies=bodies)


def recipients(source: Source, *more: Organisation | None) -> tuple[str, ...]:
    """The superior body, the other sides, then whom the paper gives work to; each once."""
    bodies = [source.holder.parent, *source.others, *more]
    return tuple(dict.fromkeys(source.said(body) for body in bodies if body and body.pk != source.holder.pk))


def superior(source: Source) -> tuple[str, ...]:
    """Who is told of a letter that others get."""
    return (source.said(source.holder.parent),) if source.holder.parent else ()


def dateline_of(body: Organisation, language: str) -> str:
    """The town that the paper's day line names; a province by its bare name."""
    if body.dateline and language == "vi":
        return body.dateline
    name = body.place.said("name", language) if body.place else body.dateline
    return name.removeprefix("Tỉnh ").removeprefix("tỉnh ").removeprefix("ແຂວງ").removesuffix(" province")


def country_of(body: Organisation) -> str:
    """The code of the country where the body sits; empty where nobody said."""
    place = body.place
    while place is not None and place.parent is not None:
        place = place.parent
    return place.code if place else ""


def post_in(post: str, language: str) -> str:
    """A post as papers of the language print it; one that nobody translated stays as it is."""
    if language == "vi":
        return post
    return str(suggested()["posts"].get(post, {}).get(language, post))


def bare(source: Source, kind: str, text: str) -> str:
    """A title without the kind of paper that stands above it: what the paper calls its abstract."""
    return _without(source.word(kind, "begins"), text)


def without_kind(kind: str, text: str) -> str:
    """The same, in whichever language the title stands."""
    found = [begins for begins in suggested()[kind]["begins"].values() if begins and text.startswith(begins)]
    return _without(found[0] if found else "", text)


def _without(begins: str, text: str) -> str:
    rest = text[len(begins) :].strip() if begins and text.startswith(begins) else text
    return rest[:1].upper() + rest[1:]


@cache
def suggested() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "suggested.toml").read_text())
