"""How days, hours and stretches of time are written on papers, in Vietnamese, Lao and English.

Decree 30/2020/NĐ-CP says how State bodies write a day; the rest is the custom of each language.
"""

from calendar import monthrange
from datetime import date, datetime

from .numbers import NO_BREAK
from .outline import roman

_MONTHS_LAO = (
    "ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ",
    "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ",
)  # fmt: skip
_MONTHS_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "lo": ("ວັນຈັນ", "ວັນອັງຄານ", "ວັນພຸດ", "ວັນພະຫັດ", "ວັນສຸກ", "ວັນເສົາ", "ວັນອາທິດ"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SPANS = {
    "vi": {
        "year": "Cả năm {year}",
        "quarter": "Quý {first}/{year}",
        "quarters": "Quý {first}–{last}/{year}",
        "month": "Tháng {first}/{year}",
        "months": "Tháng {first}–{last}/{year}",
        "from": "Từ {first}",
        "until": "Đến {last}",
    },
    "lo": {
        "year": "ໝົດປີ {year}",
        "quarter": "ງວດ {first}/{year}",
        "quarters": "ງວດ {first}–{last}/{year}",
        "month": "ເດືອນ {first}/{year}",
        "months": "ເດືອນ {first}–{last}/{year}",
        "from": "ແຕ່ {first}",
        "until": "ຮອດ {last}",
    },
    "en": {
        "year": "All of {year}",
        "quarter": "Quarter {first}/{year}",
        "quarters": "Quarters {first}–{last}/{year}",
        "month": "{first} {year}",
        "months": "{first}–{last} {year}",
        "from": "From {first}",
        "until": "By {last}",
    },
}


def day_in_full(day: date | None, *, year: int | None = None, language: str = "vi") -> str:
    """`ngày 05 tháng 02 năm 2024`; without a day, the blanks that are filled in by hand at signing."""
    if language == "lo":
        return _day_in_lao(day, year)
    if language == "en":
        return f"{day.day} {_MONTHS_ENGLISH[day.month - 1]} {day.year}" if day else f"{' ' * 16}{year or ''}"
    if day is None:
        return f"ngày      tháng      năm {year or '      '}"
    # Only days below 10 and the months 1 and 2 get a nought: no other could be made into a later one by pen.
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def place_and_day(place: str, day: date | None, *, year: int | None = None, language: str = "vi") -> str:
    return f"{place}, {day_in_full(day, year=year, language=language)}"


def short_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def weekday(day: date, *, language: str = "vi") -> str:
    return _WEEKDAYS[language][day.weekday()]


def hour(moment: datetime, *, language: str = "vi") -> str:
    """`08 giờ 30 phút`, `14 giờ 00`."""
    if language == "en":
        return f"{moment:%H:%M}"
    if language == "lo":
        return f"{moment:%H:%M} ໂມງ"
    return f"{moment:%H} giờ {moment:%M}{' phút' if moment.minute else ''}"


def moment_in_full(moment: datetime, *, language: str = "vi") -> str:
    """`08 giờ 30 phút, thứ Hai, ngày 05 tháng 02 năm 2024`."""
    day = moment.date()
    parts = (
        hour(moment, language=language),
        weekday(day, language=language),
        day_in_full(day, language=language),
    )
    return ", ".join(parts)


def span(first: date | None, last: date | None, *, language: str = "vi") -> str:
    """As short as it can be said: `Cả năm 2024`, `Quý II/2024`, `Tháng 5/2024`, `10/05/2024–15/06/2024`."""
    words = _SPANS[language]
    if not (first and last):
        if not (first or last):
            return ""
        name, shown = ("from", first) if first else ("until", last)
        assert shown is not None
        # Kept on one line: in the narrow column of a table the word would else stand over its day.
        return words[name].format(first=short_day(shown), last=short_day(shown)).replace(" ", NO_BREAK)
    if first == last:
        return short_day(first)
    if first.day == 1 and first.year == last.year and last.day == monthrange(last.year, last.month)[1]:
        return _whole_months(first, last, words, language)
    return f"{short_day(first)}–{short_day(last)}"


def _whole_months(first: date, last: date, words: dict[str, str], language: str) -> str:
    months = last.month - first.month + 1
    if months == 12:
        return words["year"].format(year=first.year)
    if first.month % 3 == 1 and last.month % 3 == 0:
        unit, begin, end = "quarter", roman(first.month // 3 + 1), roman(last.month // 3)
    else:
        names = _MONTHS_ENGLISH if language == "en" else tuple(map(str, range(1, 13)))
        unit, begin, end = "month", names[first.month - 1], names[last.month - 1]
    return words[unit if begin == end else f"{unit}s"].format(first=begin, last=end, year=first.year)


def _day_in_lao(day: date | None, year: int | None) -> str:
    if day is None:
        return f"ວັນທີ      ເດືອນ      ປີ {year or '      '}"
    return f"ວັນທີ {day.day:02} {_MONTHS_LAO[day.month - 1]} {day.year}"
