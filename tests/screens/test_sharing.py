"""What is shared is listed on the thing; what is taken back is gone for that side, everywhere, at the next request."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from chungtay.actions.articles import draft_article
from chungtay.actions.documents import add_document
from chungtay.actions.reports import LineAnswer, Told, approve_report, hand_in, open_report, write_report
from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.actions.sharing import end_share, share_again, share_with_seats
from chungtay.models import (
    Account,
    Activity,
    Article,
    AuditLine,
    Document,
    Entry,
    Person,
    Post,
    Report,
    Review,
    SeatHolding,
    Share,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act, Kind, Role
from chungtay.rules.reports import LineState
from tests.articles_made import made_public
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]
FIGURE = "/figures/?indicator=sessions&programme=oak-elm&from=2025-01-01&to=2025-12-31"
PAPER = "Letter of greeting"


@pytest.fixture(autouse=True)
def files(tmp_path: Any, settings: Settings) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def paper(world: World) -> Document:
    made = Document(type="Thư", number="05/TM-BTV", title=PAPER, holder=world.bodies["west"])
    files = [("a.txt", b"greetings", "text/plain")]
    return add_document(made, agreements=[world.programme], files=files, by=world.provincial, at=NOW)


@pytest.fixture
def figures(world: World) -> dict[str, Report]:
    """Four sessions in Cedar and nine in Elm, approved on either side."""
    return {
        name: approved(world, name, by, approver, total)
        for name, by, approver, total in (
            ("cedar", "cedar", "provincial", 4),
            ("elm", "partner", "eastern", 9),
        )
    }


def approved(world: World, name: str, by: str, approver: str, total: int) -> Report:
    if approver not in world.persons:
        add_person(world, approver, "east", Role.PARTNER_OFFICER)
    body, writes, approves = world.bodies[name], world.persons[by], world.persons[approver]
    report = open_report(
        world.form, body, place=world.places[name.capitalize()], first_on=date(2025, 9, 1), last_on=date(2025, 12, 14),
        due_on=date(2025, 12, 20), by=approves, at=NOW,
    )  # fmt: skip
    write_report(report, {1: LineAnswer(state=LineState.GIVEN, total=total * SCALE)}, by=writes, at=NOW)
    own = writes.posts_on(TODAY)[0].organisation_id == body.pk
    hand_in(report, on_behalf=None if own else Told(told_by="Chair", channel="phone"), by=writes, at=NOW)
    approve_report(report, by=approves, at=NOW)
    return report


@pytest.fixture
def review(world: World, figures: dict[str, Report]) -> Review:
    made = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Review of the autumn",
        first_on=date(2025, 9, 1), last_on=date(2025, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    return freeze_review(made, by=world.leader, at=NOW)


def add_person(world: World, name: str, body: str, role: Role) -> Person:
    person = Person.objects.create(known_as=name.capitalize())
    Account.objects.create_user(name, "correct horse battery staple", person=person)
    Post.objects.create(
        person=person, organisation=world.bodies[body], role=role, title=name, valid_from=date(2020, 1, 1)
    )
    world.persons[name] = person
    return person


def share_of(thing: Any, seat: int, kind: Kind | None = None) -> Share:
    return Share.objects.get(
        kind=kind or thing.protected_as, thing_id=thing.pk, seat__number=seat, until=None
    )


def results(world: World, seat: int) -> Share:
    return share_of(world.programme, seat, Kind.RESULTS)


def take_back(share: Share, by: Person) -> None:
    end_share(share, reason="Sent by mistake", by=by, at=NOW)


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def shown_total(client: Client) -> str:
    answer = client.get(f"/api{FIGURE.replace('/figures/?indicator=sessions&', '/figures/sessions?')}")
    return str(answer.json()["amount"])


# What the thing says


def test_the_side_that_shares_reads_with_whom_since_when_and_by_which_state(
    paper: Document, signed_in: Enter
) -> None:
    page = said(signed_in("leader"), f"/documents/{paper.pk}/")
    assert "Shared with" in page and "Union of Elmshire" in page
    assert "since 20/03/2026, when the paper was put into the programme" in page
    assert page.count("<summary>Take back") == 2


@pytest.mark.parametrize("name", ["provincial", "auditor"])
def test_who_may_not_share_sees_the_shares_without_a_form(
    paper: Document, signed_in: Enter, name: str
) -> None:
    page = said(signed_in(name), f"/documents/{paper.pk}/")
    assert "Shared with" in page and "/shares/" not in page


@pytest.mark.parametrize("name", ["partner", "officer"])
def test_who_reads_by_a_share_is_told_so_and_nothing_of_the_others(
    paper: Document, review: Review, signed_in: Enter, name: str
) -> None:
    for address in (f"/documents/{paper.pk}/", f"/reviews/{review.pk}/"):
        page = said(signed_in(name), address)
        assert "You read this because it was shared with your side on 20/03/2026." in page
        assert "Shared with" not in page and "/shares/" not in page


def test_each_side_of_a_programme_reads_who_was_given_its_figures(world: World, signed_in: Enter) -> None:
    ours, theirs = results(world, 2), results(world, 1)
    leader = said(signed_in("leader"), "/programmes/oak-elm/")
    assert f"/shares/{ours.pk}/end/" in leader and str(theirs.pk) not in leader
    assert "shared with your side on 01/01/2006" in leader
    partner = said(signed_in("partner"), "/programmes/oak-elm/")
    assert f"/shares/{theirs.pk}/end/" in partner and str(ours.pk) not in partner


def test_a_paper_of_two_programmes_hides_the_programme_that_one_does_not_know(
    world: World, paper: Document, signed_in: Enter
) -> None:
    hidden = type(world.programme).objects.create(slug="hidden", kind="memorandum", name="Hidden programme")
    seat = hidden.seats.create(number=1)
    SeatHolding.objects.create(seat=seat, organisation=world.bodies["far"], valid_from=date(2006, 1, 1))
    share_with_seats(Kind.DOCUMENT, paper.pk, [hidden], state="linked", by=None, at=NOW)
    page = said(signed_in("leader"), f"/documents/{paper.pk}/")
    assert "Farshire" not in page and "Hidden" not in page
    share = Share.objects.get(seat=seat)
    assert signed_in("leader").post(f"/shares/{share.pk}/end/", {"reason": "x"}).status_code == 404


# Taking back and opening again


def test_a_leader_takes_a_paper_back_and_opens_it_again(
    world: World, paper: Document, signed_in: Enter
) -> None:
    leader, partner = signed_in("leader"), signed_in("partner")
    share = share_of(paper, 2)
    page = leader.post(
        f"/shares/{share.pk}/end/", {"reason": "Sent by mistake"}, follow=True
    ).content.decode()
    assert "Taken back. Who read it only by this share no longer sees it." in page
    assert "taken back on 20/03/2026: Sent by mistake" in page and f"/shares/{share.pk}/again/" in page
    assert said(partner, f"/documents/{paper.pk}/") == "404"
    line = AuditLine.objects.get(act="end_share")
    assert (line.reason, line.holder_id) == ("Sent by mistake", world.bodies["west"].pk)
    assert leader.post(f"/shares/{share.pk}/again/").status_code == 302
    assert PAPER in said(partner, f"/documents/{paper.pk}/")
    page = said(leader, f"/documents/{paper.pk}/")
    assert f"/shares/{share.pk}/again/" not in page and "shared again on 20/03/2026" in page


def test_a_reason_is_asked_for_and_the_form_says_that_copies_stay(paper: Document, signed_in: Enter) -> None:
    answer = signed_in("leader").post(f"/shares/{share_of(paper, 2).pk}/end/", {"reason": " "})
    assert answer.status_code == 422
    assert "What was published stays public" in answer.content.decode()
    assert share_of(paper, 2).until is None


@pytest.mark.parametrize("name", ["partner", "officer", "stranger"])
def test_nobody_takes_back_or_opens_what_another_side_shared(
    world: World, paper: Document, review: Review, signed_in: Enter, name: str
) -> None:
    for share in (share_of(paper, 2), share_of(review, 2), results(world, 2)):
        for act in ("end", "again"):
            assert signed_in(name).post(f"/shares/{share.pk}/{act}/", {"reason": "x"}).status_code == 404
        with pytest.raises(RuleBroken, match="post"):
            take_back(share, world.persons[name])


def test_who_lost_the_figures_cannot_give_them_to_their_own_side_again(
    world: World, signed_in: Enter
) -> None:
    share = results(world, 2)
    take_back(share, world.leader)
    assert signed_in("partner").post(f"/shares/{share.pk}/again/").status_code == 404
    with pytest.raises(RuleBroken, match="post"):
        share_again(share, by=world.partner, at=NOW)
    share_again(share, by=world.leader, at=NOW)
    assert results(world, 2).follows == share


def test_of_three_sides_only_the_one_that_took_the_figures_back_opens_them_again(world: World) -> None:
    third = world.programme.seats.create(number=3)
    SeatHolding.objects.create(seat=third, organisation=world.bodies["far"], valid_from=date(2006, 1, 1))
    share = results(world, 2)
    take_back(share, world.leader)
    share = Share.objects.get(pk=share.pk)
    assert share.ended_for == world.programme.seats.get(number=1)
    with pytest.raises(RuleBroken, match="post"):
        share_again(share, by=world.stranger, at=NOW)
    share_again(share, by=world.leader, at=NOW)
    take_back(results(world, 2), world.stranger)
    with pytest.raises(RuleBroken, match="taken back last"):
        share_again(share, by=world.leader, at=NOW)


def test_a_second_click_takes_back_and_opens_once(world: World, paper: Document) -> None:
    share = share_of(paper, 2)
    take_back(share, world.leader)
    with pytest.raises(RuleBroken, match="taken back already"):
        take_back(share, world.leader)
    again = share_again(share, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="open already"):
        share_again(share, by=world.leader, at=NOW)
    assert Share.objects.of(Kind.DOCUMENT, paper.pk).filter(until=None, seat=again.seat).count() == 1


def test_what_was_taken_back_is_not_opened_by_a_later_state(world: World, paper: Document) -> None:
    take_back(share_of(paper, 2), world.leader)
    share_with_seats(Kind.DOCUMENT, paper.pk, [world.programme], state="linked", by=None, at=NOW)
    assert not Document.objects.visible_to(world.partner, TODAY).filter(pk=paper.pk).exists()


# What is gone


def test_a_paper_that_was_taken_back_is_gone_everywhere(
    world: World, paper: Document, signed_in: Enter
) -> None:
    activity = Activity.objects.create(
        kind_id="visit", title="A visit", first_on=TODAY, last_on=TODAY, place=world.places["Elm"],
        holder=world.bodies["elm"], served=world.served, recorded_by=world.partner,
    )  # fmt: skip
    activity.documents.add(paper)
    partner, here = signed_in("partner"), f"/documents/{paper.pk}/"
    file = f"files/{paper.files.get().sha256}/"
    lists = (
        "/documents/",
        "/documents/?words=greeting",
        "/documents/?programme=oak-elm",
        "/programmes/oak-elm/",
        f"/programmes/oak-elm/plans/{world.plan.pk}/",
        f"/activities/{activity.pk}/",
        "/api/documents",
    )
    seen = {address for address in lists if PAPER in said(partner, address)}
    assert seen == set(lists) - {lists[4]}
    take_back(share_of(paper, 2), world.leader)
    assert [address for address in lists if PAPER in said(partner, address)] == []
    assert partner.get("/api/documents").json()["count"] == 0
    gone = (here, here + file, f"/api{here[:-1]}", f"/api{here}{file[:-1]}", f"/api{here}shares")
    assert [said(partner, address) for address in gone] == ["404"] * len(gone)
    assert PAPER in said(signed_in("officer"), here), "the other seat reads on"
    assert PAPER in said(signed_in("provincial"), here), "who holds it reads on"


def test_a_review_that_was_taken_back_is_gone_everywhere(
    world: World, review: Review, signed_in: Enter
) -> None:
    partner, here = signed_in("partner"), f"/reviews/{review.pk}/"
    lists = ("/reviews/", "/programmes/oak-elm/", FIGURE, "/api/reviews")
    assert [address for address in lists if str(review.pk) in said(partner, address)] == list(lists)
    take_back(share_of(review, 2), world.leader)
    assert [address for address in lists if str(review.pk) in said(partner, address)] == []
    gone = (here, f"{here}paper.docx", f"/api{here[:-1]}", f"/api{here}paper?form=docx", f"/api{here}shares")
    assert [said(partner, address) for address in gone] == ["404"] * len(gone)
    for address in (f"{here}number/", f"{here}article/"):
        assert partner.post(address).status_code == 404


def test_figures_that_were_taken_back_leave_a_side_its_own(
    world: World, figures: dict[str, Report], review: Review, signed_in: Enter
) -> None:
    partner = signed_in("partner")
    cedar, elm = (Entry.objects.filter(source__line__report=figures[name])[0] for name in ("cedar", "elm"))
    assert shown_total(partner) == "13"
    assert f"/ledger/{cedar.seq}/" in said(partner, FIGURE)
    take_back(results(world, 2), world.leader)
    assert shown_total(partner) == "9"
    page = said(partner, FIGURE)
    assert f"/ledger/{cedar.seq}/" not in page and f"/ledger/{elm.seq}/" in page and "Cedar" not in page
    assert said(partner, f"/ledger/{cedar.seq}/") == "404" == said(partner, f"/api/entries/{cedar.seq}")
    assert said(partner, f"/ledger/{elm.seq}/") != "404"
    assert (
        partner.get("/api/entries").json()["count"]
        == Entry.objects.filter(holder=world.bodies["elm"]).count()
    )
    page = said(partner, "/programmes/oak-elm/")
    assert "shared their figures with your side on 01/01/2006 and took them back on 20/03/2026" in page
    assert shown_total(signed_in("leader")) == "13", "what was given to the other seat stays given"


def test_reports_of_a_side_that_took_its_figures_back_are_not_counted_either(
    world: World, figures: dict[str, Report], signed_in: Enter
) -> None:
    address = "/api/figures/sessions?programme=oak-elm&from=2025-01-01&to=2025-12-31"
    partner = signed_in("partner")
    assert [partner.get(address).json()[key] for key in ("reported", "due")] == [2, 2]
    take_back(results(world, 2), world.leader)
    assert [partner.get(address).json()[key] for key in ("reported", "due")] == [1, 1]


def test_a_side_without_the_figures_is_not_told_that_a_review_has_changed(
    world: World, review: Review, signed_in: Enter
) -> None:
    take_back(results(world, 2), world.leader)
    partner = signed_in("partner")
    assert "The ledger has changed since" not in said(partner, f"/reviews/{review.pk}/")
    assert partner.get(f"/api/reviews/{review.pk}").json()["changed"] == []


def test_what_was_published_stays_public(world: World, review: Review, signed_in: Enter) -> None:
    article = Article(
        holder_id=world.bodies["west"].pk, programme_slug="oak-elm", title="A visit", body="Four days.",
        author="The office", review_id=review.pk,
    )  # fmt: skip
    article = made_public(draft_article(article, by=world.provincial, at=NOW), world)
    take_back(share_of(review, 2), world.leader)
    assert "Four days." in said(Client(), f"/news/{article.slug}/")
    assert "Four days." in said(signed_in("partner"), f"/news/{article.slug}/")


# Seats and days


def test_shares_follow_the_seat_to_the_body_that_takes_it_over(
    world: World, paper: Document, figures: dict[str, Report], review: Review
) -> None:
    heir = add_person(world, "heir", "far", Role.PARTNER_OFFICER)
    held = world.programme.seats.get(number=2).holdings.get()
    changes_on = TODAY + timedelta(days=10)
    SeatHolding.objects.filter(pk=held.pk).update(valid_to=changes_on)
    SeatHolding.objects.create(seat=held.seat, organisation=world.bodies["far"], valid_from=changes_on)
    for day, reads in ((changes_on - timedelta(days=1), world.partner), (changes_on, heir)):
        for person in (world.partner, heir):
            found = [
                model.objects.visible_to(person, day).filter(pk=thing.pk).exists()
                for model, thing in ((Document, paper), (Review, review))
            ]
            whole = Entry.objects.visible_to(person, day).filter(holder=world.bodies["cedar"]).exists()
            assert [*found, whole] == [person == reads] * 3, (day, person)


@pytest.mark.parametrize(
    ("first", "until", "reads"),
    [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True), (0, 0, False)],
)
def test_a_share_is_read_from_its_first_day_to_the_day_before_its_end(
    world: World, paper: Document, first: int, until: int | None, reads: bool
) -> None:
    end = None if until is None else TODAY + timedelta(days=until)
    Share.objects.filter(thing_id=paper.pk).update(first_on=TODAY + timedelta(days=first), until=end)
    assert Document.objects.visible_to(world.partner, TODAY).filter(pk=paper.pk).exists() is reads
    assert world.partner.may(Act.READ, Document.objects.get(pk=paper.pk).facts(TODAY), TODAY) is reads


def test_what_is_taken_back_before_it_began_never_begins(world: World, paper: Document) -> None:
    tomorrow = TODAY + timedelta(days=1)
    Share.objects.filter(thing_id=paper.pk).update(first_on=tomorrow)
    take_back(share_of(paper, 2), world.leader)
    for day in (TODAY, tomorrow, tomorrow + timedelta(days=1)):
        assert not Document.objects.visible_to(world.partner, day).filter(pk=paper.pk).exists()
