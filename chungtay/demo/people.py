"""Lays bodies, posts and accounts. Everybody is named by post; nobody is invented."""

from datetime import date

from chungtay.models import (
    Account,
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
    Person,
    Place,
    Post,
)
from chungtay.rules.people import Role

from .places import MERGER, border_communes
from .tables import day, last_day, rows


def lay_bodies(places: dict[str, Place]) -> dict[str, Organisation]:
    """The bodies of the table, and a union for each border commune."""
    bodies: dict[str, Organisation] = {}
    for row in rows("bodies"):
        bodies[row["key"]] = Organisation.objects.create(
            kind=row["kind"], name=row["name"], name_lo=row["name_lo"], name_en=row["name_en"],
            short_name=row["short"], symbol=row["symbol"],
            dateline=row["dateline"], authority=row["authority"], signing_post=row["signing_post"],
            parent=bodies.get(row["parent"]), place=places[row["place"]],
            valid_from=day(row["from"]), valid_to=last_day(row["to"]),
        )  # fmt: skip
    for number, key in enumerate(border_communes(), 1):
        place = places[key]
        assert place.parent is not None
        parent = "quang-ngai" if place.parent == places["quang-ngai"] else "kon-tum"
        name = place.name[0].lower() + place.name[1:]
        bodies[key] = Organisation.objects.create(
            kind=OrganisationKind.WOMENS_UNION, name=f"Hội Liên hiệp Phụ nữ {name}",
            name_lo=f"ສະຫະພັນແມ່ຍິງ{place.name_lo}", name_en=f"Women's Union of {place.name_en}",
            short_name=f"Hội LHPN {name}", symbol="BTV",
            authority="TM. BAN CHẤP HÀNH", signing_post="CHỦ TỊCH", parent=bodies[parent],
            place=place, valid_from=place.valid_from, valid_to=place.valid_to,
            phone=f"0260 000 {number:04d}",  # nobody's: no line there begins with zeros
        )  # fmt: skip
    lay_successions(bodies)
    return bodies


def lay_successions(bodies: dict[str, Organisation]) -> None:
    OrganisationSuccession.objects.bulk_create(
        OrganisationSuccession(
            old=bodies[row["old"]], new=bodies[row["new"]], on=day(row["on"]), instrument=row["instrument"]
        )
        for row in rows("body-successions")
    )
    OrganisationSuccession.objects.bulk_create(
        OrganisationSuccession(
            old=bodies[row["old"]],
            new=bodies[row["new"]],
            on=MERGER,
            instrument=row["instrument"],
        )
        for row in rows("successions")
        if row["old"] in border_communes()
    )


def move_unions_to_the_new_province(bodies: dict[str, Organisation]) -> None:
    """The communes that the merger left as they were stand under the new province from that day on."""
    Organisation.objects.filter(parent=bodies["kon-tum"], valid_to=None).update(parent=bodies["quang-ngai"])


def lay_persons(bodies: dict[str, Organisation]) -> dict[str, Person]:
    """The persons of the table by key; the chair of a commune's union by the commune's key."""
    persons: dict[str, Person] = {}
    for row in rows("posts"):
        persons[row["key"]] = appointed(
            bodies[row["body"]],
            Role(row["role"]),
            titles=(row["title"], row["title_lo"], row["title_en"]),
            terms=(day(row["from"]), last_day(row["to"])),
            language=row["language"],
        )
        if row["account"]:
            # No password: in a demo home one click enters, anywhere else nobody can.
            Account.objects.create_user(row["account"], None, person=persons[row["key"]])
    for key in border_communes():
        body = bodies[key]
        persons[key] = appointed(
            body,
            Role.COMMUNE_LEADER,
            titles=(f"Chủ tịch {body.short_name}", f"ປະທານ {body.name_lo}", f"President, {body.name_en}"),
            terms=(max(body.valid_from or CHAIRS_SINCE, CHAIRS_SINCE), body.valid_to),
        )
    Account.objects.create_user("bo-y", None, person=persons["bo-y"])
    return persons


CHAIRS_SINCE = date(2016, 1, 1)


def appointed(
    body: Organisation,
    role: Role,
    *,
    titles: tuple[str, str, str],
    terms: tuple[date, date | None],
    language: str = "vi",
) -> Person:
    title, title_lo, title_en = titles
    person = Person.objects.create(
        known_as=title, known_as_lo=title_lo, known_as_en=title_en, language=language
    )
    Post.objects.create(
        person=person, organisation=body, role=role, title=title, title_lo=title_lo, title_en=title_en,
        valid_from=terms[0], valid_to=terms[1],
    )  # fmt: skip
    return person
