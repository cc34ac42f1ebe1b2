"""Criticises two drafts: a circular from receipt to comparison, and rules of a province in the round of opinions."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions import criticism as actions
from chungtay.actions.criticism import Opinion, Point
from chungtay.models import Asked, Clause, Criticism
from chungtay.rules.criticism import Replied, Stand, Taken, Turn, TurnKind

from .clock import at_nine
from .diary import Act, Diary
from .kept import Kept
from .tables import texts

ASKED, LEADS = "nation", "vwu-leader"  # who writes for the centre, and who signs and closes


def note_criticism(diary: Diary, kept: Kept) -> None:
    told = texts("criticism")["finished"]
    steps = (
        ("received_on", receiving), ("asked_on", asking), ("opinions_until", opining), ("held_on", conferring),
        ("written_on", writing), ("sent_on", sending), ("replied_on", replying), ("final_on", laying),
        ("closed_on", closing),
    )  # fmt: skip
    for number, (day, step) in enumerate(steps):
        diary.note(at_nine(told[day], 200 + number), step(kept, told))
    running = texts("criticism")["open"]
    diary.note(at_nine(kept.today - timedelta(days=10), 200), receiving_ours(kept, running))
    diary.note(at_nine(kept.today - timedelta(days=4), 200), hearing(kept, running))


def of(told: dict[str, Any]) -> Criticism:
    return Criticism.objects.get(title=told["title"])


def titles(told: dict[str, Any]) -> dict[str, str]:
    return {name: told[name] for name in ("title", "title_lo", "title_en")}


def receiving(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        days: dict[str, date] = {name: told[name] for name in ("received_on", "submitted_on", "due_on")}
        one = Criticism(
            holder=kept.bodies["vwu"], agreement=kept.agreements["hlhpnvn-ubdt"], drafter=kept.bodies["mera"],
            **titles(told), **days,
        )  # fmt: skip
        actions.receive_draft(one, text=told["draft"], by=kept.persons[ASKED], at=at)

    return act


def asking(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        bodies = [kept.bodies[key] for key in ("quang-ngai", "dien-bien")]
        actions.ask_critics(
            of(told), bodies=bodies, experts=told["experts"], due_on=told["opinions_until"],
            by=kept.persons[ASKED], at=at,
        )  # fmt: skip

    return act


def opining(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        one = of(told)
        for said in told["opinion"]:
            opinion = Opinion(
                stand=Stand(said["stand"]), clause=clause_of(one, said["clause"]), text=said["text"],
                proposal=said.get("proposal", ""),
            )  # fmt: skip
            asked = asked_of(kept, one, said["body"])
            actions.give_opinion(asked, opinion, by=kept.persons[said["by"]], at=at)
        for body, by in (("quang-ngai", "province"), ("dien-bien", "db-officer"), ("", ASKED)):
            actions.finish_opinions(asked_of(kept, one, body), by=kept.persons[by], at=at)

    return act


def conferring(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        turns = [Turn(TurnKind(one["kind"]), one["speaker"], one["text"]) for one in told["turn"]]
        actions.hold_conference(
            of(told), held_on=told["held_on"], venue=told["venue"], turns=turns, by=kept.persons[ASKED], at=at
        )

    return act


def writing(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        one = of(told)
        for said in told["point"]:
            clause = clause_of(one, said["clause"])
            given = [
                opinion
                for asked in one.asked.all()
                for opinion in asked.opinions.all()
                if clause is not None and opinion.clause_id == clause.pk
            ]
            point = Point(text=said["text"], proposal=said["proposal"], clause=clause, opinions=tuple(given))
            actions.write_point(one, point, by=kept.persons[ASKED], at=at)
        actions.begin_paper(one, by=kept.persons[ASKED], at=at)

    return act


def sending(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        actions.send_criticism(of(told), by=kept.persons[LEADS], at=at)

    return act


def replying(kept: Kept, told: dict[str, Any]) -> Act:
    """The ministry answers on paper; the centre writes it down."""

    def act(at: datetime) -> None:
        replies = {
            number: Replied(Taken(one["taken"]), one.get("reason", ""))
            for number, one in enumerate(told["point"], 1)
        }
        actions.reply_to_criticism(
            of(told), replies, on=told["replied_on"], number=told["reply_number"], on_paper=True,
            by=kept.persons[ASKED], at=at,
        )  # fmt: skip

    return act


def laying(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        actions.lay_final(
            of(told), told["final"], number=told["final_number"], on=told["final_on"], by=kept.persons[ASKED],
            at=at,
        )  # fmt: skip

    return act


def closing(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        actions.close_criticism(of(told), by=kept.persons[LEADS], at=at)

    return act


def receiving_ours(kept: Kept, told: dict[str, Any]) -> Act:
    """What the province has before it: its communes are asked until a week from now."""

    def act(at: datetime) -> None:
        by, today = kept.persons["province"], kept.today
        one = Criticism(
            holder=kept.bodies["quang-ngai"], agreement=kept.agreements["kontum-attapeu"],
            drafter_name=told["drafter_name"], received_on=today - timedelta(days=10),
            submitted_on=today + timedelta(days=20), due_on=today + timedelta(days=12), **titles(told),
        )  # fmt: skip
        actions.receive_draft(one, text=told["draft"], by=by, at=at)
        actions.ask_critics(
            one, bodies=[kept.bodies["dak-plo"]], experts=told["experts"], due_on=today + timedelta(days=7),
            by=by, at=at,
        )  # fmt: skip

    return act


def hearing(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        one, by = of(told), kept.persons["province"]
        said = Opinion(
            stand=Stand.CHANGE, clause=clause_of(one, "Điều 2, khoản 1"),
            text="Ba tháng chưa đủ để học xong một nghề.",
            proposal="Hỗ trợ 700.000 đồng mỗi tháng, không quá sáu tháng.",
        )  # fmt: skip
        expert = one.asked.get(organisation=None)
        actions.give_opinion(expert, said, by=by, at=at)
        actions.finish_opinions(expert, by=by, at=at)

    return act


def clause_of(one: Criticism, name: str) -> Clause | None:
    return one.clauses.get(name=name) if name else None


def asked_of(kept: Kept, one: Criticism, body: str) -> Asked:
    return one.asked.get(organisation=kept.bodies[body] if body else None)
