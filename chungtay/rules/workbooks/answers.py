"""Puts what was heard together into answers, unit by unit and line by line, and says at which cell one does not fit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message
from chungtay.rules.reports import TOTAL, LineState, check_answer, check_asked

from .amounts import Said
from .known import AskedLine, Known
from .labels import Remark
from .reading import Heard, Reading


@dataclass
class Answer:
    """What a sheet says to one line of one unit; `at` says of each part where it stands."""

    state: LineState = LineState.NOT_REPORTED
    total: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cells: dict[str, int] = field(default_factory=dict)
    at: dict[str, tuple[str, str]] = field(default_factory=dict)  # part → sheet and address


Answers = dict[str, dict[int, Answer]]  # unit → line → answer


def answers_of(reading: Reading, known: Known) -> Answers:
    """Only what fits; the rest is added to the faults of the reading."""
    _refuse_closed(reading, known)
    answers: Answers = {}
    for (unit, number), parts in _grouped(reading).items():
        line = known.by_number[number]
        answer, faults = _answer(parts, line)
        reading.faults += faults
        answers.setdefault(unit, {})[number] = answer
    reading.faults.sort(key=lambda one: (one.sheet, _order(one.at)))
    return answers


def _grouped(reading: Reading) -> Mapping[tuple[str, int], dict[str, Heard]]:
    """What is said of each line; a second cell that says something else of the same part is a fault."""
    found: dict[tuple[str, int], dict[str, Heard]] = {}
    for heard in reading.heard:
        parts = found.setdefault((heard.unit, heard.number), {})
        before = parts.setdefault(heard.part, heard)
        if before is heard or before.said == heard.said or heard.said.state is None:
            continue
        if before.said.state is None:
            parts[heard.part] = heard
            continue
        where = f"{before.sheet}!{before.at}" if before.sheet != heard.sheet else before.at
        text = "%(other)s says something else of the same figure. Leave one of them out."
        reading.faults.append(Remark(heard.sheet, heard.at, Message(text, {"other": where})))
    return found


def _answer(parts: Mapping[str, Heard], line: AskedLine) -> tuple[Answer, list[Remark]]:
    whole = parts[TOTAL].said if TOTAL in parts else None
    cells = {
        part: heard.said.amount
        for part, heard in parts.items()
        if part != TOTAL and heard.said.amount is not None
    }
    at = {part: (heard.sheet, heard.at) for part, heard in parts.items()}
    answer = Answer(total=whole.amount if whole else None, cells=cells, at=at)
    if whole is None and (total := _summed(cells, line)) is not None:
        answer.total = total
    answer.state = _state(whole, answer)
    answer.qualifier = whole.qualifier if whole else _qualifier(parts.values())
    if not cells and answer.total is not None and answer.state is LineState.GIVEN:
        return answer, []  # most lines of most sheets: nothing is divided
    return answer, list(_remarks(answer, line))


def _summed(cells: Mapping[str, int], line: AskedLine) -> int | None:
    """The total of a line whose sheet has no column for it: its base adds up to it, by its meaning."""
    base = next((one for one in line.asked if one.is_base), None)
    inside = [cells[cell] for cell in base.combinations if cell in cells] if base else []
    return sum(inside) if inside else None


def _state(whole: Said | None, answer: Answer) -> LineState:
    if whole is not None and whole.state is not None:
        return whole.state
    return LineState.GIVEN if answer.total is not None or answer.cells else LineState.NOT_REPORTED


def _qualifier(parts: Iterable[Heard]) -> Qualifier:
    return next(
        (one.said.qualifier for one in parts if one.said.qualifier is not Qualifier.EXACT), Qualifier.EXACT
    )


def _remarks(answer: Answer, line: AskedLine) -> Iterable[Remark]:
    """The faults of an answer, each at the cell where it is mended."""
    number, asked = line.number, line.asked
    strange = check_asked(number, total=None, cells=answer.cells, asked=asked, decimals=line.decimals)
    wrong = strange or check_answer(
        number, state=answer.state, total=answer.total, cells=answer.cells, asked=asked
    )
    for message in wrong:
        part = message.where.partition(".")[2]
        sheet, at = answer.at.get(part) or answer.at.get(TOTAL) or next(iter(answer.at.values()))
        breakdown = next((one for one in asked if one.breakdown == part), None)
        if breakdown is not None and breakdown.is_base is False:
            sheet, at = next(
                (answer.at[cell] for cell in breakdown.combinations if cell in answer.at), (sheet, at)
            )
        yield Remark(sheet, at, replace(message, where=at))


def _refuse_closed(reading: Reading, known: Known) -> None:
    """A unit whose report may not be written any more: said once, where it is first named."""
    why = {unit.key: unit.why_not for unit in known.units if unit.why_not is not None}
    for heard in reading.heard if why else ():
        if message := why.pop(heard.unit, None):
            reading.faults.append(Remark(heard.sheet, heard.at, message))


def _order(at: str) -> tuple[int, int, str]:
    """Down the rows, then along the columns."""
    letters = at.rstrip("0123456789")
    digits = at[len(letters) :]
    return (int(digits) if digits else 0, len(letters), letters)
