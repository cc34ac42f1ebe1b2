"""Words, days, figures, bars and states, as every page shows them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from chungtay.answers.providers import offered_in
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.screens.amounts import written

from ..accounts.demo import demo_posts
from ..states import mark_of, word_of
from .registered import register


class Shown(Protocol):
    """An answered figure: it knows how it was counted and how sure it is."""

    @property
    def amount(self) -> int | None: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def at_least(self) -> bool: ...


class Dated(Protocol):
    """A report or a task: it knows when it is late."""

    def is_late(self, today: date) -> bool: ...


HELD_SPACE = "\N{NO-BREAK SPACE}"


# Words


@register.filter
def said(thing: Any, field: str = "") -> str:
    """`{{ programme|said:"name" }}`: in the page's language, or in Vietnamese and marked as such.

    Where `answers.wordings.mark_unchecked` noted that nobody has checked the translation, a small ring says so.
    """
    text, language = words_of(thing, field)
    if language != page_language():
        return format_html('<span lang="{}">{}</span>', language, text)
    if text and field in getattr(thing, "unchecked", ()):
        marked = '<span class="unchecked" title="{0}">{1}<span class="sr"> ({0})</span></span>'
        return format_html(marked, pgettext("wording", "translation not checked yet"), text)
    return text


@register.filter
def said_plain(thing: Any, field: str = "") -> str:
    """The same without the mark, for titles, attributes and options."""
    return words_of(thing, field)[0]


def words_of(thing: Any, field: str) -> tuple[str, str]:
    """The words and the language that they are in. A mapping holds one text by language."""
    language = page_language()
    if isinstance(thing, Mapping):
        text = thing.get(language) or thing.get("vi", "")
        return text, language if thing.get(language) else "vi"
    text = thing.said(field, language) if thing else ""
    translated = getattr(thing, f"{field}_{language}", "")
    if translated or not text:
        return text, language
    return text, "vi" if getattr(thing, field, "") else "lo"  # a partner's words may stand in Lao alone


def page_language() -> str:
    return get_language() or "vi"


@register.filter(is_safe=True)
def unended(text: str) -> str:
    """Without its full stop, where the sentence around it goes on."""
    return text.removesuffix(".")


@register.filter
def day(value: date | None) -> str:
    """`31/12/2025`, of a day or of a moment as it is there."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}" if value else ""


@register.filter
def day_before(value: date) -> date:
    """The last day of what ends with this one, which no longer counts."""
    return value - timedelta(days=1)


@register.filter
def is_late(thing: Dated, today: date) -> bool:
    return thing.is_late(today)


@register.filter
def moment(value: datetime | None) -> str:
    """`31/12/2025, 14:05`, as the clocks there show it."""
    return f"{timezone.localtime(value):%d/%m/%Y, %H:%M}" if value else ""


# Figures


@register.filter
def figure(amount: int | None, decimals: int | None = None) -> str:
    """`1.100,5`, in English `1,100.5`, of ten-thousandths; nothing for none, which belongs in `{% fig %}`."""
    return "" if amount is None else written(amount, decimals=decimals)


@register.filter
def signed(amount: int) -> str:
    """`+42`, `−128`, `0`: a difference always says its direction."""
    sign = "" if amount == 0 else "+" if amount > 0 else "\N{MINUS SIGN}"
    return sign + written(abs(amount))


@register.filter
def count(number: int | None) -> str:
    """`1.204` from a plain number: views, rows, files. A year needs no filter."""
    return "" if number is None else written(number * SCALE)


@register.filter
def percent(share: int | None) -> str:
    """`123,4 %` (in English `123.4%`) from ten-thousandths of the whole; nothing for none."""
    between = "" if page_language() == "en" else HELD_SPACE
    return "" if share is None else f"{written(share * 100, decimals=1)}{between}%"


