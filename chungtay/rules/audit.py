"""The audit: what one line says, in bytes that never change, each sealed over the line before.

The bytes are one JSON object in UTF-8 with sorted keys, no spaces, letters as they are, and a newline at the end:

    {"act":"approve","at":"2026-03-20T03:00:00.000000+00:00","format":1,"holder":…,"kind":"report",…,"why":""}

Keys (ids) are written as text, moments in UTC to the microsecond, nothing as null. hash = SHA-256 over the previous
hash as it is written (64 letters; none before the first line) followed by these bytes. Who alters a line must alter
every hash after it, and the head, which is kept apart.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from .messages import Message, RuleBroken
from .people import Act

FORMAT = 1
BEFORE_THE_FIRST = ""

# Every act of the house, and what allows it: so it can be told through which of several posts it was done.
ACTS: dict[str, tuple[Act, ...]] = {
    "accept": (Act.ACCEPT_PLAN, Act.READ_IN),
    "accept_invitation": (),
    "accept_task": (Act.RECORD,),
    "add": (Act.RECORD,),
    "add_body": (Act.MANAGE,),
    "add_content": (Act.PLAN,),
    "add_factor": (),
    "add_indicator": (Act.DEFINE,),
    "add_task": (Act.PLAN,),
    "add_to_group": (Act.MANAGE,),
    "agree_day": (Act.PLAN,),
    "amend_plan": (Act.PLAN,),
    "approve": (Act.APPROVE,),
    "approve_term": (Act.APPROVE,),
    "ask_changes": (Act.ACCEPT_PLAN,),
    "ask_for_reports": (Act.PLAN,),
    "ask_more": (Act.PLAN, Act.RECORD),
    "ask_opinion": (Act.PROPOSE,),
    "begin_drawing": (Act.PLAN,),
    "begin_post": (Act.MANAGE,),
    "begin_version": (Act.PROPOSE, Act.PLAN),
    "bring_up_to_date": (Act.PROPOSE, Act.PLAN),
    "change_indicator": (Act.DEFINE,),
    "change_body": (Act.MANAGE,),
    "change_password": (),
    "check_wording": (Act.TRANSLATE,),
    "close_account": (Act.MANAGE,),
    "close_club": (Act.RECORD,),
    "confirm": (Act.PLAN,),
    "correct": (Act.APPROVE,),
    "decide": (Act.RECORD,),
    "delete_view": (),
    "draft": (Act.REVIEW, Act.WRITE_ARTICLE),
    "draft_agreement": (Act.PROPOSE,),
    "draft_next_year": (Act.PLAN,),
    "draft_plan": (Act.PLAN,),
    "draw_plan": (Act.PLAN,),
    "drop_content": (Act.PLAN,),
    "drop_task": (Act.PLAN, Act.RECORD),
    "edit": (Act.WRITE_ARTICLE, Act.PUBLISH),
    "edit_content": (Act.PLAN,),
    "edit_version": (Act.PROPOSE, Act.PLAN),
    "end_body": (Act.MANAGE,),
    "end_membership": (Act.MANAGE,),
    "end_post": (Act.MANAGE,),
    "end_session": (),
    "end_share": (Act.SHARE,),
    "export": (Act.READ,),
    "failed_try": (),
    "finish": (Act.RECORD,),
    "finish_part": (Act.RECORD,),
    "freeze": (Act.FREEZE,),
    "give_again": (Act.PLAN,),
    "hand_in": (Act.REPORT,),
    "hand_over": (Act.MANAGE,),
    "hand_up_plan": (Act.PLAN,),
    "hold_meeting": (Act.RECORD,),
    "invite": (Act.MANAGE,),
    "issue_plan": (Act.ACCEPT_PLAN,),
    "keep_equal_text": (Act.SIGN,),
    "keep_own": (Act.PLAN,),
    "keep_text": (),
    "lay_programme": (),
    "link_activity": (Act.RECORD,),
    "load": (Act.RECORD,),
    "load_atlas": (Act.MANAGE,),
    "make_concrete": (Act.PLAN,),
    "make_form": (Act.PLAN,),
    "make_group": (Act.MANAGE,),
    "mark_equal": (Act.SIGN,),
    "merge_places": (Act.MANAGE,),
    "new_recovery_codes": (),
    "note_opinion": (Act.PROPOSE,),
    "number": (Act.REVIEW, Act.FREEZE),
    "number_plan": (Act.PLAN,),
    "open_account": (),
    "open_club": (Act.RECORD,),
    "open_report": (Act.REPORT,),
    "place_under": (Act.PROPOSE,),
    "propose_agreement": (Act.PROPOSE,),
    "propose_day": (Act.RECORD,),
    "propose_plan": (Act.PLAN,),
    "propose_term": (Act.TRANSLATE,),
    "propose_version": (Act.PROPOSE, Act.PLAN),
    "publish": (Act.PUBLISH,),
    "put_in_force": (Act.SIGN, Act.ACCEPT_PLAN),
    "put_off": (Act.PLAN, Act.RECORD),
    "put_picture": (Act.RECORD,),
    "quote_figure": (Act.RECORD,),
    "read": (Act.READ_IN,),
    "record": (Act.RECORD,),
    "refuse_day": (Act.PLAN,),
    "remind": (Act.PLAN,),
    "remove_factor": (),
    "rename_factor": (),
    "renumber_contents": (Act.PLAN,),
    "retire_term": (Act.APPROVE,),
    "return_task": (Act.RECORD,),
    "save_view": (),
    "send_back": (Act.APPROVE,),
    "send_directive": (Act.PLAN,),
    "send_down": (Act.PLAN,),
    "send_minutes": (Act.RECORD,),
    "serve_programmes": (Act.RECORD,),
    "set_rank": (Act.PLAN, Act.RECORD),
    "set_risk_days": (Act.PLAN,),
    "set_target": (Act.PLAN,),
    "settle_change": (Act.PLAN,),
    "share_again": (Act.SHARE,),
    "sign": (Act.SIGN,),
    "sign_in": (),
    "sign_out": (),
    "succeed": (Act.SIGN,),
    "succeed_body": (Act.MANAGE,),
    "take_factors_away": (Act.MANAGE,),
    "take_over": (Act.PLAN, Act.ACCEPT_PLAN),
    "take_picture_back": (Act.RECORD,),
    "translate": (Act.TRANSLATE,),
    "turn": (Act.SIGN,),
    "view": (Act.READ,),
    "wait_for": (Act.PLAN,),
    "withdraw": (Act.PUBLISH,),
    "withdraw_directive": (Act.PLAN,),
    "withdraw_invitation": (Act.MANAGE,),
    "withdraw_plan": (Act.PLAN,),
    "withdraw_quote": (Act.RECORD,),
    "withdraw_version": (Act.PROPOSE, Act.PLAN),
    "write": (Act.REVIEW,),
    "write_minutes": (Act.RECORD,),
    "write_plan": (Act.PLAN,),
    "write_report": (Act.REPORT,),
}

# Every kind of thing that an act is done to.
KINDS = (
    "account", "activity", "agreement", "article", "audithead", "club", "content", "directive", "document",
    "failedtries", "form", "indicator", "invitation", "line", "meeting", "organisation", "person", "place",
    "placegroup", "placepicture", "plan", "post", "quotedfigure", "reading", "report", "review", "savedview", "share",
    "source", "task", "term", "version", "wording",
)  # fmt: skip

# Of these not even the id is shown to an auditor: it stands for one person.
PERSONAL = frozenset({"account", "failedtries", "invitation", "person"})

# What an auditor may ask by; whatever else an address asks is refused, so that no hidden column can be guessed at.
FILTERS = ("from", "to", "act", "kind", "post", "organisation")


def check_filters(given: Iterable[str], *, beside: Iterable[str] = ()) -> None:
    """Refuse every name that is neither a filter nor one of those `beside`, which turn pages."""
    text = "The audit cannot be filtered or ordered by “%(name)s”."
    unknown = sorted(set(given) - {*FILTERS, *beside})
    if unknown:
        raise RuleBroken([Message(text, {"name": name[:40]}, where=name[:40]) for name in unknown])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who, what, when, why, from which post, and which body answers for it."""

    number: int
    at: datetime | None  # none only where somebody wrote nonsense over it
    person: str | None
    post: str
    act: str
    kind: str
    thing: str
    holder: str | None
    reason: str = ""
    previous_hash: str = BEFORE_THE_FIRST
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last number and its hash, kept apart: without it nobody could tell that the end is missing."""

    number: int
    hash: str


def canonical_bytes(line: Line) -> bytes:
    written = {
        "format": FORMAT,
        "number": line.number,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds") if line.at else None,
        "person": line.person,
        "post": line.post,
        "act": line.act,
        "kind": line.kind,
        "thing": line.thing,
        "holder": line.holder,
        "why": line.reason,
    }
    text = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode(errors="surrogatepass")


def chain_hash(previous_hash: str, body: bytes) -> str:
    return hashlib.sha256(previous_hash.encode(errors="surrogatepass") + body).hexdigest()


def is_whole(line: Line) -> bool:
    """Whether the line still says what was sealed."""
    return chain_hash(line.previous_hash, canonical_bytes(line)) == line.hash


def verify(lines: Iterable[Line], head: Head | None) -> list[Message]:
    """All that is wrong with these lines, given in order of their numbers from the first on."""
    seen = _Last()
    faults = list(chain.from_iterable(_faults_of(line, seen) for line in lines))
    return faults + _faults_of_the_end(seen, head)


class _Last:
    """The line before, as the walk goes on."""

    number = 0
    hash = BEFORE_THE_FIRST


def _faults_of(line: Line, before: _Last) -> Iterator[Message]:
    values: dict[str, object] = {"number": line.number}
    expected = before.number + 1
    if line.number < expected:
        yield Message("Audit line %(number)s stands in the wrong place.", values)
    elif line.number == expected + 1:
        yield Message("Audit line %(missing)s is missing.", {"missing": expected})
    elif line.number > expected:
        gap = {"first": expected, "last": line.number - 1}
        yield Message("Audit lines %(first)s to %(last)s are missing.", gap)
    elif line.previous_hash != before.hash:
        yield Message("Audit line %(number)s does not follow from the line before it.", values)
    if not is_whole(line):
        yield Message("Audit line %(number)s differs from what was written.", values)
    before.number, before.hash = line.number, line.hash


def _faults_of_the_end(last: _Last, head: Head | None) -> list[Message]:
    number, seal = (head.number, head.hash) if head else (0, BEFORE_THE_FIRST)
    values = {"number": last.number, "head": number}
    if last.number < number:
        return [Message("The audit ends at line %(number)s; its head names line %(head)s.", values)]
    if last.number > number or last.hash != seal:
        return [Message("The audit's head does not name its last line, %(number)s.", values)]
    return []
