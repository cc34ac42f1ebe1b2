"""The audit's chain notices every line that was altered, taken out, put in or moved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.audit import Head, Line, canonical_bytes, chain_hash, is_whole, verify

AT = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)


def chain(length: int) -> list[Line]:
    lines: list[Line] = []
    for number in range(1, length + 1):
        line = Line(
            number=number, at=AT + timedelta(minutes=number), person="p", post="Officer", act="approve",
            kind="report", thing=f"t{number}", holder="h", previous_hash=lines[-1].hash if lines else "",
        )  # fmt: skip
        lines.append(replace(line, hash=chain_hash(line.previous_hash, canonical_bytes(line))))
    return lines


def head(lines: list[Line]) -> Head | None:
    return Head(lines[-1].number, lines[-1].hash) if lines else None


def resealed(line: Line) -> Line:
    return replace(line, hash=chain_hash(line.previous_hash, canonical_bytes(line)))


def said(lines: list[Line], end: Head | None) -> list[str]:
    return [str(fault) for fault in verify(lines, end)]


def test_the_bytes_of_a_line_are_written_down_for_ever() -> None:
    line = Line(
        number=7, at=datetime(2026, 3, 20, 10, 0, 0, 120000, timezone(timedelta(hours=7))), person=None,
        post="Phó Chủ tịch", act="approve", kind="report", thing="0198", holder="0197", reason="“x”",
    )  # fmt: skip
    assert canonical_bytes(line).decode() == (
        '{"act":"approve","at":"2026-03-20T03:00:00.120000+00:00","format":1,"holder":"0197","kind":"report",'
        '"number":7,"person":null,"post":"Phó Chủ tịch","thing":"0198","why":"“x”"}\n'
    )


@pytest.mark.parametrize("length", [0, 1, 5])
def test_what_nobody_touched_is_sound(length: int) -> None:
    lines = chain(length)
    assert said(lines, head(lines)) == []


WRONG = {
    "altered": (lambda lines: [*lines[:2], replace(lines[2], post="Leader"), *lines[3:]],
        ["Audit line 3 differs from what was written."]),
    "altered and sealed anew": (lambda lines: [*lines[:2], resealed(replace(lines[2], post="x")), *lines[3:]],
        ["Audit line 4 does not follow from the line before it."]),
    "one taken out": (lambda lines: [*lines[:2], *lines[3:]], ["Audit line 3 is missing."]),
    "several taken out": (lambda lines: [lines[0], *lines[3:]], ["Audit lines 2 to 3 are missing."]),
    "the first taken out": (lambda lines: lines[1:], ["Audit line 1 is missing."]),
    "the end cut off": (lambda lines: lines[:3], ["The audit ends at line 3; its head names line 5."]),
    "all gone": (lambda lines: [], ["The audit ends at line 0; its head names line 5."]),
    "the last sealed anew": (lambda lines: [*lines[:4], resealed(replace(lines[4], act="x"))],
        ["The audit's head does not name its last line, 5."]),
    "one put in behind": (lambda lines: [*lines, resealed(replace(lines[4], number=6,
        previous_hash=lines[4].hash))], ["The audit's head does not name its last line, 6."]),
    "one twice": (lambda lines: [*lines[:3], lines[2], *lines[3:]],
        ["Audit line 3 stands in the wrong place."]),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_was_done_to_a_line_is_named(wrong: str) -> None:
    lines = chain(5)
    change, faults = WRONG[wrong]
    assert said(change(lines), head(lines)) == faults


def test_lines_without_a_head_are_noticed() -> None:
    assert said(chain(2), None) == ["The audit's head does not name its last line, 2."]


@given(
    number=st.integers(1, 4), field=st.sampled_from(["post", "act", "kind", "thing", "reason", "person"]),
    text=st.text(),
)  # fmt: skip
def test_whatever_is_written_over_a_field_is_noticed_and_never_fails(
    number: int, field: str, text: str
) -> None:
    lines = chain(4)
    was = lines[number - 1]
    lines[number - 1] = replace(was, **{field: text})  # type: ignore[arg-type]
    altered = getattr(was, field) != text
    assert bool(verify(lines, head(lines))) == altered
    assert is_whole(lines[number - 1]) != altered
