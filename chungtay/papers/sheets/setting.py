"""Sets what people typed into blocks: lines broken, points numbered, marks where papers have them."""

from collections.abc import Iterable
from dataclasses import replace

from chungtay.papers import fonts
from chungtay.papers.house_styles import MM, HouseStyle
from chungtay.papers.line_breaks import balanced_lines
from chungtay.papers.sheets.blocks import (
    Addressees,
    Appendix,
    Block,
    Country,
    Letterhead,
    Paragraph,
    Point,
    Run,
    Signer,
    Text,
    Title,
)
from chungtay.papers.sheets.text import tidy, tidy_lines
from chungtay.rules import official

_SIGNERS_APART_PT = 12
COLUMNS_APART_MM = 8  # of a paper in two languages


def letterhead(
    style: HouseStyle, *, parent_body: str, issuer: str, number: str, place_and_day: str, subject: str = ""
) -> Letterhead:
    """`issuer` may hold line ends: joint papers name several bodies, one under the other.

    `subject` is what a dispatch is about; it stands under the number, with `V/v` before it.
    """
    # A little less than the cell: office programs measure a hair wider and would break the last word off.
    left = style.letterhead_shares[0] * style.text_width_pt - 3
    size = style.sizes_pt
    parents = balanced_lines(tidy_lines(parent_body), within_pt=left, size_pt=size.parent_body, caps=True)
    issuers = balanced_lines(tidy_lines(issuer), within_pt=left, size_pt=size.issuer, bold=True, caps=True)
    last_line, last_size = (style.motto, size.motto) if style.motto else (style.country, size.country)
    about = f"{style.subject_word} {tidy(subject).strip().removeprefix(style.subject_word).strip()}"
    return Letterhead(
        parent_lines=parents,
        issuer_lines=issuers,
        issuer_rule_pt=_widest(issuers, size.issuer) * style.issuer_rule_share,
        country=style.country,
        motto=style.motto,
        motto_rule_pt=fonts.width_pt(last_line, size_pt=last_size, bold=True),
        number=f"{style.number_word} {tidy(number)}",
        place_and_day=tidy(place_and_day),
        subject_lines=balanced_lines(about, within_pt=left, size_pt=size.subject) if subject.strip() else (),
    )


def country(style: HouseStyle, *, within_pt: float) -> Country:
    """The heading of a State over one column of a paper in two languages."""
    size = style.sizes_pt
    lines = balanced_lines(style.country, within_pt=within_pt, size_pt=size.country, bold=True)
    motto = balanced_lines(style.motto, within_pt=within_pt, size_pt=size.motto, bold=True)
    return Country(lines, motto, _widest(motto, size.motto))


def half_width_pt(style: HouseStyle) -> float:
    """How wide each text of a paper in two languages is."""
    return (style.text_width_pt - COLUMNS_APART_MM * MM) / 2


def title(style: HouseStyle, *, type_name: str, abstract: str, within_pt: float = 0) -> Title:
    size = style.sizes_pt.abstract
    # A little air on both sides, so that a full line of the abstract does not look like text.
    within = within_pt or style.text_width_pt - style.first_line_mm * MM
    lines = balanced_lines(tidy_lines(abstract), within_pt=within, size_pt=size, bold=True)
    return Title(tidy(type_name).upper(), lines, _widest(lines, size) * style.abstract_rule_share)


def appendix(
    style: HouseStyle,
    name: str,
    *,
    position: int | None = None,
    attached_to: str = "",
    landscape: bool = False,
) -> Appendix:
    """`position` where a paper has more than one; `attached_to` without its brackets."""
    within = style.landscape_width_pt if landscape else style.text_width_pt
    size = style.sizes_pt.appendix_title
    label = f"{style.appendix_word} {official.roman(position)}" if position else style.appendix_word
    return Appendix(
        label,
        balanced_lines(tidy_lines(name), within_pt=within * 0.9, size_pt=size, bold=True, caps=True),
        landscape,
        f"({tidy(attached_to)})" if attached_to else "",
    )


def signer(style: HouseStyle, *, authority: str, post: str, name: str = "", abreast: int = 2) -> Signer:
    """`authority` may hold line ends: `TM. BAN THƯỜNG VỤ`, below it `KT. CHỦ TỊCH`."""
    lines = balanced_lines(
        tidy_lines(f"{authority}\n{post}"),
        within_pt=style.text_width_pt / abreast - _SIGNERS_APART_PT,
        size_pt=style.sizes_pt.authority,
        bold=True,
        caps=True,
    )
    return Signer(lines, tidy(name))


def attached_lines(appendix: Appendix, style: HouseStyle) -> tuple[str, ...]:
    """What the appendix belongs to, in lines as even as they go."""
    within = style.landscape_width_pt if appendix.landscape else style.text_width_pt
    return balanced_lines(appendix.attached_to, within_pt=within * 0.9, size_pt=style.sizes_pt.attached_to)


def addressees_layout(addressees: Addressees, style: HouseStyle) -> dict[str, float]:
    """How far in the words and the list below them begin, so that together they stand in the middle."""
    size = style.sizes_pt.addressees
    word = fonts.width_pt(addressees.word or style.addressees_word, size_pt=size)
    widest = max((fonts.width_pt(line, size_pt=size) for line in addressees.lines), default=0)
    # A long list begins at the first line of the text and is wrapped there.
    indent = max((style.text_width_pt - word - widest) / 2, style.first_line_mm * MM)
    return {"indent_pt": indent, "list_pt": word, "dash_pt": fonts.width_pt("- ", size_pt=size)}


def runs(text: Text) -> tuple[Run, ...]:
    if isinstance(text, str):
        return (Run(tidy(text)),)
    return tuple(replace(run, text=tidy(run.text)) for run in text)


def paragraphs(text: Text) -> tuple[Paragraph, ...]:
    """What a person typed with line ends becomes several paragraphs; empty lines become none."""
    if isinstance(text, str):
        return tuple(Paragraph(runs(line)) for line in text.splitlines() if line.strip())
    return (Paragraph(runs(text)),)


def numbering(level: int, position: int) -> str:
    """I. → 1. → a), and a dash for whatever lies deeper."""
    if level == 1:
        return f"{official.roman(position)}."
    if level == 2:
        return f"{position}."
    return f"{official.outline_letter(position)})" if level == 3 else "-"


def ended(blocks: Iterable[Block], style: HouseStyle) -> tuple[Block, ...]:
    """Set the mark that closes the text (`./.`) behind its last word."""
    blocks = tuple(blocks)
    if not style.end_mark or not blocks:
        return blocks
    *before, last = blocks
    if isinstance(last, Paragraph):
        return (*before, replace(last, runs=_ended(last.runs, style.end_mark)))
    if isinstance(last, Point):
        return (*before, replace(last, text=_ended(runs(last.text), style.end_mark)))
    return (*before, last, Paragraph((Run(style.end_mark),)))


def _ended(words: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    *kept, final = words
    bare = final.text.rstrip().removesuffix(mark).rstrip(".;,: ")
    return (*kept, replace(final, text=bare + mark))


def _widest(lines: tuple[str, ...], size_pt: float) -> float:
    return max((fonts.width_pt(line, size_pt=size_pt, bold=True) for line in lines), default=0)
