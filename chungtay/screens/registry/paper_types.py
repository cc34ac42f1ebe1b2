"""What types of paper are called in the language of the page: a paper keeps its type as it calls itself."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext_lazy

FIRST = "vi"
WORDS: dict[str, Promise] = {
    "Nghị quyết": pgettext_lazy("type of paper", "Resolution"),
    "Quyết định": pgettext_lazy("type of paper", "Decision"),
    "Chỉ thị": pgettext_lazy("type of paper", "Directive"),
    "Quy chế": pgettext_lazy("type of paper", "Regulation"),
    "Quy định": pgettext_lazy("type of paper", "Rules"),
    "Thông cáo": pgettext_lazy("type of paper", "Communiqué"),
    "Thông báo": pgettext_lazy("type of paper", "Notice"),
    "Hướng dẫn": pgettext_lazy("type of paper", "Guideline"),
    "Chương trình": pgettext_lazy("type of paper", "Programme"),
    "Kế hoạch": pgettext_lazy("type of paper", "Plan"),
    "Phương án": pgettext_lazy("type of paper", "Working plan"),
    "Đề án": pgettext_lazy("type of paper", "Scheme"),
    "Dự án": pgettext_lazy("type of paper", "Project"),
    "Báo cáo": pgettext_lazy("type of paper", "Report"),
    "Biên bản": pgettext_lazy("type of paper", "Minutes"),
    "Tờ trình": pgettext_lazy("type of paper", "Submission"),
    "Hợp đồng": pgettext_lazy("type of paper", "Contract"),
    "Công điện": pgettext_lazy("type of paper", "Telegram"),
    "Bản ghi nhớ": pgettext_lazy("type of paper", "Memorandum"),
    "Bản thỏa thuận": pgettext_lazy("type of paper", "Agreement"),
    "Giấy ủy quyền": pgettext_lazy("type of paper", "Authorisation"),
    "Giấy mời": pgettext_lazy("type of paper", "Invitation"),
    "Giấy giới thiệu": pgettext_lazy("type of paper", "Letter of introduction"),
    "Giấy nghỉ phép": pgettext_lazy("type of paper", "Leave of absence"),
    "Phiếu gửi": pgettext_lazy("type of paper", "Slip of sending"),
    "Phiếu chuyển": pgettext_lazy("type of paper", "Slip of passing on"),
    "Phiếu báo": pgettext_lazy("type of paper", "Slip of notice"),
    "Bản sao y": pgettext_lazy("type of paper", "True copy"),
    "Bản trích sao": pgettext_lazy("type of paper", "Copied extract"),
    "Bản sao lục": pgettext_lazy("type of paper", "Copy of a copy"),
    "Nghị quyết liên tịch": pgettext_lazy("type of paper", "Joint resolution"),
    "Thông tư liên tịch": pgettext_lazy("type of paper", "Joint circular"),
    "Chương trình phối hợp": pgettext_lazy("type of paper", "Coordination programme"),
    "Chương trình hợp tác": pgettext_lazy("type of paper", "Cooperation programme"),
    "Kế hoạch phối hợp": pgettext_lazy("type of paper", "Coordination plan"),
    "Kế hoạch liên tịch": pgettext_lazy("type of paper", "Joint plan"),
    "Hướng dẫn liên tịch": pgettext_lazy("type of paper", "Joint guideline"),
    "Quy chế phối hợp": pgettext_lazy("type of paper", "Coordination regulation"),
    "Thỏa thuận hợp tác": pgettext_lazy("type of paper", "Cooperation agreement"),
    "Kết nghĩa": pgettext_lazy("type of paper", "Twinning"),
    "Thư chúc mừng": pgettext_lazy("type of paper", "Letter of greeting"),
    "Công văn": pgettext_lazy("type of paper", "Dispatch"),
    "Kết luận": pgettext_lazy("type of paper", "Conclusion"),
    "Văn bản": pgettext_lazy("type of paper", "Paper"),
    "Văn bản đã ký": pgettext_lazy("type of paper", "Signed text"),
    "Phụ lục": pgettext_lazy("type of paper", "Appendix"),
    "Thư trả lời": pgettext_lazy("type of paper", "Letter of reply"),
    "Công văn trả lời": pgettext_lazy("type of paper", "Dispatch in reply"),
    "Công văn xin ý kiến": pgettext_lazy("type of paper", "Dispatch asking for an opinion"),
    "Công văn kiến nghị": pgettext_lazy("type of paper", "Letter of recommendation"),
    "Công văn báo cáo cấp trên": pgettext_lazy("type of paper", "Letter to the superior"),
    "Báo cáo xử lý kiến nghị": pgettext_lazy("type of paper", "Report on a recommendation"),
    "Kế hoạch giám sát": pgettext_lazy("type of paper", "Supervision plan"),
    "Báo cáo giám sát": pgettext_lazy("type of paper", "Supervision report"),
    "Phản biện xã hội": pgettext_lazy("type of paper", "Criticism of a draft"),
    "Báo cáo đoàn": pgettext_lazy("type of paper", "Report of a delegation"),
    "Phiếu số liệu": pgettext_lazy("type of paper", "Sheet of figures"),
    "Phiếu phê duyệt": pgettext_lazy("type of paper", "Sheet of approval"),
    "Tài liệu trao đổi": pgettext_lazy("type of paper", "Paper for exchange"),
    "Tham luận": pgettext_lazy("type of paper", "Speech"),
    "Minh chứng": pgettext_lazy("type of paper", "What shows it"),
    "Ảnh": pgettext_lazy("type of paper", "Photo"),
    "Danh sách": pgettext_lazy("type of paper", "List of names"),
    "Tin báo": pgettext_lazy("type of paper", "News report"),
}
_BY_FOLD = {name.casefold(): word for name, word in WORDS.items()}


def type_named(name: str) -> str:
    """For a choice in a form; in Vietnamese, and where no list knows it, as it was written."""
    known = _BY_FOLD.get(" ".join(name.split()).casefold())
    return name if known is None or get_language() == FIRST else str(known)


def type_word(name: str) -> str:
    """On a page: what no list knows is marked as Vietnamese."""
    known = " ".join(name.split()).casefold() in _BY_FOLD
    if known or not name or get_language() == FIRST:
        return type_named(name)
    return format_html('<span lang="{}">{}</span>', FIRST, name)
