"""The words that names are made of: what bodies and places begin with, what continues a name, what ends it.

All tables hold lower-case words in one spelling (`spelling.plain`). They are general: no body, place or
person of any one programme stands here.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip().replace("\n", " ") for word in " ".join(text.split()).split(","))


# A body by itself, even when nothing follows.
WHOLE_HEADS = _words("""
    ban tổ chức tỉnh ủy, ban tổ chức thành ủy, ban tổ chức huyện ủy, ban tổ chức trung ương, ban tuyên giáo,
    ban nội chính, ủy ban nhân dân, ubnd, hđnd, hội đồng nhân dân, mttq, ubmttq, mttqvn, mặt trận, mặt trận tổ quốc,
    ủy ban mặt trận, ủy ban mặt trận tổ quốc, ủy ban mttq, bđbp, bộ đội biên phòng, biên phòng, đồn biên phòng,
    ban chỉ huy, bch quân sự, ban chỉ huy quân sự, bộ chỉ huy quân sự,
    đồn bp, trạm biên phòng, bộ chỉ huy, bch bđbp, bộ chqs, ban chqs, bộ tư lệnh, công an, cảnh sát biển,
    tỉnh đoàn, thành đoàn, huyện đoàn, quận đoàn, thị đoàn, xã đoàn, đoàn thanh niên, đoàn tncs, tỉnh ủy,
    thành ủy, huyện ủy, quận ủy, thị ủy, đảng ủy, liên đoàn lao động, tổng liên đoàn lao động, lđlđ,
    bảo hiểm xã hội, bhxh, kho bạc nhà nước, viện kiểm sát, viện kiểm sát nhân dân, vksnd, tòa án,
    tòa án nhân dân, tand, nhcsxh, ngân hàng chính sách xã hội, hội lhpn, hội phụ nữ, hội nông dân,
    hội cựu chiến binh, hội ccb, hội chữ thập đỏ, hội người cao tuổi, hội khuyến học, hội luật gia,
    trung ương hội, tw hội, trung ương đoàn, tw đoàn, ủy ban dân tộc, ban dân tộc, ban dân vận, lhpn,
    liên hiệp phụ nữ, liên minh hợp tác xã, liên đoàn, chính quyền, hải quan, kiểm lâm, bộ quốc phòng, quân khu,
    thanh tra, đoàn tncs hồ chí minh, sở tư pháp, sở y tế, sở nội vụ, ban thường trực, mặt trận lào,
    mặt trận lào xây dựng đất nước, mặt trận đoàn kết phát triển tổ quốc, ngân hàng csxh, phòng giao dịch
""")

# A body only together with a name: "Hội" alone, or "Hội nghị", is none.
NAMED_HEADS = _words("""
    hội, tổng hội, hiệp hội, liên hiệp, liên hiệp các, liên minh, tổng liên đoàn, trung ương, tw, đoàn,
    ủy ban, ban, sở, bộ, phòng, cục, chi cục, tổng cục, vụ, viện, học viện, trường, trường đại học, đại học,
    trường cao đẳng, trung tâm, công ty, tổng công ty, tập đoàn, ngân hàng, quỹ, báo, đài, tạp chí,
    văn phòng, bệnh viện, quân đoàn, sư đoàn, trung đoàn, tiểu đoàn, lữ đoàn, hải đội, vườn quốc gia,
    khu bảo tồn, ban quản lý, tổng lãnh sự quán, đại sứ quán, hạt kiểm lâm, hợp tác xã, tổ chức, thành hội,
    tỉnh hội, huyện hội, phân hội, hội liên hiệp, nhà máy, xí nghiệp, binh đoàn, đoàn kinh tế, đoàn kinh tế quốc phòng,
    ban đại diện, đại đội, trung đội, ban liên lạc, quỹ hỗ trợ, quỹ bảo trợ, hội hữu nghị,
    liên đoàn, chi nhánh, nhà xuất bản, thư viện, bảo tàng, nhà văn hóa, câu lạc bộ, đảng bộ, bưu điện
