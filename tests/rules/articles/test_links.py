"""Links lead where they say; files that lie with a company are named."""

import pytest

from chungtay.rules.articles import outside_drives
from chungtay.rules.articles.links import problems_of


@pytest.mark.parametrize(
    "written",
    [
        "[trang của Hội](https://hoilhpn.org.vn/tin)", "[hoilhpn.org.vn](https://www.hoilhpn.org.vn/tin)",
        "[tin trước](/news/doan-tham/)", "[viết cho chúng tôi](mailto:hoi@oak.example)", "https://oak.example/a.",
        "[15/KH-BTV](https://oak.example/15)", "[ຂ່າວ](https://lwu.org.la/)", "[Điều 2.1](https://oak.example/a)",
    ],
)  # fmt: skip
def test_an_honest_link_is_kept(written: str) -> None:
    assert list(problems_of(written)) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[xem](javascript:alert(1))", "whole address"),
        ("[xem](data:text/html;base64,PHNjcmlwdD4=)", "whole address"),
        ("[xem](vbscript:x)", "whole address"),
        ("[xem](//evil.example/a)", "whole address"),
        ("[xem](trang-khac)", "whole address"),
        ("[hoilhpn.org.vn](https://evil.example/)", "leads to evil.example"),
        ("[https://oak.example/tin](https://oak.example.evil.example/)", "leads to oak.example.evil.example"),
        ("[xem](https://oak.example@evil.example/)", "behind an @"),
        ("[xem](https://xn--oak-hoa.example/)", "look like others"),
        ("[xem](https://оak.example/)", "look like others"),  # the first letter is Cyrillic
        ("Xem https://оak.example/a nhé", "look like others"),
        ("[a]: javascript:alert(1)\n\n[xem][a]", "whole address"),
    ],
)
def test_a_link_that_deceives_is_named(written: str, said: str) -> None:
    (problem,) = problems_of(written)
    assert said in str(problem) and problem.where == "body"


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("https://drive.google.com/file/d/1/view", "Google"), ("https://docs.google.com/document/d/1", "Google"),
        ("https://www.dropbox.com/s/1/a.pdf", "Dropbox"), ("https://1drv.ms/b/1", "Microsoft"),
        ("https://hoi.sharepoint.com/a", "Microsoft"), ("https://notdropbox.com/a", ""), ("https://oak.example/", ""),
    ],
)  # fmt: skip
def test_a_file_on_an_outside_drive_is_offered_for_taking_in(address: str, whose: str) -> None:
    for written in (f"[tại đây]({address})", f"Chi tiết tại đây: {address}"):
        assert [of for _, of in outside_drives(written)] == ([whose] if whose else [])
