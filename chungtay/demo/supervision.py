"""Looks into things in the demo: one year's plan; supervision that is closed, under way, and a joint visit to come."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from chungtay.actions.supervision import (
    Member,
    draft_supervision_plan,
    hold_session,
    issue_supervision_plan,
    keep_decision,
    move_supervision,
    plan_supervision,
    report_by_outline,
    write_finding,
    write_outline,
    write_session_minutes,
)
from chungtay.models import Finding, Supervision, SupervisionPlan, SupervisionSession
from chungtay.rules.supervision import Move

from .clock import at_nine
from .diary import Act, Diary
from .documents import PDF, paper_of
from .kept import Kept
from .tables import texts

AUTUMN = (9, 1)  # of an earlier year, in which the province of today stood already
FIRST_YEAR, LONGEST = 2025, timedelta(days=120)


def note_supervision(diary: Diary, kept: Kept) -> None:
    told = texts("supervision")
    plan = told["plan"]
    diary.note(at_nine(day_of(kept, "today", plan["on"]), 400), planning(kept, plan))
    for order, one in enumerate(told["supervision"]):
        if base_of(kept, one["base"]) is not None:
            note_one(diary, kept, one, 420 + 10 * order)
    diary.note(at_nine(day_of(kept, "today", -26), 500), issuing(kept, plan))


def note_one(diary: Diary, kept: Kept, told: dict[str, Any], minutes: int) -> None:
    def on(days: int) -> date:
        return day_of(kept, told["base"], days)

    diary.note(at_nine(on(told["decided"] - 5), minutes), drawing(kept, told))
    diary.note(at_nine(on(told["decided"]), minutes), sending(kept, told))
    if "report" in told:
        diary.note(at_nine(on(told["reported"]), minutes), reporting(kept, told))
    if "begun" in told:
        diary.note(at_nine(on(told["begun"]), minutes), beginning(kept, told))
    if "concluded" in told:
        diary.note(at_nine(on(told["concluded"]), minutes), concluding(kept, told))
        diary.note(at_nine(on(told["closed"]), minutes), closing(kept, told))


def base_of(kept: Kept, base: str) -> date | None:
    """None where an earlier autumn is not yet far enough behind us."""
    if base == "today":
        return kept.today
    autumn = date(max(FIRST_YEAR, kept.today.year - 1), *AUTUMN)
    return autumn if autumn + LONGEST < kept.today else None


def day_of(kept: Kept, base: str, days: int) -> date:
    found = base_of(kept, base)
    assert found, "only what has its base is noted"
    return found + timedelta(days=days)


def planning(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        words = {name: told[name] for name in ("title", "title_lo", "title_en", "purpose")}
        plan = SupervisionPlan(
            holder=kept.bodies[told["body"]], agreement=kept.agreements[told["programme"]],
            year=day_of(kept, "today", -4).year, **words,
        )  # fmt: skip
        draft_supervision_plan(plan, by=kept.persons[told["by"]], at=at)

    return act


def issuing(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        plan = SupervisionPlan.objects.get(title=told["title"])
        issue_supervision_plan(plan, on=timezone.localdate(at), by=kept.persons[told["signer"]], at=at)

    return act


def drawing(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        words = ("form", "subject", "subject_lo", "subject_en")
        one = Supervision(
            holder=kept.bodies[told["body"]], agreement=kept.agreements[told["programme"]],
            framework=told.get("framework", ""), first_on=day_of(kept, told["base"], told["first"]),
            last_on=day_of(kept, told["base"], told["last"]),
            plan=SupervisionPlan.objects.get() if told.get("in_plan") else None,
            **{name: told[name] for name in words},
        )  # fmt: skip
        team = [Member(kept.bodies[body], post, not place) for place, (body, post) in enumerate(told["team"])]
        bodies = [kept.bodies[body] for body in told["bodies"]]
        plan_supervision(one, bodies=bodies, members=team, by=kept.persons[told["by"]], at=at)

    return act


def sending(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        one, by, signer = supervision_of(told), kept.persons[told["by"]], kept.persons[told["signer"]]
        due = day_of(kept, told["base"], told.get("reported", told["first"] - 2) + 1)
        write_outline(one, outline=told["outline"], reports_due_on=due, by=by, at=at)
        file = ("quyet-dinh.pdf", decision_of(kept, told, at), PDF)
        keep_decision(one, number="15/QĐ-BTV", on=timezone.localdate(at), file=file, by=by, at=at)
        move_supervision(one, Move.DECIDE, by=signer, at=at)
        for session in told.get("sessions", []):
            hold_session(session_of(kept, told, one, session), by=by, at=at)
        move_supervision(one, Move.SEND, by=by, at=at)

    return act


def reporting(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        for body in told["bodies"]:
            row = supervision_of(told).supervised.get(organisation=kept.bodies[body])
            report_by_outline(row, report=told["report"], by=kept.persons[body], at=at)

    return act


def beginning(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        one, by = supervision_of(told), kept.persons[told["by"]]
        for session, words in zip(one.sessions.all(), told.get("sessions", []), strict=True):
            write_session_minutes(session, minutes=words["minutes"], by=by, at=at)
        move_supervision(one, Move.BEGIN, by=by, at=at)
        for found in told["findings"]:
            body = kept.bodies[found["body"]]
            finding = Finding(
                supervision=one, kind=found["kind"], text=found["text"], text_lo=found["text_lo"],
                found_on=timezone.localdate(at), supervised=one.supervised.get(organisation=body),
                place=body.place,
            )  # fmt: skip
            write_finding(finding, by=by, at=at)

    return act


def concluding(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        words = {name: told[name] for name in ("conclusion", "conclusion_lo")}
        move_supervision(supervision_of(told), Move.CONCLUDE, **words, by=kept.persons[told["signer"]], at=at)

    return act


def closing(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by = kept.persons[told["signer"]]
        move_supervision(supervision_of(told), Move.CLOSE, note=told["close_note"], by=by, at=at)

    return act


def supervision_of(told: dict[str, Any]) -> Supervision:
    return Supervision.objects.select_related("holder", "agreement").get(subject=told["subject"])


def session_of(
    kept: Kept, told: dict[str, Any], one: Supervision, session: dict[str, Any]
) -> SupervisionSession:
    day, zone = day_of(kept, told["base"], session["on"]), timezone.get_current_timezone()
    starts_at, ends_at = (
        datetime.combine(day, time.fromisoformat(session[name]), zone) for name in ("from", "to")
    )
    body = kept.bodies[session["body"]]
    return SupervisionSession(
        supervision=one, supervised=one.supervised.get(organisation=body), starts_at=starts_at, ends_at=ends_at,
        venue=session["venue"], place=body.place,
    )  # fmt: skip


def decision_of(kept: Kept, told: dict[str, Any], at: datetime) -> bytes:
    """The signed paper, in the layout of the State."""
    body = kept.bodies[told["body"]]
    paper = {
        "body": told["body"], "issuers": body.name, "issued_on": timezone.localdate(at), "number": "15/QĐ-BTV",
        "place": body.dateline or "Quảng Ngãi", "type": "Quyết định", "title": told["subject"],
        "abstract": f"Thành lập đoàn giám sát: {told['subject']}",
        "text": [f"Thành lập đoàn giám sát gồm: {'; '.join(post for _, post in told['team'])}."],
        "signers": [f"{body.authority}|{body.signing_post}"],
    }  # fmt: skip
    return paper_of(kept, paper)
