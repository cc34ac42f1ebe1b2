"""Makes plan-2026.docx, a yearly plan in the layout of Decree 30 for a newcomer to read in; run it to renew that."""

from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent

ISSUER = ("HỘI LHPN VIỆT NAM", "HỘI LHPN TỈNH QUẢNG NGÃI", "BAN THƯỜNG VỤ", "Số: 15/KH-BTV")
NATION = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Quảng Ngãi, ngày 20 tháng 01 năm 2026",
)
SUBJECT = (
    "Thực hiện Bản ghi nhớ hợp tác giữa Hội Liên hiệp Phụ nữ tỉnh Quảng Ngãi "
    "và Hội Liên hiệp Phụ nữ tỉnh Attapeu (Lào) giai đoạn 2024-2029, năm 2026"
)
GROUNDS = (
    "Căn cứ Bản ghi nhớ hợp tác giữa hai Hội ký ngày 30/12/2024;",
    "Căn cứ Hướng dẫn số 09/HD-ĐCT ngày 12/12/2025 của Đoàn Chủ tịch Trung ương Hội về công tác đối ngoại năm 2026,",
    "Ban Thường vụ Hội LHPN tỉnh xây dựng kế hoạch hợp tác năm 2026 như sau:",
)
AIMS = (
    "1. Mục đích",
    "Giữ cho việc hợp tác giữa hai Hội đều đặn cả năm, để phụ nữ hai bên biên giới được thông tin kịp thời "
    "và được giúp đỡ khi gặp khó khăn.",
    "2. Yêu cầu",
    "Mỗi việc có một bên đứng ra chủ trì, có hạn hoàn thành và có kết quả đếm được.",
)
COLUMNS = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm")
CONTENTS = (
    (
        "Mở các buổi nói chuyện tại thôn, làng biên giới về ma túy, mua bán người và đi lao động nước ngoài an toàn",
        "Hội LHPN tỉnh Quảng Ngãi",
        "Hội LHPN các xã biên giới; Đồn Biên phòng",
        "Quý I - IV/2026",
        "24 buổi, 1.800 lượt phụ nữ",
    ),
    (
        "Duy trì và lập mới câu lạc bộ phụ nữ phòng, chống tội phạm ở xã biên giới",
        "Hội LHPN các xã biên giới",
        "Hội LHPN tỉnh Quảng Ngãi; Công an xã",
        "30/11/2026",
        "12 câu lạc bộ sinh hoạt hằng tháng",
    ),
    (
        "Đón đoàn Hội LHPN tỉnh Attapeu sang trao đổi cách làm tổ tiết kiệm và sinh kế hộ gia đình",
        "Hội LHPN tỉnh Quảng Ngãi",
        "Hội LHPN tỉnh Attapeu; Sở Ngoại vụ",
        "Tháng 8/2026",
        "01 đoàn vào, 01 biên bản làm việc",
    ),
    (
        "Gửi thư chúc Tết Bunpimay và thăm phụ nữ, trẻ em nghèo ở huyện giáp biên",
        "Hội LHPN tỉnh Quảng Ngãi",
        "Hội LHPN tỉnh Attapeu",
        "Tháng 4/2026",
        "01 thư chúc, 60 suất quà",
    ),
    (
        "Báo cho nhau ngay khi có vụ việc xâm hại phụ nữ, trẻ em ở khu vực biên giới",
        "Hội LHPN tỉnh Quảng Ngãi",
        "Hội LHPN tỉnh Attapeu; Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
        "Thường xuyên",
        "Sổ theo dõi vụ việc",
    ),
    (
        "Sơ kết năm 2026 và thống nhất việc của năm 2027",
        "Hội LHPN tỉnh Attapeu",
        "Hội LHPN tỉnh Quảng Ngãi",
        "15/12/2026",
        "Báo cáo sơ kết bằng hai thứ tiếng",
    ),
)
CARRYING_OUT = (
    "1. Ban Thường vụ Hội LHPN tỉnh giao Ban Gia đình - Xã hội làm đầu mối, gửi số liệu cho hai bên trước ngày 10 của "
    "tháng đầu quý sau.",
    "2. Hội LHPN các xã biên giới đưa phần việc của mình vào kế hoạch xã và báo cáo hằng quý.",
)
RECIPIENTS = (
    "Nơi nhận:",
    "- Hội LHPN tỉnh Attapeu;",
    "- Hội LHPN các xã biên giới;",
    "- Lưu: VT.",
)
SIGNATURE = ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH")


def main() -> None:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    paper.styles["Normal"].font.name = "Times New Roman"
    paper.styles["Normal"].font.size = Pt(14)
    two_cells(paper, ISSUER, NATION)
    centred(paper, "KẾ HOẠCH", SUBJECT)
    for ground in GROUNDS:
        body(paper, ground).runs[0].italic = True
    heading(paper, "I. MỤC ĐÍCH, YÊU CẦU")
    for line in AIMS:
        body(paper, line)
    heading(paper, "II. NỘI DUNG")
    contents_table(paper)
    heading(paper, "III. TỔ CHỨC THỰC HIỆN")
    for line in CARRYING_OUT:
        body(paper, line)
    two_cells(paper, RECIPIENTS, SIGNATURE)
    paper.save(str(HERE / "plan-2026.docx"))


def two_cells(paper: Paper, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    cells = paper.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(line).bold = line.isupper()


def centred(paper: Paper, *lines: str) -> None:
    for line in lines:
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True


def heading(paper: Paper, words: str) -> None:
    paper.add_paragraph().add_run(words).bold = True


def body(paper: Paper, words: str) -> Paragraph:
    paragraph = paper.add_paragraph(words)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph


def contents_table(paper: Paper) -> None:
    table = paper.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for number, content in enumerate(CONTENTS, start=1):
        for cell, words in zip(table.add_row().cells, (str(number), *content), strict=True):
            cell.text = words
            cell.paragraphs[0].runs[0].font.size = Pt(12)


if __name__ == "__main__":
    main()
