"""Reads checks and conditions, word by word; what is not understood is named, with how to write it."""

import re
from collections.abc import Iterator

from ..amounts import DECIMALS
from ..messages import Message, RuleBroken
from .expressions import RELATIONS, TOTAL, Check, Comparison, Plain, Ref, Term, Values, holds

WRITTEN_OTHERWISE = {"≤": "<=", "≥": ">=", "≠": "<>", "!=": "<>", "==": "=", "×": "*", "−": "-", "–": "-"}


def read_check(text: str) -> Check:
    """RuleBroken with what stands in the way of reading it."""
    return _Reader(text).check()


def read_condition(text: str) -> Check | None:
    """None where there is no condition."""
    return read_check(text) if text.strip() else None


def is_asked(condition: str, values: Values) -> bool:
    """Whether the question is put: always without a condition; else where the lines before are known to fulfil it."""
    check = read_condition(condition)
    return check is None or holds(check, values) is True


WORD = re.compile(
    r"\s*(?:(?P<word>previous|number|and|or)\b"
    r"|(?P<line>[0-9]+(?:[.,][0-9]+)?(?:\.[a-zA-Z_][\w:|-]*)?)"
    r"|(?P<sign><=|>=|<>|[=<>+*-]))",
)


class _Reader:
    """Reads one expression, word by word."""

    def __init__(self, text: str) -> None:
        for other, ours in WRITTEN_OTHERWISE.items():
            text = text.replace(other, ours)
        self.text, self.words = text.strip(), list(_words(text.strip()))
        self.at = 0

    def check(self) -> Check:
        if not self.words:
            raise RuleBroken(Message("Write what must agree, such as “2 <= 1”.", where="expression"))
        ways = [self.way()]
        while self.takes("or"):
            ways.append(self.way())
        if self.at < len(self.words):
            raise self.wrong()
        return Check(tuple(ways))

    def way(self) -> tuple[Comparison, ...]:
        found = [self.comparison()]
        while self.takes("and"):
            found.append(self.comparison())
        return tuple(found)

    def comparison(self) -> Comparison:
        left = self.sum()
        relation = self.next()
        if relation not in RELATIONS:
            raise self.wrong(back=1)
        return Comparison(left, relation, self.sum())

    def sum(self) -> tuple[Term, ...]:
        terms = [self.term(is_taken=False)]
        while self.peek() in ("+", "-"):
            terms.append(self.term(is_taken=self.next() == "-"))
        return tuple(terms)

    def term(self, *, is_taken: bool) -> Term:
        factors = [self.factor()]
        while self.takes("*"):
            factors.append(self.factor())
        return Term(tuple(factors), is_taken)

    def factor(self) -> Ref | Plain:
        if self.takes("number"):
            return self.plain(self.next())
        of_previous = self.takes("previous")
        word = self.next()
        line = re.fullmatch(r"([0-9]{1,3})(?:\.([a-zA-Z_].*))?", word)
        if not line:
            raise self.wrong(back=1)
        number, cell = int(line[1]), line[2] or TOTAL
        if number == 0 and not cell and not of_previous:
            return Plain(0)
        return Ref(number, cell, of_previous)

    def plain(self, word: str) -> Plain:
        match = re.fullmatch(r"([0-9]{1,12})(?:\.([0-9]{1,4}))?", word)
        if not match:
            text = "This is no number: “%(word)s”. Write it such as 500 or 0.5."
            raise RuleBroken(Message(text, {"word": word}, "expression"))
        return Plain(int(match[1] + (match[2] or "").ljust(DECIMALS, "0")))

    def peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def next(self) -> str:
        word, self.at = self.peek(), self.at + 1
        return word

    def takes(self, word: str) -> bool:
        found = self.peek() == word
        self.at += found
        return found

    def wrong(self, *, back: int = 0) -> RuleBroken:
        place = self.at - back
        if place >= len(self.words):
            text = "It ends too early: “%(text)s”. Write it such as “3.sex:female <= 3”."
            return RuleBroken(Message(text, {"text": self.text}, "expression"))
        text = "Not understood here: “%(word)s”. Write it such as “3.sex:female <= 3”."
        return RuleBroken(Message(text, {"word": self.words[place]}, "expression"))


def _words(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        match = WORD.match(text, at)
        if not match:
            said = {"word": text[at:].split()[0][:40]} if text[at:].split() else {"word": text[:40]}
            text = "Not understood here: “%(word)s”. Write it such as “3.sex:female <= 3”."
            raise RuleBroken(Message(text, said, "expression"))
        yield match[0].strip()
        at = match.end()
