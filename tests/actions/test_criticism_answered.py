"""A criticism is replied to, stands beside the final text, is closed, and leads to recommendations."""

from typing import Any

from chungtay.actions import criticism as actions
from chungtay.answers.criticism import CriticismPage
from chungtay.models import (
    Criticism,
    Person,
    Recommendation,
)
from chungtay.rules.criticism import Fate, Replied, Taken
from chungtay.rules.recommendations import Asked as Recommended
from chungtay.rules.recommendations import Origin
from tests.actions.criticising import (
    FINAL,
    REPLIES,
    finished,
    refused,
    replied,
    sent,
    written,
)
from tests.world import NOW, TODAY, World


def test_the_drafter_replies_to_every_point_once(world: World) -> None:
    one = sent(world)
    partial = {1: Replied(Taken.NOT_TAKEN)}
    assert refused(lambda: actions.reply_to_criticism(one, partial, by=world.partner, at=NOW)) == [
        "reason_1",
        "taken_2",
    ]
    assert refused(lambda: actions.reply_to_criticism(one, REPLIES, by=world.provincial, at=NOW))
    actions.reply_to_criticism(one, REPLIES, by=world.partner, at=NOW)
    assert [(row.taken, row.reason) for row in one.points.all()] == [
        ("taken", ""),
        ("in_part", "In the yearly report only"),
    ]
    assert refused(lambda: actions.reply_to_criticism(one, REPLIES, by=world.partner, at=NOW))


def test_a_reply_on_paper_is_written_down_and_another_closes_on_it(world: World) -> None:
    one = sent(world)
    told: dict[str, Any] = {"on_paper": True, "on": TODAY, "by": world.provincial, "at": NOW}
    assert refused(lambda: actions.reply_to_criticism(one, REPLIES, **told)) == ["number"]
    file = ("reply.txt", "Trả lời".encode(), "text/plain")
    actions.reply_to_criticism(one, REPLIES, number="12/UBDT", file=file, **told)
    assert one.reply and one.reply.number == "12/UBDT"
    actions.lay_final(one, FINAL, by=world.provincial, at=NOW)
    assert refused(lambda: actions.close_criticism(one, by=world.provincial, at=NOW))
    assert actions.close_criticism(one, by=world.leader, at=NOW).state == "closed"


def test_where_no_body_of_the_house_drafted_it_the_reply_comes_on_paper(world: World) -> None:
    one = sent(world, drafter=None, drafter_name="Department of Justice")
    assert refused(lambda: actions.reply_to_criticism(one, REPLIES, by=world.partner, at=NOW))
    told: dict[str, Any] = {"on_paper": True, "on": TODAY, "number": "7/STP", "by": world.leader, "at": NOW}
    assert actions.reply_to_criticism(one, REPLIES, **told).state == "replied"


def fates(one: Criticism, person: Person) -> list[tuple[str, str, str, int]]:
    return [
        (
            row.clause.name if row.clause else "-",
            row.final.name if row.final else "-",
            row.pair.fate,
            len(row.points),
        )
        for row in CriticismPage(one, person, TODAY).comparison
    ]


COMPARED = [
    ("Điều 1", "Điều 1", Fate.KEPT, 0),
    ("Điều 2", "Điều 2", Fate.KEPT, 0),
    ("Điều 2, khoản 1", "Điều 2, khoản 1", Fate.CHANGED, 1),
    ("Điều 2, khoản 2", "-", Fate.LEFT_OUT, 0),
    ("-", "Điều 3", Fate.ADDED, 0),
    ("Điều 3", "Điều 4", Fate.CHANGED, 0),
]


def test_draft_criticism_and_final_stand_side_by_side_for_all_sides(world: World) -> None:
    one = finished(world)
    assert fates(one, world.provincial) == COMPARED
    assert fates(one, world.partner) == COMPARED
    assert fates(one, world.officer) == COMPARED


def test_a_person_corrects_which_clause_came_of_which(world: World) -> None:
    one = actions.lay_final(replied(world), FINAL, by=world.provincial, at=NOW)
    final = {clause.name: clause.position for clause in one.final_clauses.all()}
    draft = {clause.name: clause.position for clause in one.clauses.all()}
    swapped = {final["Điều 3"]: draft["Điều 3"], final["Điều 4"]: None}
    actions.match_final(one, swapped, by=world.provincial, at=NOW)
    assert ("Điều 3", "Điều 3", Fate.CHANGED, 0) in fates(one, world.provincial)
    assert ("-", "Điều 4", Fate.ADDED, 0) in fates(one, world.provincial)
    twice = {final["Điều 4"]: draft["Điều 3"]}
    assert refused(lambda: actions.match_final(one, twice, by=world.provincial, at=NOW)) == ["matches"]
    assert refused(lambda: actions.match_final(one, {99: None}, by=world.provincial, at=NOW)) == ["matches"]


def test_the_same_final_text_laid_twice_keeps_what_a_person_corrected(world: World) -> None:
    one = actions.lay_final(replied(world), FINAL, by=world.provincial, at=NOW)
    added = one.final_clauses.get(name="Điều 4")
    actions.match_final(one, {added.position: None}, by=world.provincial, at=NOW)
    actions.lay_final(one, FINAL, number="5/QĐ", by=world.provincial, at=NOW)
    added.refresh_from_db()
    assert (added.clause, one.final_number) == (None, "5/QĐ")


def test_it_is_closed_without_a_reply_or_a_text_for_a_reason_only(world: World) -> None:
    one = sent(world)
    assert refused(lambda: actions.close_criticism(one, by=world.provincial, at=NOW)) == ["note"]
    assert actions.close_criticism(one, note="Given up", by=world.provincial, at=NOW).state == "closed"


def test_a_point_becomes_a_recommendation_once_it_was_sent(world: World) -> None:
    told = Recommended(
        holder=world.bodies["far"].pk, text="Raise the amount", addressees=(world.bodies["east"].pk,)
    )
    point = written(world).points.first()
    assert point
    assert refused(lambda: actions.recommend_point(point, told, by=world.provincial, at=NOW))
    actions.send_criticism(point.criticism, by=world.leader, at=NOW)
    point.refresh_from_db()
    point.criticism.refresh_from_db()
    actions.recommend_point(point, told, by=world.provincial, at=NOW)
    made = Recommendation.objects.get()
    assert (made.origin, made.origin_id, made.origin_part, made.holder) == (
        Origin.CRITICISM, point.criticism_id, point.pk, world.bodies["west"],
    )  # fmt: skip
    page = CriticismPage(point.criticism, world.provincial, TODAY)
    assert page.recommendations == {point.pk: [made]}
