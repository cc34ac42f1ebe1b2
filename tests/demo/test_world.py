"""The demo world tells the story that its papers tell, and every number in it adds up."""

import re
from datetime import date, timedelta

import pytest

from chungtay.answers.figures import Book
from chungtay.answers.ledger import faults
from chungtay.answers.wordings import Words
from chungtay.demo.kept import Kept
from chungtay.models import (
    Account,
    Activity,
    ArticleCopy,
    Attendance,
    Correction,
    Document,
    DocumentFile,
    Draft,
    Entry,
    Organisation,
    Person,
    Plan,
    Posting,
    QuotedFigure,
    Registered,
    Report,
    Review,
    Task,
    Term,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.wordings import Standing

from .conftest import LOADED_ON

pytestmark = pytest.mark.django_db

PHASE = (date(2019, 1, 1), date(2024, 12, 31))


def total(
    kept: Kept, slug: str, first_on: date = PHASE[0], last_on: date = PHASE[1], **more: object
) -> int | None:
    book = Book(None, LOADED_ON, kept.agreements["kontum-attapeu"])
    amount = book.ask(kept.indicators[slug], first_on, last_on, **more).amount  # type: ignore[arg-type]
    return None if amount is None else amount // SCALE


def test_nearly_ten_thousand_attendances_were_reported_from_2019_to_2024(demo: Kept) -> None:
    assert 9_500 <= (total(demo, "attendances") or 0) <= 9_999


def test_the_sessions_of_those_years_hold_exactly_the_attendances_that_were_reported(demo: Kept) -> None:
    sessions = Activity.objects.filter(kind="session", last_on__range=PHASE)
    came = sum(Attendance.objects.filter(activity__in=sessions).values_list("number", flat=True))
    assert came == total(demo, "attendances")
    assert sessions.count() == total(demo, "sessions")


def test_every_session_was_held_in_the_period_of_the_report_that_counts_it(demo: Kept) -> None:
    for session in Activity.objects.filter(kind="session").prefetch_related("lines__report"):
        for line in session.lines.all():
            assert line.report.first_on <= session.first_on <= line.report.last_on
            assert line.report.place_id == session.place_id


def test_ten_clubs_stand_before_the_merger_and_after_it(demo: Kept) -> None:
    assert Registered.objects.filter(kind__slug="club").count() == 10
    assert total(demo, "clubs") == 10
    assert total(demo, "clubs", date(2026, 1, 1), LOADED_ON) == 10


def test_a_club_of_two_programmes_counts_in_each_and_once_in_all(demo: Kept) -> None:
    def clubs(programme: str | None) -> int | None:
        book = Book(None, LOADED_ON, demo.agreements[programme] if programme else None)
        return book.ask(demo.indicators["clubs"], *PHASE).amount

    assert (clubs("hlhpnvn-ubdt"), clubs(None)) == (1 * SCALE, 10 * SCALE)


def test_the_new_communes_hold_what_their_old_parts_did(demo: Kept) -> None:
    old = total(demo, "attendances", places=[demo.places["kon-tum"]], map_on=date(2024, 12, 31))
    new = total(demo, "attendances", places=[demo.places["quang-ngai"]], map_on=LOADED_ON)
    assert old == new == total(demo, "attendances")


def test_exactly_two_units_are_late(demo: Kept) -> None:
    late = Report.objects.late_on(LOADED_ON)
    assert sorted(report.place.code for report in late) == ["23344", "23383"]
    assert not Task.objects.late_on(LOADED_ON).filter(directive=None).exists()


def test_one_report_was_sent_back_and_one_corrected(demo: Kept) -> None:
    returned = Report.objects.get(state="returned")
    assert returned.returns.count() == 1
    correction = Correction.objects.get()
    assert (correction.old_total or 0) - (correction.new_total or 0) == 10 * SCALE


def test_reports_of_the_running_period_stand_in_every_state(demo: Kept) -> None:
    running = Report.objects.filter(last_on=date(2026, 11, 8))
    assert {report.state for report in running} == {"open", "handed_in", "returned", "approved"}


def test_the_attapeu_side_has_results_approved_and_a_report_to_write(demo: Kept) -> None:
    own = Report.objects.filter(holder=demo.bodies["attapeu"])
    assert {report.state for report in own} == {"approved", "open"}
    assert own.filter(state="open").count() == 1


def test_the_ledger_is_sound_and_was_written_in_order_of_time(demo: Kept) -> None:
    assert faults() == []
    moments = list(Posting.objects.values_list("recorded_at", flat=True))
    assert moments == sorted(moments)


def test_of_which_breakdowns_add_up_to_what_was_reported(demo: Kept) -> None:
    for name in ("ethnicity", "membership"):
        parts = Entry.objects.filter(
            indicator=demo.indicators["attendances"], combination__breakdown__slug=name, on__lte=PHASE[1]
        )
        assert sum(part.amount for part in parts) == (total(demo, "attendances") or 0) * SCALE


def test_quoted_figures_stand_beside_the_ledger_with_who_said_them(demo: Kept) -> None:
    of_kon_tum = QuotedFigure.objects.filter(agreement__slug="kontum-attapeu")
    quoted = {figure.indicator.slug: figure for figure in of_kon_tum if figure.indicator}
    assert {slug: figure.quantity // SCALE for slug, figure in quoted.items()} == {
        "clubs": 10,
        "attendances": 10_000,
    }
    assert quoted["attendances"].qualifier == "nearly"
    assert quoted["attendances"].document.issued_on == date(2024, 12, 30)


def test_the_plan_of_2024_has_seven_contents_each_naming_what_was_signed(demo: Kept) -> None:
    plan = Plan.objects.get(number="468/KH-HLHPNVN-UBDT")
    assert plan.issued_on == date(2024, 3, 21)
    assert [content.number for content in plan.contents.all()] == [1, 2, 3, 4, 5, 6, 7]
    assert all(content.commitments.exists() and content.lead for content in plan.contents.all())


def test_the_running_plan_waits_for_attapeu(demo: Kept) -> None:
    plan = Plan.objects.get(year=2026, is_joint=True)
    seats = {acceptance.seat.number for acceptance in plan.acceptances.select_related("seat")}
    assert seats == {1}


def test_seats_pass_to_the_successors_on_the_day(demo: Kept) -> None:
    for slug, number, day, before, after in (
        ("kontum-attapeu", 1, date(2025, 7, 1), "kon-tum", "quang-ngai"),
        ("hlhpnvn-ubdt", 2, date(2025, 3, 1), "cema", "mera"),
    ):
        seat = demo.agreements[slug].seats.get(number=number)
        assert seat.holder_on(day) == demo.bodies[after]
        assert seat.holder_on(date.fromordinal(day.toordinal() - 1)) == demo.bodies[before]


def test_the_final_review_is_frozen_with_the_figures_of_its_day(demo: Kept) -> None:
    review = Review.objects.get(agreement__slug="kontum-attapeu")
    figures = {figure.indicator.slug: figure.actual for figure in review.figures.select_related("indicator")}
    assert figures["attendances"] == (total(demo, "attendances") or 0) * SCALE
    assert review.fingerprint and review.number == 97


def test_each_programme_has_a_public_article_with_its_own_attachment(demo: Kept) -> None:
    articles = ArticleCopy.objects.public()
    assert {article.programme_slug for article in articles} == {"kontum-attapeu", "hlhpnvn-ubdt"}
    for article in articles:
        assert article.source and article.author
    with_files = {one.programme_slug for one in articles if one.files.filter(use="attached").exists()}
    assert with_files == {"kontum-attapeu", "hlhpnvn-ubdt"}
    assert articles.filter(is_main=True).count() >= 6


def test_every_paper_has_its_file_but_those_of_the_last_month_on_their_way_through_the_register(
    demo: Kept,
) -> None:
    without = Document.objects.exclude(pk__in=DocumentFile.objects.values("document"))
    assert {paper.issued_on and paper.issued_on > demo.today - timedelta(days=31) for paper in without} <= {
        True
    }


def test_papers_lie_on_the_desk_for_both_programmes(demo: Kept) -> None:
    begun = Draft.objects.values_list("agreement__slug", "paper", "language")
    wanted = {
        ("kontum-attapeu", "plan", "vi"),
        ("hlhpnvn-ubdt", "plan", "vi"),
        ("kontum-attapeu", "greeting", "lo"),
    }
    assert wanted <= set(begun)


def test_persons_are_known_by_their_post_and_bodies_by_their_kind(demo: Kept) -> None:
    for person in Person.objects.prefetch_related("posts"):
        assert [post.title for post in person.posts.all()] == [person.known_as]
        assert re.match(
            "Chủ tịch|Phó Chủ tịch|Chuyên viên|Cán bộ|Vụ trưởng|Ủy viên|Quản trị", person.known_as
        )
    assert Organisation.objects.filter(name="").count() == 0


def test_no_account_of_the_demo_has_a_password(demo: Kept) -> None:
    accounts = Account.objects.all()
    assert len(accounts) == 8
    assert not any(account.has_usable_password() for account in accounts)


def test_the_new_province_reads_and_answers_for_what_the_old_one_held(demo: Kept) -> None:
    officer = demo.persons["province"]
    old = Report.objects.filter(holder=demo.bodies["dak-blo"])
    assert Report.objects.visible_to(officer, LOADED_ON).filter(pk__in=old).count() == old.count() > 0
    assert not Report.objects.visible_to(demo.persons["partner"], LOADED_ON).filter(pk__in=old).exists()


def test_lao_that_is_attested_is_approved_and_the_rest_waits(demo: Kept) -> None:
    states = {term.text: term.state for term in Term.objects.all()}
    assert states["biên giới"] == states["mua bán người"] == "approved"
    assert states["bản ghi nhớ"] == states["tổ truyền thông cộng đồng"] == "proposed"
    assert not Term.objects.filter(state="approved", source="").exists()


def test_every_translation_of_the_demo_is_somebodys_draft_or_was_checked(demo: Kept) -> None:
    for slug, checked in (("kontum-attapeu", 6), ("hlhpnvn-ubdt", 0)):
        agreement = demo.agreements[slug]
        shown = [Words(agreement, demo.persons["leader"], LOADED_ON)]
        shown += [Words(agreement, demo.persons["leader"], LOADED_ON, plan=plan) for plan in shown[0].plans]
        said = [one for words in shown for text in words.texts for one in text.said]
        assert all(one.wording for one in said if one.words)
        assert sum(one.standing is Standing.CHECKED for one in said) == checked
        assert not any(one.standing is Standing.STALE for one in said)
