"""A text loses no row, neither in an amendment nor in a merge."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.versions import (
    EMPTY,
    NUMBERED,
    Body,
    Draft,
    Fate,
    Row,
    RowKind,
    Side,
    applied,
    body_json,
    difference,
    fingerprint,
    merge,
    passages,
    read_body,
    settle,
)
from tests.cases import many

TOP = Row("a", RowKind.AGREEMENT, values={"name": "Oak and Elm"})
DAYS = {"first_on": "2024-01-01", "last_on": "2028-12-31"}
WORDS = st.sampled_from(["", "one", "two", "three", "ສາມ"])
NAMES = {
    RowKind.SEAT: ("role", "organisation"),
    RowKind.PHASE: ("name", "first_on"),
    RowKind.COMMITMENT: ("text", "emphasis"),
    RowKind.TARGET: ("indicator", "organisation"),
}
BELOW = {
    RowKind.AGREEMENT: (RowKind.SEAT, RowKind.PHASE, RowKind.TARGET),
    RowKind.PHASE: (RowKind.COMMITMENT,),
    RowKind.COMMITMENT: (RowKind.TARGET,),
}


@st.composite
def texts(draw: Any) -> Body:
    """A small agreement: seats, phases, what was signed in each, targets under it."""
    rows = [TOP]
    for number in range(draw(st.integers(0, 12))):
        rows.append(draw(new_rows(Body(tuple(rows)), f"b{number}")))
    return Body(tuple(rows))


@st.composite
def new_rows(draw: Any, body: Body, key: str) -> Row:
    above = draw(st.sampled_from([row for row in body.rows if row.kind in BELOW]))
    kind = draw(st.sampled_from(BELOW[above.kind]))
    values = {name: draw(WORDS) for name in NAMES[kind]}
    return Row(key, kind, above.key, draw(st.integers(1, 3)) if kind in NUMBERED else 0, values)


@st.composite
def copies(draw: Any, of: Body, mark: str) -> Body:
    """The text after somebody wrote in it: a few rows added, edited, moved, taken out with all under them."""
    body = of
    for step in range(draw(st.integers(0, 6))):
        what = draw(st.sampled_from(["add", "edit", "drop", "move"]))
        if what == "add":
            body = Body((*body.rows, draw(new_rows(body, f"{mark}{step}"))))
            continue
        lower = [row for row in body.rows if row.kind in NAMES]
        if not lower:
            continue
        row = draw(st.sampled_from(lower))
        if what == "drop":
            out = {row.key, *(one.key for one in body.within(row.key))}
            body = Body(tuple(one for one in body.rows if one.key not in out))
            continue
        if what == "edit":
            changed = replace(row, values={**row.values, draw(st.sampled_from(NAMES[row.kind])): draw(WORDS)})
        else:
            number = draw(st.integers(1, 3)) if row.kind in NUMBERED else 0
            fitting = [one.key for one in body.rows if row.kind in BELOW.get(one.kind, ())]
            changed = replace(row, number=number, under=draw(st.sampled_from(fitting)))
        body = Body(tuple(changed if one.key == row.key else one for one in body.rows))
    return body


@st.composite
def three_texts(draw: Any) -> tuple[Body, Body, Body]:
    base = draw(texts())
    return base, draw(copies(base, "t")), draw(copies(base, "o"))


def said(row: Row) -> dict[str, Any]:
    """All that a row says, with where it stands."""
    return {**row.values, "number": row.number, "under": row.under}


def reference(
    base: Body, theirs: Body, ours: Body
) -> tuple[set[str], set[tuple[str, str]], dict[str, dict[str, Any]]]:
    """The slow and obvious merge: which rows stand, which fields are in conflict, and what each row says.

    Everything is looked at again until nothing changes any more.
    """
    held = {
        side: {row.key: row for row in body.rows} for side, body in (("b", base), ("t", theirs), ("o", ours))
    }
    every = set(held["b"]) | set(held["t"]) | set(held["o"])
    conflicts, says, homes = set(), {}, set()
    for key in every & set(held["t"]) & set(held["o"]):
        b, t, o = (said(held[side][key]) if key in held[side] else {} for side in "bto")
        says[key] = {}
        for name in {*b, *t, *o}:
            values = [one.get(name) for one in (b, t, o)]
            if values[1] != values[0] and values[2] != values[0] and values[1] != values[2]:
                conflicts.add((key, name))
                homes |= {values[1], values[2]} if name == "under" else set()
            says[key][name] = values[1] if values[2] == values[0] else values[2]
    stands = set(says)
    for key in every - set(held["b"]):
        if (key in held["t"]) != (key in held["o"]):
            stands.add(key)
            says[key] = said(held["t"].get(key) or held["o"][key])
    doubt: set[str] = set()
    while True:
        more = set()
        for key in every - stands:
            for keeper, dropper in (("t", "o"), ("o", "t")):
                if key in held["b"] and key in held[keeper] and key not in held[dropper]:
                    row = held[keeper][key]
                    changed = said(row) != said(held["b"][key])
                    needed = key in homes or any(says[one]["under"] == key for one in stands)
                    above = row.under in doubt and row.under not in held[dropper]
                    if changed or needed or above:
                        more.add((key, keeper))
        if not more:
            return stands, conflicts, says
        for key, keeper in more:
            stands.add(key)
            doubt.add(key)
            says[key] = said(held[keeper][key])


@many(300)
@given(three_texts())
def test_a_merge_says_what_the_slow_reference_says(three: tuple[Body, Body, Body]) -> None:
    merged = merge(*three)
    stands, conflicts, says = reference(*three)
    assert {row.key for row in merged.body.rows} == stands
    assert {(one.key, one.field) for one in merged.conflicts if one.field} == conflicts
    for row in merged.body.rows:
        assert {name: value for name, value in said(row).items() if value} == {
            name: value for name, value in says[row.key].items() if value
        }


@many(300)
@given(three_texts())
def test_a_merge_loses_no_row(three: tuple[Body, Body, Body]) -> None:
    """Each row stands in the result, or somebody took it out while the other side left it as it was."""
    base, theirs, ours = three
    result = merge(base, theirs, ours).body.by_key
    b, t, o = base.by_key, theirs.by_key, ours.by_key
    for key in {*b, *t, *o} - {*result}:
        assert key in b and (key not in t or key not in o)
        assert all(side[key] == b[key] for side in (t, o) if key in side)


@many(300)
@given(three_texts())
def test_a_row_taken_out_on_one_side_and_changed_on_the_other_waits_for_a_choice(
    three: tuple[Body, Body, Body],
) -> None:
    base, theirs, ours = three
    merged = merge(base, theirs, ours)
    open_rows = {one.key: one for one in merged.conflicts if one.dropped_by}
    for dropper, keeper in ((theirs, ours), (ours, theirs)):
        for key, row in keeper.by_key.items():
            if key in base.by_key and key not in dropper.by_key and row != base.by_key[key]:
                above, held = [key], merged.body.by_key
                while held[above[-1]].under:
                    above.append(held[above[-1]].under)
                assert open_rows.keys() & set(above)


@many(100)
@given(texts().flatmap(lambda base: st.tuples(st.just(base), copies(base, "x"))))
def test_a_copy_that_nobody_else_touched_comes_out_as_it_is(two: tuple[Body, Body]) -> None:
    base, copy = two
    for merged in (merge(base, copy, base), merge(base, base, copy), merge(base, copy, copy)):
        assert (merged.body, merged.conflicts) == (copy, ())


@many(300)
@given(three_texts())
def test_it_does_not_matter_who_merges_but_for_what_is_in_conflict(three: tuple[Body, Body, Body]) -> None:
    base, theirs, ours = three
    one, other = merge(base, theirs, ours), merge(base, ours, theirs)
    assert {c.name for c in one.conflicts} == {c.name for c in other.conflicts}
    in_conflict = {(c.key, c.field) for c in one.conflicts}
    left, right = one.body.by_key, other.body.by_key
    assert left.keys() == right.keys()
    for key in left:
        names = {*said(left[key]), *said(right[key])}
        differs = {name for name in names if said(left[key]).get(name) != said(right[key]).get(name)}
        assert {(key, name) for name in differs} <= in_conflict


@many(300)
@given(three_texts(), st.sampled_from(Side))
def test_once_all_is_chosen_every_row_stands_under_one_that_stands(
    three: tuple[Body, Body, Body], side: Side
) -> None:
    base, theirs, ours = three
    merged = merge(base, theirs, ours)
    body = settle(merged, {one.name: side for one in merged.conflicts})
    assert all(not row.under or row.under in body.by_key for row in body.rows)
    chosen = {Side.THEIRS: theirs, Side.OURS: ours}[side]
    for one in merged.conflicts:
        if one.dropped_by:
            assert (one.key in body.by_key) is (side is not one.dropped_by)
        elif one.key in body.by_key and one.key in chosen.by_key and one.field != "number":
            assert body.by_key[one.key].get(one.field) == chosen.by_key[one.key].get(one.field)
    for key, row in chosen.by_key.items():
        untouched = base.by_key.get(key) == row
        assert key in body.by_key or untouched  # what this side wrote is there, for it was chosen


@many(300)
@given(three_texts(), st.randoms())
def test_whatever_is_chosen_stands(three: tuple[Body, Body, Body], chance: Any) -> None:
    """Also where one row was chosen from one side and the next from the other."""
    merged = merge(*three)
    chosen = {one.name: chance.choice(list(Side)) for one in merged.conflicts}
    held = settle(merged, chosen).by_key
    assert all(not row.under or row.under in held for row in held.values())
    kept = {one.key for one in merged.conflicts if one.dropped_by and chosen[one.name] is not one.dropped_by}
    assert kept <= held.keys()
    on_both_sides = merged.theirs.by_key.keys() & merged.ours.by_key.keys()
    for one in merged.conflicts:
        if chosen[one.name] is one.dropped_by and one.key in held:
            body = Body(tuple(held.values()))
            assert on_both_sides & {row.key for row in body.within(one.key)}, "else nothing needs it"


@many(300)
@given(three_texts())
def test_what_is_not_chosen_is_asked_for_by_name(three: tuple[Body, Body, Body]) -> None:
    merged = merge(*three)
    if merged.conflicts:
        with pytest.raises(RuleBroken) as refused:
            settle(merged, {})
        assert [one.where for one in refused.value.messages] == [one.name for one in merged.conflicts]


@many(100)
@given(texts().flatmap(lambda base: st.tuples(st.just(base), copies(base, "x"))))
def test_the_difference_makes_the_new_text_out_of_the_old_one(two: tuple[Body, Body]) -> None:
    old, new = two
    changes = difference(old, new)
    assert applied(old, changes) == new
    assert {one.key for one in changes} == {
        key for key in {*old.by_key, *new.by_key} if old.by_key.get(key) != new.by_key.get(key)
    }
    assert difference(new, new) == []


@many(100)
@given(texts(), st.randoms())
def test_a_text_is_the_same_in_whichever_order_its_rows_are_given(body: Body, chance: Any) -> None:
    rows = list(body.rows)
    chance.shuffle(rows)
    assert Body(tuple(rows)) == body
    assert fingerprint(Body(tuple(rows))) == fingerprint(body)
    assert read_body(json.loads(json.dumps(body_json(body)))) == body


@many(100)
@given(texts(), st.data())
def test_keys_never_change_while_somebody_writes(body: Body, data: Any) -> None:
    draft, out = Draft(body), []
    before = {row.key: row.kind for row in body.rows}
    for _ in range(4):
        lower = [row for row in draft.body.rows if row.under]
        if out and data.draw(st.booleans()):
            key = data.draw(st.sampled_from(out))
            if draft.aside and any(rows[0].key == key for rows in draft.aside):
                above = next(rows[0].under for rows in draft.aside if rows[0].key == key)
                if above in draft.body.by_key:
                    draft = draft.put_back(key)
        elif lower:
            key = data.draw(st.sampled_from(lower)).key
            draft = draft.dropped(key)
            out.append(key)
    everywhere = [*draft.body.rows, *(row for rows in draft.aside for row in rows)]
    assert {row.key: row.kind for row in everywhere} == before
    assert Draft.read(json.loads(json.dumps(draft.json()))) == draft


def test_changes_are_told_in_the_order_in_which_one_reads() -> None:
    phase = Row("p", RowKind.PHASE, "a", values={"name": "2024–2028", **DAYS})

    def signed(key: str, number: int, text: str) -> Row:
        return Row(key, RowKind.COMMITMENT, "p", number, {"text": text})

    old = Body((TOP, phase, signed("1", 1, "Tell"), signed("2", 2, "Visit"), signed("3", 3, "Learn")))
    new = Body((TOP, phase, signed("1", 1, "Tell more"), signed("3", 2, "Learn"), signed("4", 3, "Trade")))
    told = [(one.key, one.fate, [field.field for field in one.fields]) for one in difference(old, new)]
    assert told == [
        ("1", Fate.CHANGED, ["text"]),
        ("2", Fate.DROPPED, []),
        ("3", Fate.MOVED, ["number"]),
        ("4", Fate.ADDED, []),
    ]
    assert difference(EMPTY, old)[0].fate is Fate.ADDED


def test_a_row_that_only_our_copy_has_makes_way_for_the_number_in_force() -> None:
    phase = Row("p", RowKind.PHASE, "a", values={"name": "2024–2028", **DAYS})
    base = Body((TOP, phase))
    theirs = Body((*base.rows, Row("t", RowKind.COMMITMENT, "p", 1, {"text": "Theirs"})))
    ours = Body((*base.rows, Row("o", RowKind.COMMITMENT, "p", 1, {"text": "Ours"})))
    settled = settle(merge(base, theirs, ours), {})
    assert {row.key: row.number for row in settled.of_kind(RowKind.COMMITMENT)} == {"t": 1, "o": 2}


PHASES = tuple(Row(key, RowKind.PHASE, "a", values={"name": key, **DAYS}) for key in ("p", "q", "r"))
P, Q, R = PHASES


def signed_in_phase(key: str) -> Row:
    return Row("c", RowKind.COMMITMENT, key, 1, {"text": "Visit"})


def test_a_phase_that_one_side_dropped_waits_for_a_choice_where_the_other_moved_a_commitment_into_it() -> (
    None
):
    """Whoever merges: the commitment may come to stand there."""
    base = Body((TOP, P, Q, R, signed_in_phase("q")))
    dropper = Body((TOP, Q, R, signed_in_phase("r")))
    mover = Body((TOP, P, Q, R, signed_in_phase("p")))
    for merged in (merge(base, dropper, mover), merge(base, mover, dropper)):
        assert {one.name for one in merged.conflicts} == {"p", "c.under"}
        assert "p" in merged.body.by_key


def test_what_was_chosen_to_stand_stands_though_what_it_lay_in_went() -> None:
    """A target was edited, its commitment moved into a phase; the other side dropped target and phase."""
    base = Body((TOP, P, Q, R, signed_in_phase("q"), Row("t", RowKind.TARGET, "c", 0, {"indicator": "one"})))
    theirs = Body((TOP, Q, R, signed_in_phase("r")))
    edited = Row("t", RowKind.TARGET, "c", 0, {"indicator": "two"})
    ours = Body((TOP, P, Q, R, signed_in_phase("p"), edited))
    merged = merge(base, theirs, ours)
    assert {one.name for one in merged.conflicts} == {"p", "c.under", "t"}
    for side in Side:
        held = settle(merged, {"p": Side.THEIRS, "c.under": side, "t": Side.OURS}).by_key
        assert "p" not in held and held["c"].under == "r" and held["t"] == edited


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Two talks", "Two talks", "Two talks"),
        ("Two talks a year", "Four talks a year", "[-Two-]{+Four+} talks a year"),
        ("", "Four", "{+Four+}"),
        ("Hai buổi nói chuyện", "Ba buổi nói chuyện", "[-Hai-]{+Ba+} buổi nói chuyện"),
        ("ຢ້ຽມຢາມກັນໜຶ່ງຄັ້ງ", "ຢ້ຽມຢາມກັນສອງຄັ້ງ", "ຢ້ຽມຢາມກັນ[-ໜຶ່ງ-]{+ສອງ+}ຄັ້ງ"),
        ("in May, June", "in July; August", "in [-May, June-]{+July; August+}"),
    ],
)
def test_what_changed_is_told_in_whole_words(old: str, new: str, told: str) -> None:
    marks = ((one.old if one.is_kept else f"[-{one.old}-]{{+{one.new}+}}") for one in passages(old, new))
    assert "".join(marks).replace("[--]", "").replace("{++}", "") == told


@many(100)
@given(st.text("ab cກິ,.\n"), st.text("ab cກິ,.\n"))
def test_nothing_of_a_sentence_is_lost_between_the_passages(old: str, new: str) -> None:
    found = passages(old, new)
    assert "".join(one.old for one in found) == old
    assert "".join(one.new for one in found) == new