""")

# Begins like a body and is none.
NOT_BODIES = _words("""
    hội nghị, hội thảo, hội trường, hội viên, hội đàm, hội thi, hội chợ, hội họp, hội nhập, hội diễn, hội thao,
    ban hành, ban đầu, ban ngày, ban tặng, bộ phận, bộ máy, bộ mặt, bộ đội, bộ luật, bộ tiêu, sở hữu, sở tại,
    đoàn kết, đoàn viên, đoàn đại, đoàn công, đoàn thể, đoàn cán, báo cáo, báo chí, đài tưởng, trường hợp,
    trường học, viện trợ, quỹ đất, cục bộ, cục diện, vụ việc, vụ án, phòng chống, phòng ngừa, phòng họp,
    phòng trừ, ủy quyền, liên hiệp quốc, phòng khách, ban tổ, ban giám, ban chủ, tổ chức, hội trưởng, vụ trưởng,
    trường tồn, báo động, hội quán, câu lạc, ban liên, ban chỉ, ban biên, quỹ tín, đại học, ủy viên, bộ sưu,
    trung tâm, văn phòng, viện dẫn, phòng học, vụ mùa, vụ đông
""")

# Who speaks for a body; the party is the body behind it.
GOVERNING = _words("""
    ban thường vụ, ban chấp hành, đoàn chủ tịch, thường trực, ban thường trực, btv, bch, đct, đảng ủy,
    ban giám đốc, lãnh đạo, đại diện, ban lãnh đạo, bch tw, thường vụ, bchtw
""")

# Two-syllable words of names whose second syllable is written small: "Phụ nữ", "Nông dân".
COMPOUNDS = _words("""
    ủy ban, hội đồng, phụ nữ, nông dân, thanh niên, cựu chiến, dân tộc, tôn giáo, biên phòng, quân sự, công an,
    cảnh sát, lao động,
    thương binh, xã hội, giáo dục, đào tạo, y tế, tư pháp, nội vụ, ngoại vụ, ngoại giao, tài chính, kế hoạch,
    đầu tư, công thương, xây dựng, giao thông, vận tải, tài nguyên, môi trường, nông nghiệp, phát triển, nông thôn,
    khoa học, công nghệ, thông tin, truyền thông, văn hóa, thể thao, du lịch, dân vận, tuyên giáo, tổ chức,
    kiểm tra, tổ quốc, mặt trận, nhân dân, cách mạng, cộng sản, chính sách, tư lệnh, chỉ huy, thường vụ,
    thường trực, chấp hành, chữ thập, khuyến học, người cao, luật gia, nhà báo, doanh nhân, doanh nghiệp,
    hợp tác, hữu nghị, quốc tế, chính phủ, quốc phòng, an ninh, hải quan, kiểm lâm, bảo hiểm, kho bạc, nhà nước,
    thống kê, điện lực, viễn thông, bưu điện, trẻ em, bình đẳng, gia đình, dân số, kỹ thuật, văn học, nghệ thuật,
    sinh viên, thiếu nhi, đối ngoại, kinh tế, thương mại, quản lý, khu kinh, chính trị, hành chính, nghiên cứu,
    tình thương, việc làm, bảo trợ, khuyết tật, người khuyết, nạn nhân, chất độc, làm vườn, sinh vật, chính quyền,
    liên hiệp, trung ương, việt kiều, cựu giáo, người mù, cửa khẩu, biên giới, thiếu niên, quy hoạch, kiến trúc,
    hỗ trợ, phòng chống, bảo vệ, di sản, kiểm sát, hòa bình, tiếng nói, quần chúng, tuyên truyền, huấn luyện,
    bảo tồn, thiên nhiên, vùng cao, miền núi, nhà máy, dịch vụ, điều phối, thủy lợi, thủy sản, chăn nuôi, thú y,
    kiểm toán, kiểm dịch, ngân hàng, tín dụng, thủ đô, chuyên trách, đoàn kết, hàng hải, hải đảo, tham mưu, chi nhánh,
    nhi đồng, liên hợp, công nghiệp, viễn thông, quân đội, năng lượng, hóa chất, dầu khí, cao su, cà phê,
    dệt may, ngoại thương
""")

# Compounds that a heading in capitals rather means as verbs.
VERBS_TOO = _words(
    "tổ chức, xây dựng, phát triển, hỗ trợ, tuyên truyền, kiểm tra, hợp tác, phòng chống, bảo vệ, đầu tư"
)

# Small words that go on inside a name.
NAME_TAILS = _words("""
    chiến binh, thập đỏ, binh, đỏ, cao tuổi, tuổi, nhân dân, nông thôn, xã hội, khuyết tật, tật, mồ côi, da cam,
    chất độc da cam, người khuyết tật, trẻ mồ côi, trẻ em, kinh tế, khu kinh tế, cửa khẩu, quốc tế, cửa khẩu quốc tế,
    các tổ chức hữu nghị, các tổ chức, các hội khoa học, miền núi, đô thị, chức, xây dựng đất nước, chuyên trách,
    thường trực, quản lý, chính sách, thiểu số, cách mạng, chính trị, quốc gia, nước ngoài, hợp tác xã, tế, học,
    binh chủng, thiên nhiên, gia đình, chi nhánh, quốc
