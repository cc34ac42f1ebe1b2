"""Breaks the lines of a letterhead or title: few, even, and never inside a name.

Both engines draw the lines found here, so a DOCX and its PDF look alike. The body of a paper is broken by
the engines themselves.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, chain

from chungtay.papers.fonts import width_pt

# Vietnamese writes a word of two syllables with a space inside. These are the ones that stand in names of
# bodies and titles of papers; the name of a place stays with what it is (tỉnh Kon Tum).
_CAPITALS = "".join(filter(str.isupper, map(chr, range(ord("A"), ord("Ỹ") + 1))))
_KEPT_TOGETHER = re.compile(
    r"(?i:liên hiệp|phụ nữ|thường vụ|chủ tịch|ủy ban|dân tộc|tôn giáo|việt nam|trung ương|nhân dân|trẻ em|công tác"
    r"|ghi nhớ|hợp tác|phối hợp|hữu nghị|biên giới|bình đẳng giới|chính sách|pháp luật|tuyên truyền|giám sát|phản biện"
    r"|chương trình|kế hoạch|báo cáo|biên bản|hội nghị|chúc mừng|tổng kết|sơ kết|kết quả|thực hiện"
    r"|cộng hòa|dân chủ|quốc khánh"
    r"|giai đoạn \S+|số \S+|ngày[ \d]+tháng[ \d]+năm \d+|năm \d+)"
    rf"|(?i:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)(?: [{_CAPITALS}]\w*)+"
)


def balanced_lines(
    text: str, *, within_pt: float, size_pt: float, bold: bool = False, caps: bool = False
) -> tuple[str, ...]:
    """As few lines as fit, then as even as they go. Line ends that were typed are kept."""
    lines: list[str] = []
    for typed in text.splitlines():
        words = [word.upper() if caps else word for word in _words(typed)]
        lines += _balanced(words, within_pt / size_pt, bold=bold)
    return tuple(lines)


def _words(text: str) -> list[str]:
    """The words of a line; what must stay on one line counts as one word."""
    glued = _KEPT_TOGETHER.sub(lambda found: found[0].replace(" ", "\0"), text)
    # Blanks that are filled in by pen: ngày      tháng      năm.
    glued = re.sub(" {3,}", lambda blanks: "\0" * len(blanks[0]), glued)
    return [word.replace("\0", " ") for word in glued.split(" ") if word]


def _balanced(words: list[str], within: float, *, bold: bool) -> list[str]:
    lines = _wrapped(words, within, bold=bold)
    while len(lines) > 1:
        widest = max(width_pt(line, size_pt=1, bold=bold) for line in lines)
        narrower = _wrapped(words, widest - 0.01, bold=bold)
        if len(narrower) > len(lines) or narrower == lines:
            break
        lines = narrower
    return lines


def _wrapped(words: list[str], within: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in chain.from_iterable(_chopped(word, within, bold=bold) for word in words):
        if lines and width_pt(f"{lines[-1]} {word}", size_pt=1, bold=bold) <= within:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _chopped(word: str, within: float, *, bold: bool) -> Iterator[str]:
    """A word that is wider than the line goes on in the next one."""
    while width_pt(word, size_pt=1, bold=bold) > within and len(word) > 1:
        room = max(1, sum(total <= within for total in _widths(word, bold=bold)))
        yield word[:room]
        word = word[room:]
    yield word


def _widths(word: str, *, bold: bool) -> Iterator[float]:
    return accumulate(width_pt(letter, size_pt=1, bold=bold) for letter in word)
