"""What a file of entries would do: everything that it may name is fetched, its keys are looked for in the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from chungtay.answers.ledger.rows import uncollected
from chungtay.models import (
    Agreement,
    Combination,
    Dimension,
    Entry,
    Indicator,
    LedgerHead,
    LoadedKeys,
    Organisation,
    Place,
)
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind
from chungtay.rules.loading import Bearer, Fault, Known, KnownIndicator, Reading, read
from chungtay.rules.messages import Message

LOOKED_UP = 5_000  # entries that are fetched at once


def examined(name: str, content: bytes, today: date, *, allow_repeats: bool = False) -> Reading:
    """The file, read and compared with the ledger; nothing is written."""
    with uncollected():
        reading = read(name, content, known(today), allow_repeats=allow_repeats)
        recognise(reading)
    return reading


def known(today: date) -> Known:
    return Known(
        indicators={
            slug: KnownIndicator(str(key), Kind(kind), decimals, fed)
            for slug, key, kind, decimals, fed in Indicator.objects.values_list(
                "slug", "id", "kind", "decimals", "fed_by_register"
            )
        },
        places=_by_name(
            ((code,), Bearer(str(key), name, first_on, until))
            for code, key, name, first_on, until in Place.objects.values_list(
                "code", "id", "name", "valid_from", "valid_to"
            )
        ),
        holders=_by_name(
            ({str(key), name, short}, Bearer(str(key), name, first_on, until))
            for key, name, short, first_on, until in Organisation.objects.values_list(
                "id", "name", "short_name", "valid_from", "valid_to"
            )
        ),
        programmes=frozenset(Agreement.objects.values_list("slug", flat=True)),
        dimensions={
            dimension.slug: frozenset(category.slug for category in dimension.categories.all())
            for dimension in Dimension.objects.prefetch_related("categories")
        },
        cells=frozenset(Combination.objects.values_list("slug", flat=True)) | {""},
        today=today,
    )


def recognise(reading: Reading) -> None:
    """Which rows were loaded before: with the same content they are harmless, with another they are a fault.

    Asked again once nobody else can post, so that a file that comes twice in the same moment counts once, too.
    """
    last = LedgerHead.objects.values_list("posting", flat=True).first() or 0
    if reading.compared_at == last:
        return
    reading.compared_at = last
    spots = reading.good()
    keys = reading.cells.keys
    found = loaded_before([keys[spot] for spot in spots] if not isinstance(spots, range) else keys)
    before = set[int]()
    for chunk in _chunks(sorted(found), LOOKED_UP):
        entries = {
            entry.seq: entry for entry in Entry.objects.filter(seq__in=[found[i] for i in chunk]).in_rules()
        }
        for i in chunk:
            spot, seq = spots[i], found[i]
            if reading.content(spot) == content_of(entries[seq]):
                before.add(spot)
            else:
                text = (
                    "This key was loaded before, as entry %(seq)s, with other content. Correct that entry, or give a "
                    "new figure a new key."
                )
                reading.faults.append(Fault(reading.cells.rows[spot], "key", Message(text, {"seq": seq})))
    reading.before = frozenset(before)


def content_of(entry: rules.Entry) -> tuple[object, ...]:
    """As `Reading.content` gives it."""
    return (
        entry.indicator, entry.place, entry.holder, entry.on, entry.period.first if entry.period else None,
        entry.programmes, entry.categories, entry.amount if entry.stated is None else entry.stated, entry.qualifier,
    )  # fmt: skip


def loaded_before(keys: Sequence[int]) -> dict[int, int]:
    """Where in `keys` those stand that were loaded, with the entry that each was loaded as."""
    asked = np.asarray(keys, dtype="<u8")
    order = np.argsort(asked, kind="stable")
    ranked = asked[order]
    found = dict[int, int]()
    for first, held in LoadedKeys.objects.values_list("posting__first_seq", "keys").iterator(chunk_size=50):
        kept, offsets = opened_keys(bytes(held))
        spots = np.searchsorted(ranked, kept)
        spots[spots == len(ranked)] = 0
        for hit in np.flatnonzero(ranked[spots] == kept):
            found[int(order[spots[hit]])] = first + int(offsets[hit])
    return found


def opened_keys(held: bytes) -> tuple[np.ndarray, np.ndarray]:
    """The hashes and offsets of one posting, as `sealed_keys` put them together."""
    count = len(held) // 12
    return np.frombuffer(held, "<u8", count), np.frombuffer(held, "<u4", count, 8 * count)


def sealed_keys(keys: Sequence[int], offsets: Sequence[int] | None = None) -> bytes:
    """The bytes of `LoadedKeys`; without offsets the entries follow each other as the keys do."""
    hashes = np.asarray(keys, dtype="<u8")
    behind = np.arange(len(hashes), dtype="<u4") if offsets is None else np.asarray(offsets, dtype="<u4")
    order = np.argsort(hashes, kind="stable")
    return hashes[order].tobytes() + behind[order].tobytes()


def _by_name(named: Iterable[tuple[Iterable[str], Bearer]]) -> dict[str, list[Bearer]]:
    found: dict[str, list[Bearer]] = defaultdict(list)
    for names, bearer in named:
        for name in names:
            if name:
                found[name].append(bearer)
    return dict(found)


def _chunks(spots: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    return (spots[start : start + size] for start in range(0, len(spots), size))