""")

# The level orders "xã …, huyện …, tỉnh …": a name goes on only to a wider place.
PLACE_LEVELS = {
    **dict.fromkeys(("thôn", "bản", "làng", "buôn", "ấp", "cụm bản", "khu phố", "tổ dân phố"), 1),
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), 2),
    **dict.fromkeys(("huyện", "quận", "thị xã"), 3),
    **dict.fromkeys(("thành phố", "tp", "thủ đô"), 4),
    **dict.fromkeys(("tỉnh",), 5),
    **dict.fromkeys(("khu vực", "vùng"), 6),
    **dict.fromkeys(("nước",), 7),
}

NOT_PLACES = _words("""
    bản ghi, bản thỏa, bản cam, bản tin, bản đồ, bản quyền, xã hội, xã đoàn, tỉnh đoàn, tỉnh ủy, huyện đoàn,
    huyện ủy, thành phố ủy, làng nghề, bản sắc, bản thân, bản kế, bản báo, nước ngoài, nước sạch, vùng cao, vùng sâu
""")

COUNTRIES = _words(
    "lào, campuchia, trung quốc, thái lan, chdcnd lào, vương quốc campuchia, myanmar, nhật bản, hàn quốc"
)

# After these a name is over. Verbs of reports and plans, and the small words of grammar.
ENDS_NAME = _words("""
    và, với, cùng, về, của, cho, tại, trong, trên, ở, từ, đến, do, bởi, để, nhằm, khi, như, theo, là, được, bị,
    có, đã, đang, sẽ, vừa, còn, cũng, phải, cần, ký, phối, triển, tổ, thực, xây, ban, đề, chủ, thống, tiến, duy,
    tham, hỗ, trao, tặng, phát, thăm, gửi, nói, biết, khẳng, đánh, nhấn, nhận, giai, năm, ngày, sáng, chiều, tối,
    giữa, các, những, hai, ba, mỗi, mọi, này, đó, kia, ta, mình, vào, ra, lên, xuống, sang, qua, sau, trước,
    hằng, hàng, luôn, thường, tập, tăng, đẩy, hoàn, kết, đạt, quan, chính, cơ, chịu, hướng, chỉ, rà, góp, vận,
    tuyên, giúp, nâng, mở, làm, thành, lập, ủng, quyên, khánh, khởi, bàn, giao, số, nhiệm, khóa, lần, thứ, vì,
    nêu, cấp, nên, không, chưa, rất, đều, cả, cụ, theo, căn, tiếp, ngoài, bên, trụ, đồng, yêu, mong, bày,
    chúc, dự, gặp, đón, ngành, nhân, giải, quyết, thảo, luận, trình, đưa, lãnh, chuyển, gắn, dành, ghi, đối,
    đoạn, nhất, nhưng, mà, thì, nơi, tới, hiện, quy, mua, bán, sơ, tổng
""")

# In a line of capitals every word looks like a name, and a verb may be a province; only these end one there.
ENDS_NAME_IN_CAPITALS = _words("""
    và, với, cùng, về, của, cho, tại, trong, trên, từ, đến, nhằm, theo, được, đã, giai, năm, ngày, giữa, các,
    phối, triển, ký, tổ, thực, sơ, tổng, số, nhân, kết, cộng, độc, hội, diễn, trao, đoạn, lần, khóa, nhiệm
""")

_ABBREVIATIONS = _words(
    "ubnd, ubmttq, ubdt, hđnd, ubtvqh, đct, ctđ, hlhpnvn, lđlđ, btv, bch, tw, tp, dtts, mtqg, ccb, bđbp"
)


def in_small_letters(capitals: str) -> str:
    """A name from a heading in capitals, as running text would write it: `Hội Liên hiệp Phụ nữ tỉnh …`."""
    words = capitals.split()
    small: list[str] = []
    for number, word in enumerate(words):
        low = word.lower().strip(",.")
        pair = f"{words[number - 1].lower()} {low}" if number else ""
        abbreviation = low in _ABBREVIATIONS or not any(letter in _VOWELS for letter in low)
        if low.isalpha() and abbreviation and len(low) > 1:
            small.append(word)
        elif pair in COMPOUNDS or low in PLACE_LEVELS or low in ("và", "phố") or pair in NAME_TAILS:
            small.append(word.lower())
        else:
            small.append(word[:1] + word[1:].lower())
    return " ".join(small)


_VOWELS = frozenset("aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ")
