"""What was done is recorded once it took place, by those who did it, and is read by those above them."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from chungtay.actions.reports import open_report
from chungtay.answers.documents import file_bytes
from chungtay.models import Activity, ActivityKind, Report
from tests.world import NOW, World

Enter = Callable[..., Client]


def typed(world: World, **changed: str) -> dict[str, str]:
    return {
        "kind": "session", "title": "A talk about the border", "first_on": "03/02/2026",
        "place": str(world.places["Dogwood"].pk), "village": "Upper", "programmes": "oak-elm",
        "sex:female": "51", "sex:male": "9", "narrative": "Two hours, many questions.",
    } | changed  # fmt: skip


def recorded(signed_in: Enter, world: World) -> Activity:
    assert signed_in("officer").post("/activities/new/", typed(world)).status_code == 302
    return Activity.objects.get()


def test_an_officer_records_a_talk_with_those_who_came(signed_in: Enter, world: World) -> None:
    made = recorded(signed_in, world)
    assert (made.attended(), made.last_on, made.holder) == (60, date(2026, 2, 3), world.bodies["dogwood"])
    page = signed_in("officer").get(f"/activities/{made.pk}/").content.decode()
    assert "Two hours, many questions." in page
    assert "51" in page
    assert "A talk about the border" in signed_in("officer").get("/activities/").content.decode()


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("first_on", "3 tháng 2", "Write the day as"),
        ("first_on", "21/03/2126", "has not come yet"),
        ("sex:female", "nhiều", "Enter a whole number"),
        ("title", "", "required"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_the_rest_is_kept(
    signed_in: Enter, world: World, field: str, text: str, words: str
) -> None:
    answer = signed_in("officer").post("/activities/new/", typed(world, **{field: text}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Two hours, many questions." in page
    assert not Activity.objects.exists()


def test_an_officer_is_offered_the_places_of_the_own_commune_and_of_what_it_came_from(
    signed_in: Enter, world: World
) -> None:
    page = signed_in("cedar").get("/activities/new/").content.decode()
    assert "Cedar" in page
    assert "Alder (until 30/06/2025)" in page
    assert "Dogwood" not in page.split('<form method="post" enctype')[1]


@pytest.mark.parametrize("name", ["cedar", "partner", "stranger"])
def test_strangers_find_nothing(signed_in: Enter, world: World, name: str) -> None:
    made = recorded(signed_in, world)
    assert signed_in(name).get(f"/activities/{made.pk}/").status_code == 404
    assert made.title not in signed_in(name).get("/activities/").content.decode()


def test_without_signing_in_one_is_sent_to_the_door(client: Client) -> None:
    for address in ("/activities/", "/activities/new/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_an_auditor_reads_but_cannot_record(signed_in: Enter, world: World) -> None:
    made = recorded(signed_in, world)
    desk = signed_in("auditor")
    assert desk.get(f"/activities/{made.pk}/").status_code == 200
    assert "/activities/new/" not in desk.get("/activities/").content.decode()
    assert desk.post("/activities/new/", typed(world)).status_code == 422


def test_pages_that_only_show_take_no_post(signed_in: Enter, world: World) -> None:
    made = recorded(signed_in, world)
    assert signed_in("officer").post("/activities/").status_code == 405
    assert signed_in("officer").post(f"/activities/{made.pk}/").status_code == 405
    assert signed_in("officer").delete("/activities/new/").status_code == 405


def test_the_open_fields_are_few_and_today_and_the_last_kind_stand_there(
    signed_in: Enter, world: World
) -> None:
    signed_in("officer").post("/activities/new/", typed(world, kind="visit"))
    page = signed_in("officer").get("/activities/new/").content.decode()
    assert 'value="20/03/2026"' in page
    assert '<option value="visit" selected>' in page
    assert '<option value="Upper">' in page  # the village is offered again
    open_part = page.split('<div class="folds">')[0]
    assert [name for name in FIELDS if f'name="{name}"' in open_part] == FIELDS[:6]


FIELDS = [
    "kind",
    "title",
    "first_on",
    "village",
    "came",
    "sex:female",
    "narrative",
    "money-0",
    "lead",
    "photos",
]


def test_nearly_sixty_with_money_and_partners_is_kept_as_it_was_said(signed_in: Enter, world: World) -> None:
    more = {
        "came": "60", "came_qualifier": "nearly", "sex:female": "51", "sex:male": "", "membership:member": "40",
        "partners_named": "Border post", "money-0": "1.500.000", "money-0-currency": "VND",
        "money-0-source": "Members", "lead": str(world.bodies["west"].pk),
    }  # fmt: skip
    assert signed_in("officer", "vi").post("/activities/new/", typed(world, **more)).status_code == 302
    made = Activity.objects.get()
    assert (made.came, made.came_qualifier, made.lead) == (60, "nearly", world.bodies["west"])
    assert [(one.amount, one.currency, one.source) for one in made.money.all()] == [
        (1_500_000 * 10_000, "VND", "Members")
    ]
    page = signed_in("officer").get(f"/activities/{made.pk}/").content.decode()
    assert all(words in page for words in ("nearly", "Border post", "1,500,000", "Membership"))


def test_parts_that_are_more_than_all_who_came_are_told_beside_their_box(
    signed_in: Enter, world: World
) -> None:
    answer = signed_in("officer").post("/activities/new/", typed(world, came="50"))
    assert answer.status_code == 422
    assert "The parts add up to 60, but 50 came" in answer.content.decode()


def test_whose_programme_it_was_may_be_said_later_from_the_list(signed_in: Enter, world: World) -> None:
    desk = signed_in("officer")
    desk.post("/activities/new/", {k: v for k, v in typed(world).items() if k != "programmes"})
    made = Activity.objects.get()
    page = desk.get("/activities/").content.decode()
    assert "Whose programme is this?" in page
    desk.post(f"/activities/{made.pk}/programmes/", {"programmes": "oak-elm", "then": "list"})
    assert "Whose programme is this?" not in desk.get("/activities/").content.decode()
    assert Activity.objects.get().served == world.served


def test_a_change_asks_why_and_keeps_what_was_said_before(signed_in: Enter, world: World) -> None:
    made, desk = recorded(signed_in, world), signed_in("officer")
    assert 'value="51"' in desk.get(f"/activities/{made.pk}/change/").content.decode()
    fewer = typed(world, **{"sex:female": "40"})
    assert desk.post(f"/activities/{made.pk}/change/", fewer).status_code == 422
    assert desk.post(f"/activities/{made.pk}/change/", fewer | {"reason": "Counted anew"}).status_code == 302
    assert Activity.objects.get().came == 49
    page = desk.get(f"/activities/{made.pk}/").content.decode()
    assert "Counted anew" in page


def test_what_is_withdrawn_leaves_the_list_and_says_why_on_its_page(signed_in: Enter, world: World) -> None:
    made, desk = recorded(signed_in, world), signed_in("officer")
    assert desk.post(f"/activities/{made.pk}/withdrawal/", {"reason": " "}).status_code == 422
    desk.post(f"/activities/{made.pk}/withdrawal/", {"reason": "It stands here twice"})
    assert made.title not in desk.get("/activities/").content.decode()
    page = desk.get(f"/activities/{made.pk}/").content.decode()
    assert "It stands here twice" in page
    assert "/change/" not in page


def photo_with_a_place() -> bytes:
    """A small picture that says where it was taken."""
    image, held = Image.new("RGB", (40, 30), "white"), BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (15.0, 20.0, 30.0)
    image.save(held, "JPEG", exif=exif)
    return held.getvalue()


@pytest.mark.parametrize(("kept", "knows"), [("", False), ("on", True)])
def test_a_photo_forgets_where_it_was_taken_unless_somebody_wants_it(
    signed_in: Enter, world: World, kept: str, knows: bool
) -> None:
    photo = SimpleUploadedFile("talk.jpg", photo_with_a_place(), "image/jpeg")
    sent = typed(world) | {"photos": photo} | ({"keep_position": kept} if kept else {})
    assert signed_in("officer").post("/activities/new/", sent).status_code == 302
    file = Activity.objects.get().documents.get().files.get()
    with Image.open(BytesIO(file_bytes(file.sha256))) as shown:
        assert bool(shown.getexif().get_ifd(0x8825)) == knows


def test_papers_may_come_later_and_what_is_none_is_refused(signed_in: Enter, world: World) -> None:
    made, desk = recorded(signed_in, world), signed_in("officer")
    wrong = SimpleUploadedFile("talk.jpg", b"<script>", "image/jpeg")
    assert desk.post(f"/activities/{made.pk}/evidence/", {"photos": wrong}).status_code == 422
    minutes = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7\n%%EOF\n")
    assert desk.post(f"/activities/{made.pk}/evidence/", {"minutes": minutes}).status_code == 302
    assert "minutes.pdf" in desk.get(f"/activities/{made.pk}/").content.decode()
    assert made.documents.get().holder == world.bodies["dogwood"]


def test_an_office_adds_a_kind_that_the_units_below_choose(signed_in: Enter, world: World) -> None:
    desk = signed_in("provincial")
    assert desk.post("/activities/kinds/", {"name": "Ra quân", "name_en": "March"}).status_code == 302
    kind = ActivityKind.objects.get(name="Ra quân")
    assert f'value="{kind.slug}"' in signed_in("officer").get("/activities/new/").content.decode()
    assert f'value="{kind.slug}"' not in signed_in("partner").get("/activities/new/").content.decode()
    desk.post(f"/activities/kinds/{kind.slug}/counting/", {"indicator": "sessions", "adds": "one"})
    assert "one" in desk.get("/activities/kinds/").content.decode()
    desk.post(f"/activities/kinds/{kind.slug}/", {"name": "Ra quân", "retired": "yes"})
    assert f'value="{kind.slug}"' not in signed_in("officer").get("/activities/new/").content.decode()


def opened(world: World) -> Report:
    return open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 14), due_on=date(2026, 3, 25), by=world.officer, at=NOW,
    )  # fmt: skip


def test_the_report_shows_what_each_talk_adds_and_what_was_added_by_hand(
    signed_in: Enter, world: World
) -> None:
    for name, adds in (("sessions", "one"), ("attendances", "came")):
        signed_in("provincial").post("/activities/kinds/session/counting/", {"indicator": name, "adds": adds})
    world.form.questions.update(counts_activities=True)
    recorded(signed_in, world)
    world.reports["dogwood"].delete()
    report, desk = opened(world), signed_in("officer")
    page = desk.get(f"/reports/{report.pk}/").content.decode()
    assert "Activities behind this figure: 1 of 1" in page
    assert 'name="2.total" value="60"' in page
    told = {"1.state": "given", "1.total": "3", "1.activities": str(Activity.objects.get().pk)}
    desk.post(f"/reports/{report.pk}/", told)
    assert "Added by hand" in desk.get(f"/reports/{report.pk}/").content.decode()