@register.filter
def size(octets: int) -> str:
    """`310 kB`, `1,2 MB`."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}{HELD_SPACE}kB"
    return written(octets // 100, decimals=1) + f"{HELD_SPACE}MB"


@register.simple_tag
def fig(amount: int | Shown | None, qualifier: str = "exact", **told: Any) -> str:
    """`{% fig amount qualifier measure="lượt" to=address %}`: gần 9.872 lượt, its thread pulled by a link.

    `amount` may also be what `answers.figures` answers, which knows its own qualifier. `at_least=True` and
    `estimated=True` say so in words; `decimals=1` fixes the places. None is a hatched gap ("not reported"), a
    cross where `applies=False`; `short=True` makes the gap narrow.
    """
    amount, qualifier, told = opened(amount, qualifier, told)
    if not told.get("applies", True):
        return cross()
    if amount is None:
        return format_html('<span class="gap">{}</span>', gap(short=told.get("short", False)))
    return with_measure(number(amount, qualifier, **told), told.get("measure", ""))


@register.simple_tag
def figcell(amount: int | Shown | None, qualifier: str = "exact", *, head: str = "", **told: Any) -> str:
    """The same as one cell of a figure table, hatched whole when nothing was reported; `head` for phones."""
    amount, qualifier, told = opened(amount, qualifier, told)
    missing = amount is None and told.get("applies", True)
    inside = gap(short=told.get("short", False)) if missing else fig(amount, qualifier, **told)
    heading = format_html(' data-head="{}"', head) if head else ""
    return format_html('<td class="num{}"{}>{}</td>', " gap" if missing else "", heading, inside)


def opened(
    amount: int | Shown | None, qualifier: str, told: dict[str, Any]
) -> tuple[int | None, str, dict[str, Any]]:
    if amount is None or isinstance(amount, int):
        return amount, qualifier, told
    known = {"at_least": amount.at_least, "estimated": getattr(amount, "estimated", False)}
    indicator = getattr(amount, "indicator", None)
    if indicator is not None and indicator.kind == Kind.RATIO:
        known["decimals"] = indicator.decimals  # a quotient has more places than anybody counts
    return amount.amount, amount.qualifier, known | told


def number(amount: int, qualifier: str, **told: Any) -> SafeString:
    digits = written(amount, decimals=told.get("decimals"))
    link = '<a class="fig" href="{}">{}</a>' if told.get("to") else "{}{}"
    shown = format_html(link, told.get("to", ""), digits)
    for word, look in before(qualifier, told.get("at_least", False), told.get("estimated", False)):
        shown = format_html('<span class="{}">{}</span> {}', look, word, shown)
    return shown


def before(qualifier: str, at_least: bool, estimated: bool) -> list[tuple[str, str]]:
    """The words before a number, the nearest first: how it was counted, how sure, what the map did to it."""
    words = {
        "nearly": pgettext("before a number", "nearly"),
        "about": pgettext("before a number", "about"),
        "over": pgettext("before a number", "over"),
    }
    found = [(words[qualifier], "q")] if qualifier in words else []
    found += [(pgettext("before a number", "at least"), "q")] if at_least else []
    return found + ([(pgettext("before a number", "estimated"), "q q--est")] if estimated else [])


def with_measure(shown: SafeString, measure: str) -> SafeString:
    return format_html("{} {}", shown, measure) if measure else shown


def gap(*, short: bool) -> SafeString:
    words = pgettext("no figure yet", "not reported")
    if not short:
        return format_html("<span>{}</span>", words)
    return format_html('<span aria-hidden="true">…</span><span class="sr">{}</span>', words)


def cross() -> SafeString:
    return format_html(
        '<span class="na"><span aria-hidden="true">×</span><span class="sr">{}</span></span>',
        gettext("not applicable"),
    )


# Drawings. The words beside them say the same, so screen readers are not told of them.


@register.simple_tag
def bar(share: int | None, due: int | None = None, estimated: int = 0) -> str:
    """`{% bar share due %}`: ten-thousandths of the target done, and where an even pace would stand today."""
    done, guessed = width(share or 0), width(min(estimated, SCALE - min(share or 0, SCALE)))
    parts = [format_html('<rect class="bar__done" width="{}" height="10"/>', done)]
    if estimated:
        parts.append(format_html('<rect class="bar__est" x="{}" width="{}" height="10"/>', done, guessed))
    if due is not None and due < SCALE:
        tick = '<line class="bar__due" x1="{0}" x2="{0}" y1="-4" y2="14"/>'
        parts.append(format_html(tick, width(due)))
    track = (
        '<svg class="bar" height="10" aria-hidden="true"><rect class="bar__track" width="100%" height="10"/>'
    )
    return format_html(track + "{}</svg>", format_html_join("", "{}", ((part,) for part in parts)))


def width(share: int) -> str:
    """Over the target a bar stays full; the words beside it say by how much."""
    return f"{max(0, min(share, SCALE)) / 100:g}%"


@register.simple_tag
def weave(done: int, waiting: int = 0, missing: int = 0) -> str:
    """`{% weave 8 3 2 %}`: one square a unit; full is approved, half is waiting, dashed has not come."""
    squares = "y" * done + "w" * waiting + "n" * missing
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" width="14" height="14"/>',
        ((look, 20 * place) for place, look in enumerate(squares)),
    )
    start = '<svg class="weave" width="{}" height="16" aria-hidden="true"><g transform="translate(1,1)">'
    return format_html(start + "{}</g></svg>", 20 * len(squares), drawn)


@register.simple_tag
def state(name: str, words: str = "") -> str:
    """`{% state report.state %}`, or in other words `{% state "late" words %}`: always a mark and a word."""
    mark, word = mark_of(name), words or word_of(name)
    if mark == "frozen":
        return format_html('<span class="seal seal--line">{}</span>', word)
    return format_html('<span class="state state--{}">{}</span>', mark, word)


class Typed(Protocol):
    name: str
    text: str
    errors: list[str]


@register.simple_tag
def typed_in(box: Typed, named: bool = False) -> str:
    """`{% typed_in box %}`: where a number is typed. No partial, since a long report has five hundred of them.

    It has an id where a message or a label leads to it: one that stands inside its label needs none.
    """
    if box.errors:
        return format_html(
            '<input class="in in--num in--bad" id="{0}" name="{0}" value="{1}" inputmode="decimal"'
            ' aria-invalid="true" aria-describedby="{0}.error">',
            box.name, box.text,
        )  # fmt: skip
    if named:
        return format_html(
            '<input class="in in--num" id="{0}" name="{0}" value="{1}" inputmode="decimal">',
            box.name,
            box.text,
        )
    return format_html(
        '<input class="in in--num" name="{}" value="{}" inputmode="decimal">', box.name, box.text
    )


@register.filter
def control(field: BoundField, look: str = "in") -> str:
    """`{{ form.note|control }}`: the widget dressed as an input; `|control:"in in--num"` for a number."""
    return field.as_widget(attrs={"class": look})


# Where a newcomer to the demo comes in; empty everywhere else.


@register.inclusion_tag("accounts/_demo.html")
def demo_entrances() -> dict[str, Any]:
    return {"posts": demo_posts()}


@register.inclusion_tag("accounts/_providers.html", takes_context=True)
def provider_entrances(context: dict[str, Any]) -> dict[str, Any]:
    """A button for each office whose sign-in this house takes."""
    return {
        "providers": offered_in(get_language()),
        "next": context.get("next", ""),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def has_providers() -> bool:
    return bool(offered_in(None))
