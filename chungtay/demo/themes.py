"""Lays the report on a theme that was asked for on the phone: most communes have answered, two have not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from chungtay.actions.reports import hand_in, write_report
from chungtay.actions.requests import Annex, ask_theme
from chungtay.models import ReportRequest

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .rounds import chair, desk
from .tables import texts

TEXTS = ("title", "title_lo", "title_en", "outline", "outline_lo", "outline_en")


def note_themes(diary: Diary, kept: Kept) -> None:
    for told in texts("themes")["theme"]:
        asked: list[ReportRequest] = []
        diary.note(at_nine(kept.today - timedelta(days=2), 65), sending(kept, told, asked))
        for position, answer in enumerate(told["answer"]):
            moment = at_nine(kept.today - timedelta(days=1), 25 * position)
            diary.note(moment, answering(kept, answer, asked))


def sending(kept: Kept, told: dict[str, Any], asked: list[ReportRequest]) -> Callable[[datetime], object]:
    last_on = kept.today - timedelta(days=2)

    def act(at: datetime) -> None:
        request = ReportRequest(
            agreement=kept.agreements[told["programme"]], holder=kept.bodies[told["body"]],
            first_on=last_on.replace(month=1, day=1), last_on=last_on, due_on=kept.today,
            **{name: told[name].strip() for name in TEXTS},
        )  # fmt: skip
        columns = {name: told[name].strip() for name in ("columns", "columns_lo", "columns_en")}
        annex = Annex(counted=[kept.indicators[slug] for slug in told["counted"]], **columns)
        units = [kept.bodies[unit] for unit in told["units"]]
        officer, _ = desk(kept, kept.today)
        asked.append(ask_theme(request, units, annex=annex, by=officer, at=at))

    return act


def answering(kept: Kept, answer: dict[str, Any], asked: list[ReportRequest]) -> Callable[[datetime], object]:
    def act(at: datetime) -> None:
        by = chair(kept, answer["unit"])
        report = asked[0].reports.get(holder=kept.bodies[answer["unit"]])
        words = {number: text for number, text in enumerate(answer["words"], 1) if text}
        write_report(report, {}, narratives=words, by=by, at=at)
        hand_in(report, by=by, at=at)

    return act
