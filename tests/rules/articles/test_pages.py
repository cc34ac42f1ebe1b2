"""Addresses without tone marks, and safe bodies."""

import pytest

from chungtay.rules.articles import (
    Text,
    body_html,
    check_attachments,
    check_text,
    media_type_of,
    slug_of,
)
from chungtay.rules.messages import RuleBroken


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tổng kết Bản ghi nhớ 2019–2024", "tong-ket-ban-ghi-nho-2019-2024"),
        ("Đoàn Kon Tum thăm Attapư", "doan-kon-tum-tham-attapu"),
        ("ƯỚC ĐẠT 9/12 mô hình!", "uoc-dat-9-12-mo-hinh"),
        ("ສະຫຼຸບການຮ່ວມມື", "article"),
        ("", "article"),
    ],
)
def test_a_title_becomes_an_address_without_tone_marks(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_between_words() -> None:
    slug = slug_of("phối hợp " * 40)
    assert len(slug) <= 100 and slug.endswith(("phoi", "hop"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Một **việc** lớn.", "<p>Một <strong>việc</strong> lớn.</p>"),
        ("# Năm năm tới", "<h2>Năm năm tới</h2>"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("![bản đồ](https://else.where/map.png)", "<p>bản đồ</p>"),
        ("[mở](https://vwu.vn/a)", '<a href="https://vwu.vn/a" rel="noopener noreferrer nofollow">mở</a>'),
        ("| xã | số |\n|---|---|\n| Pờ Y | 2 |", '<div class="scroll" tabindex="0"><table class="tab">'),
    ],
)
def test_a_body_is_read_as_markdown(written: str, shown: str) -> None:
    assert shown in body_html(written)


@pytest.mark.parametrize(
    "written",
    [
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='javascript:alert(1)'>x</a>",
        "![x](javascript:alert(1))",
        "<iframe src='https://else.where'></iframe>",
        "<style>body{display:none}</style>",
        '![x" onload="alert(1)](https://else.where/a.png)',
    ],
)
def test_a_body_carries_nothing_that_runs_or_loads(written: str) -> None:
    shown = body_html(written)
    assert not any(
        danger in shown
        for danger in ("<img", "<iframe", "<style", "<script", 'href="javascript', 'href="data')
    )


def test_every_gap_of_a_text_is_told_at_once() -> None:
    with pytest.raises(RuleBroken) as told:
        check_text(Text(title=" ", body="", author="", programme_is_known=False))
    assert [message.where for message in told.value.messages] == ["title", "body", "author", "programme_slug"]


def test_an_attachment_is_something_that_opens_without_running() -> None:
    assert media_type_of("Kế hoạch.PDF") == "application/pdf"
    assert media_type_of("photo.jpeg") == "image/jpeg"
    assert media_type_of("run.exe") == media_type_of("page.html") == media_type_of("none") == ""
    with pytest.raises(RuleBroken) as told:
        check_attachments([("run.exe", ""), ("a.pdf", "application/pdf")], already=9)
    assert len(told.value.messages) == 2
