"""What a sheet says, line by line, as somebody would read it aloud."""

from collections.abc import Iterator

from chungtay.papers.sheets import (
    Addressees,
    Appendix,
    Bilingual,
    Block,
    Country,
    Fingerprint,
    Grounds,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Point,
    Run,
    Sheet,
    Signatures,
    Table,
    Title,
    texts,
)


def lines_of(sheet: Sheet) -> list[str]:
    return [line.replace("\N{NO-BREAK SPACE}", " ") for block in sheet.blocks for line in _lines(block)]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Letterhead():
            yield " ".join(block.parent_lines)
            yield " ".join(block.issuer_lines)
            yield f"{block.country} | {block.motto}"
            yield f"{block.number} | {block.place_and_day}"
            yield " ".join(block.subject_lines)
        case Country():
            yield f"{' '.join(block.lines)} | {' '.join(block.motto_lines)}"
        case Title():
            yield block.type_name
            yield " ".join(block.lines)
        case Addressees():
            yield " | ".join(("Kính gửi", *block.lines))
        case Grounds():
            yield from block.lines
        case Heading():
            yield block.text
        case Paragraph():
            yield _said(block.runs)
        case Point():
            yield f"{block.label} {_said(block.text)}"
        case Table():
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(map(_said, row)) for row in block.rows)
        case Signatures():
            yield " || ".join(" / ".join((*signer.lines, signer.name)) for signer in block.signers)
            yield from block.recipients
        case Appendix():
            yield f"[{'landscape' if block.landscape else 'portrait'}] {block.label}"
            yield " ".join(block.title_lines)
            yield " ".join(block.attached_to.split())
        case Bilingual():
            for left, right in zip(block.left, block.right, strict=True):
                yield f"{' '.join(_lines(left))} <> {' '.join(_lines(right))}"
        case Fingerprint():
            yield block.text
        case PageBreak():
            yield "[page]"
        case _:
            yield " ".join(texts(block))


def _said(text: str | tuple[Run, ...]) -> str:
    return text if isinstance(text, str) else "".join(run.text for run in text)
