"""Turns a file that a person hands over (TXT, HTML, DOCX) into a paper, or says in one sentence why not."""

import unicodedata
from collections.abc import Callable

from chungtay.rules.intake.docx_text import paper_of_docx
from chungtay.rules.intake.html_text import paper_of_html
from chungtay.rules.intake.paper import Paper, paper_of_lines
from chungtay.rules.messages import Message, RuleBroken

# A memorandum with its annexes is well under 1 MB; a paper of 10 MB is scanned pictures, which hold no
# text to read, and would only keep a phone on a slow line busy.
SIZE_MAX_MB = 10
SIZE_MAX = SIZE_MAX_MB * 1024 * 1024

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
# What other kinds of file begin with, so that a renamed picture or PDF is told for what it is.
_BINARY_STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
)
_SAVE_AS_UTF8 = "The letters of %(name)s are not in Unicode. Open it and save it again as UTF-8."


def text_of(name: str, content: bytes) -> Paper:
    """The paper in a file. Raises RuleBroken with one sentence when there is nothing to read."""
    reader = _reader_for(name)
    _refuse_unreadable(name, content)
    paper = reader(name, content)
    if not any(letter.isalpha() for letter in paper.text):
        raise _refused("There are no words in %(name)s. If it is a scan, type the text first.", name)
    return paper


def _reader_for(name: str) -> Callable[[str, bytes], Paper]:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending == "doc":
        raise _refused("%(name)s is an old Word file. Save it as DOCX.", name)
    if ending not in _READERS:
        raise _refused("%(name)s cannot be read. Hand in a TXT, HTML or DOCX file.", name)
    return _READERS[ending]


def _refuse_unreadable(name: str, content: bytes) -> None:
    if len(content) > SIZE_MAX:
        raise _refused(
            "%(name)s is larger than %(size)s MB. Hand in the text without pictures.", name, size=SIZE_MAX_MB
        )
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise _refused("%(name)s is empty.", name)
    if content.startswith(_OLD_OFFICE):
        raise _refused(
            "%(name)s is protected by a password or is an old Word file. Take the password off and save it as DOCX.",
            name,
        )


def _paper_of_txt(name: str, content: bytes) -> Paper:
    return paper_of_lines(_letters(name, content))


def _paper_of_html(name: str, content: bytes) -> Paper:
    return paper_of_html(_letters(name, content))


def _paper_of_docx(name: str, content: bytes) -> Paper:
    if not content.startswith(_ZIP):
        raise _refused("%(name)s is not a DOCX file, whatever its name says. Save it again as DOCX.", name)
    return paper_of_docx(name, content)


_READERS: dict[str, Callable[[str, bytes], Paper]] = {
    "txt": _paper_of_txt,
    "text": _paper_of_txt,
    "html": _paper_of_html,
    "htm": _paper_of_html,
    "docx": _paper_of_docx,
}


def _letters(name: str, content: bytes) -> str:
    """UTF-8, or UTF-16 that says so; NFC; lines end with one sign."""
    if content.startswith(_ZIP) or content.startswith(_BINARY_STARTS):
        raise _refused("%(name)s is not a text file, whatever its name says.", name)
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in content:
        if _is_wide(content):
            raise _refused(_SAVE_AS_UTF8, name)
        raise _refused("%(name)s is not a text file, whatever its name says.", name)
    try:
        letters = content.decode(encoding)
    except UnicodeDecodeError:
        raise _refused(_SAVE_AS_UTF8, name) from None
    if _is_noise(letters):
        raise _refused("%(name)s is not a text file, whatever its name says.", name)
    if _is_misread(letters):
        raise _refused(_SAVE_AS_UTF8, name)
    return unicodedata.normalize("NFC", letters.replace("\r\n", "\n").replace("\r", "\n"))


def _is_wide(content: bytes) -> bool:
    """UTF-16 that does not say so: which end comes first would be a guess, so a person saves it again."""
    sample = content[:20_000]
    sample = sample[: len(sample) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        letters = sample.decode(encoding, errors="replace")
        readable = sum(letter.isspace() or "LATIN" in unicodedata.name(letter, "") for letter in letters)
        if readable > len(letters) * 0.7:
            return True
    return False


def _is_noise(letters: str) -> bool:
    sample = letters[:20_000]
    odd = sum(
        1
        for letter in sample
        if unicodedata.category(letter) in ("Cc", "Cn", "Co") and letter not in "\t\n\r\f"
    )
    return odd * 50 > len(sample)


def _is_misread(letters: str) -> bool:
    """Old Vietnamese code pages, once saved as UTF-8 by mistake, show as `HéI PHô N÷`, `Hoäi` or `Há»™i`."""
    sample = letters[:20_000]
    alphabetic = sum(letter.isalpha() for letter in sample)
    vietnamese = sum("\u1ea0" <= letter <= "\u1ef9" or letter in "ăâđêôơưĂÂĐÊÔƠƯ" for letter in sample)
    mangled = sum(letter in "»¼½¾¸¹®µ¶·¬­©§\ufffd÷äåæëîïñöøûüÄÅÆËÎÏÑÖØÛÜ" for letter in sample)
    return mangled * 40 > alphabetic and mangled > vietnamese // 4 and mangled > 3


def _refused(text: str, name: str, **values: object) -> RuleBroken:
    return RuleBroken(Message(text, {"name": name, **values}))
