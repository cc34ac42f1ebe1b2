"""Writes `docs/access.md`: the sentence, the roles, and for each page and operation who gets what at which position.

    python tools/access.py            writes it
    python tools/access.py --check    says whether it is as it should be

What it says is what `tests/access/reckoning.py` expects; `tests/access/test_matrix.py` tries it.
"""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tables stand with the tests
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
django.setup()

from django.urls import URLPattern, get_resolver  # noqa: E402

from chungtay.rules import access  # noqa: E402
from chungtay.rules.people import TABLE, Role  # noqa: E402
from tests.access.positions import ANONYMOUS, POSITIONS, Person  # noqa: E402
from tests.access.reckoning import DONE, DOOR, OWN, REFUSED, STOPPED, UNKNOWN, parted, wanted  # noqa: E402
from tests.access.tables import Row, rows  # noqa: E402

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "access.md"

CODES = dict(zip(Role, ["CO", "CL", "PO", "PL", "NO", "PA", "AU", "AD"], strict=True))
LETTERS = {DONE: "yes", REFUSED: "refused", STOPPED: "stopped"}
ALL = {DONE: "everyone", UNKNOWN: "nobody: it is never there", OWN: "one’s own account; no post matters"}
GONE = ("ended", "tomorrow")
NAMELESS = ("-", "today's", "lao", "unknown", "no-demo", "made-up")  # names that only the tests need

HEAD = """\
# Who may see and do what

Made by `python tools/access.py` from the tables with which the house is tested; not to be edited. Every line below is
tried at every position and with every role (`tests/access/test_matrix.py`), page by page: a seventh of the pairs each
time the tests run, all of them by `make proofs`. A page that nobody has listed here cannot be built.

One sentence decides, and nothing else:

> {sentence}

What a person may not see does not exist for that person: the page, the list, the count, the file and the program's
answer are those of a thing that never was.

## What each role may do

{roles}

{table}

## The positions

Each page and operation is tried from where each of these posts stands towards one thing. The thing lies in the commune
with the code 103; its body holds one seat of the programme.

{positions}

A person whose post has ended, or has not begun, is kept outside like somebody who has not signed in. They are not
named again below.

## How to read a line

A line says at which positions which roles get what. *Yes*: shown, or done. *Refused*: seen, but the post does not allow
the act, and the page says so. *Stopped*: the form does not offer it, or a rule that is not about posts stands in the
way. **Whoever is not named: for them it does not exist.** *All* are all roles that are not named in the same place.
"""


def document() -> str:
    """The whole page."""
    return (
        "\n".join([introduction(), *section("page", "Pages"), *section("api", "Operations of the API")])
        + "\n"
    )


def introduction() -> str:
    (sentence,) = re.findall(r"\*(A person may .*?)\*\n", access.__doc__ or "", re.DOTALL)
    return HEAD.format(
        sentence=sentence.replace("\n", "\n> "),
        roles="\n".join(f"- **{code}** {role.replace('_', ' ')}" for role, code in CODES.items()),
        table="\n".join(role_table()),
        positions="\n".join(f"- **{position.name}**: {position.says}" for position in POSITIONS),
    )


def role_table() -> list[str]:
    told = [line.split() for line in TABLE.splitlines() if line]
    lines = [[words[0], words[1].replace("_", " "), *words[2:]] for words in told]
    lines = [lines[0], ["---"] * len(lines[0]), *lines[1:]]
    return [f"| {' | '.join('' if word == '-' else word for word in line)} |" for line in lines]


def section(door: str, name: str) -> list[str]:
    lines = [f"## {name}", "", "| | About | What is done | Who |", "|---|---|---|---|"]
    for row in rows():
        if row.door == door:
            about = "" if row.thing in NAMELESS else row.thing
            lines.append(f"| `{row.method} {address(row)}` | {about} | {deed(row)} | {who(row)} |")
    return [*lines, ""]


def address(row: Row) -> str:
    """As a browser shows it, with … for the name of the thing."""
    if row.door == "api":
        return "/api/" + re.sub(r"{\w+}", "…", row.address)
    patterns = (one for one in get_resolver().url_patterns if isinstance(one, URLPattern))
    path = next(str(one.pattern) for one in patterns if one.name == row.address)
    return "/" + re.sub(
        r"<[^>]*>|\(\?P<\w+>.*?\)|[$^]|\\", lambda found: "…" if len(found[0]) > 1 else "", path
    )


def deed(row: Row) -> str:
    """`report` and `approve` are "approve a report"; what only opens says what is opened."""
    if row.seen in ("everyone", "nobody", "own"):
        return ""
    what, mark, more = parted(row.done)
    *how, act = what.split(":")
    kind = how[-1] if how else row.seen.split(":")[-1]
    if act == "-" or (how and how[0] == "list"):
        words = f"list: {act}" if how else "look"
    else:
        words = f"{kind}: {act}".replace("asking: any", "report: asking").replace("_", " ")
    named = {
        "&": f", for a body that one stands over ({more})",
        "+": f", naming each {more}" if more != "any" else ", with ids",
    }
    return words + named.get(mark, "")


def who(row: Row) -> str:
    """Positions with the same column stand together."""
    if row.seen in ("everyone", "nobody", "own"):
        return ALL[wanted(ANONYMOUS, row.door, row.seen, row.thing, row.done)]
    if row.seen == "leader":
        return "only whose own it is"
    groups: dict[str, list[str]] = {}
    for position in POSITIONS:
        if position.name not in GONE:
            groups.setdefault(column(row, position.name), []).append(position.name)
    several = [f"{', '.join(names)}: {told}" for told, names in groups.items() if told]
    if len(groups) == 1:
        return f"any position: {next(iter(groups))}"
    return "; ".join(several)


def column(row: Row, position: str) -> str:
    """`yes PO PL, refused CO CL`: what each role gets there; nothing where it does not exist for any."""
    letters = {role: wanted(Person(role, position), row.door, row.seen, row.thing, row.done) for role in Role}
    assert DOOR not in letters.values(), f"{row} leads a live post back to the door"
    told = (
        f"{word} {codes(role for role, got in letters.items() if got == letter)}"
        for letter, word in LETTERS.items()
        if letter in letters.values()
    )
    return ", ".join(told)


def codes(roles: Iterable[Role]) -> str:
    named = list(roles)
    return "all" if len(named) == len(Role) else " ".join(CODES[role] for role in named)


def main() -> None:
    made = document()
    if "--check" not in sys.argv:
        FILE.write_text(made)
    elif FILE.read_text() != made:
        sys.exit("docs/access.md is not what the tables make: run `python tools/access.py`.")


if __name__ == "__main__":
    main()
