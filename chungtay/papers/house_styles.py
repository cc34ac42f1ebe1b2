"""How an office lays out its papers, as data: words of the letterhead, margins, sizes, gaps.

An office that does otherwise takes a style and replaces what differs:
`replace(STATE, sizes_pt=replace(STATE.sizes_pt, body=13))`.
"""

from dataclasses import dataclass

MM = 72 / 25.4  # points


@dataclass(frozen=True)
class Margins:
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class Sizes:
    """Letter sizes in points, by what is written."""

    country: float
    motto: float
    parent_body: float
    issuer: float
    number: float
    place_and_day: float
    type_name: float
    abstract: float
    body: float
    table: float
    authority: float
    signer: float
    recipients_label: float
    recipients: float
    page_number: float
    fingerprint: float


@dataclass(frozen=True)
class HouseStyle:
    """Lengths end in their measure: `_mm`, `_pt`; shares are parts of one."""

    country: str
    motto: str
    number_word: str
    recipients_word: str
    end_mark: str
    word_font: str  # named in DOCX, where offices have it; PDF carries its own letters of the same width
    word_font_lao: str
    paper_mm: tuple[float, float]
    margins_mm: Margins
    page_number_from_top_mm: float
    sizes_pt: Sizes
    line_spacing: float
    paragraph_gap_pt: float
    first_line_mm: float
    letterhead_shares: tuple[float, float]
    issuer_rule_share: float
    abstract_rule_share: float
    signature_gap_mm: float

    @property
    def text_width_pt(self) -> float:
        return (self.paper_mm[0] - self.margins_mm.left - self.margins_mm.right) * MM


# The layout of State bodies, Decree 30/2020/NĐ-CP, Appendix I. Where the decree leaves a span, the value
# taken also keeps to Party guidance 36-HD/VPTW, so that one paper satisfies both.
STATE = HouseStyle(
    country="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    number_word="Số:",
    recipients_word="Nơi nhận:",
    end_mark="./.",
    word_font="Times New Roman",
    word_font_lao="Noto Sans Lao",
    paper_mm=(210, 297),
    margins_mm=Margins(top=20, bottom=20, left=30, right=15),
    page_number_from_top_mm=10,
    sizes_pt=Sizes(
        country=12,
        motto=13,
        parent_body=12,
        issuer=12,
        number=13,
        place_and_day=13,
        type_name=14,
        abstract=14,
        body=14,
        table=12,
        authority=14,
        signer=14,
        recipients_label=12,
        recipients=11,
        page_number=13,
        fingerprint=9,
    ),
    line_spacing=1.15,
    paragraph_gap_pt=6,
    first_line_mm=12.7,
    letterhead_shares=(0.44, 0.56),
    issuer_rule_share=0.4,
    abstract_rule_share=0.4,
    signature_gap_mm=28,
)
