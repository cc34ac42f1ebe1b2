"""What only shows when all rows of a file lie side by side: how it writes numbers, and what is there twice."""

from collections.abc import Iterator, Sequence

from chungtay.rules.amounts import DECIMALS, SCALE, Amount
from chungtay.rules.loading.amounts import read_amounts
from chungtay.rules.loading.cells import Cells, Fault
from chungtay.rules.loading.files import rows_of
from chungtay.rules.loading.known import Known
from chungtay.rules.loading.reading import Reading
from chungtay.rules.messages import Message, RuleBroken


def read(name: str, content: bytes, known: Known, *, allow_repeats: bool = False) -> Reading:
    """RuleBroken when the file or its first row cannot be read; whatever is wrong with a row is a fault of it.

    `allow_repeats` where rows that say the same under different keys are different events, not slips.
    """
    cells: Cells | None = None
    for rows in rows_of(name, content):
        if cells is None:
            cells, rows = Cells(rows[0], known), rows[1:]
        cells.take(rows)
    if cells is None or not cells.rows:
        raise RuleBroken(Message("There are no rows in %(name)s.", {"name": name}))
    reading = Reading(name, cells, [], list(cells.faults))
    check_amounts(reading)
    check_keys(reading)
    check_repeated(reading, only_stated=allow_repeats)
    if cells.dimensions:
        check_divided(reading)
    reading.faults.sort(key=lambda fault: fault.row)
    return reading


def check_amounts(reading: Reading) -> None:
    """Every amount is read in the one way in which the column is written."""
    cells = reading.cells
    distinct = cells.cells["amount"].found
    read = read_amounts(distinct, [cells.times[code] for code in range(len(distinct))])
    reading.amounts = [0 if isinstance(amount, Message) else amount for amount in read]
    refused = {code: message for code, message in enumerate(read) if isinstance(message, Message)}
    for row, code in zip(cells.rows, cells.codes["amount"], strict=True) if refused else ():
        if code in refused:
            reading.faults.append(Fault(row, "amount", refused[code]))
    parted = {code for code, amount in enumerate(reading.amounts) if amount % SCALE}
    for row, code, indicator in (
        zip(cells.rows, cells.codes["amount"], cells.codes["indicator"], strict=True) if parted else ()
    ):
        if code in parted and indicator >= 0:
            decimals = cells.cells["indicator"].found[indicator].decimals
            if reading.amounts[code] % 10 ** (DECIMALS - decimals):
                text = "%(typed)s: this indicator is counted with %(decimals)s decimals."
                values = {"typed": Amount(reading.amounts[code]), "decimals": decimals}
                reading.faults.append(Fault(row, "amount", Message(text, values)))


def check_keys(reading: Reading) -> None:
    keys, rows = reading.cells.keys, reading.cells.rows
    if len(set(keys)) == len(keys):
        return
    seen: dict[int, int] = {}
    for spot in reading.good():
        first = seen.setdefault(keys[spot], spot)
        if first != spot:
            text = "Row %(other)s of this holder has the same key. Give every row a key of its own."
            if reading.content(first) == reading.content(spot):
                text = "It repeats row %(other)s. Leave one of them out."
            reading.faults.append(Fault(rows[spot], "key", Message(text, {"other": rows[first]})))


def check_repeated(reading: Reading, *, only_stated: bool = False) -> None:
    """The same figure under two keys is more often a slip than a second event; what is stated is said once."""
    stated = reading.stated_codes()
    spots = reading.good()
    if only_stated:
        column = reading.cells.codes["statement"]
        spots = [spot for spot in spots if column[spot] in stated] if stated else ()
    if len(set(map(hash, _said(reading, spots, stated)))) == len(spots):
        return
    seen: dict[tuple[int, ...], int] = {}
    rows = reading.cells.rows
    for spot, said in zip(spots, _said(reading, spots, stated), strict=True):
        first = seen.setdefault(said, spot)
        if first != spot:
            text = "Row %(other)s says the same under another key. Leave one out, or add both up in one row."
            reading.faults.append(Fault(rows[spot], "key", Message(text, {"other": rows[first]})))


def _said(reading: Reading, spots: Sequence[int], stated: set[int]) -> Iterator[tuple[int, ...]]:
    """Each of the rows but its key, and, where it is a statement, but its level."""
    names = ("indicator", "place", "holder", "day", "period", "programme", "cell", "statement")
    columns = [reading.codes(name, spots) for name in names]
    amounts = [reading.amounts[code] for code in reading.codes("amount", spots)]
    if stated:
        amounts = [
            -1 if code in stated else amount for code, amount in zip(columns[-1], amounts, strict=True)
        ]
    return zip(*columns, amounts, strict=True)


def check_divided(reading: Reading) -> None:
    """A whole beside its parts would be counted twice."""
    seen: dict[tuple[int, ...], tuple[frozenset[str], int]] = {}
    divided = [frozenset(dimension for dimension, _ in cell) for cell in reading.cells.cell.found]
    rows = reading.cells.rows
    spots = reading.good()
    for spot, cell in zip(spots, reading.codes("cell", spots), strict=True):
        by, first = seen.setdefault(reading.figure(spot), (divided[cell], spot))
        if by != divided[cell]:
            text = "Row %(other)s is of the same figure, divided otherwise. Give the whole or its parts, not both."
            reading.faults.append(Fault(rows[spot], "", Message(text, {"other": rows[first]})))
