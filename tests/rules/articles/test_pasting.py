"""What is pasted from Word or a page comes in as clean Markdown; nothing that runs comes along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.articles import body_html, markdown_of, tidied
from chungtay.rules.messages import RuleBroken


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p class=MsoNormal>Một <b>việc</b><o:p></o:p></p>", "Một **việc**"),
        ("<h1>Kế hoạch</h1><p>Năm 2026</p>", "## Kế hoạch\n\nNăm 2026"),
        ("<b style='font-weight:normal'><p>Một</p></b>", "Một"),
        ("<span style='font-weight:700'>Đậm</span> thường", "**Đậm** thường"),
        ("<p>a <i>b </i>c</p>", "a *b* c"),
        ("<ul><li>a</li><li>b</li></ul><ol><li>x</li><li>y</li></ol>", "- a\n- b\n\n1. x\n2. y"),
        (
            "<p class=MsoListParagraphCxSpFirst>·<span>&nbsp;&nbsp; </span>Một</p>"
            "<p class=MsoListParagraphCxSpLast>·<span>&nbsp;&nbsp; </span>Hai</p>",
            "- Một\n- Hai",
        ),
        ("<p class=MsoListParagraph>2.<span>&nbsp;&nbsp; </span>Hai</p>", "2. Hai"),
        (
            "<table><tr><td><p>Xã</p></td><td>Lượt</td></tr><tr><td>Pờ Y</td><td>2|3</td></tr></table>",
            "| Xã | Lượt |\n| --- | --- |\n| Pờ Y | 2\\|3 |",
        ),
        ("<a href='https://oak.example/a b'>tin</a>", "[tin](https://oak.example/a%20b)"),
        ("<a href='javascript:alert(1)'>tin</a>", "tin"),
        ("<style>p{}</style><script>alert(1)</script><img src=x onerror=alert(1)>a", "a"),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p>a</p>", "a"),
        ("5 * 3 < 20 và [1] #2", "5 \\* 3 \\< 20 và \\[1\\] \\#2"),
    ],
)
def test_what_is_pasted_becomes_markdown(pasted: str, kept: str) -> None:
    assert markdown_of(pasted) == kept


def test_too_much_is_refused() -> None:
    with pytest.raises(RuleBroken, match="in parts"):
        markdown_of("a" * 2_000_001)


def test_plain_text_is_tidied() -> None:
    assert tidied("a \r\n•\tmột\r\n\n\n\n\nb\u200b\u202e ") == "a\n- một\n\nb"


@given(st.text(alphabet="<>/='\" abpscriptonerrjv:ul*_[]()#|&;\n", max_size=200))
def test_nothing_that_runs_gets_through(pasted: str) -> None:
    page = body_html(markdown_of(pasted)).lower()
    for danger in ("<script", "<iframe", "<svg", 'href="javascript', "onerror="):
        assert danger not in page.replace("&lt;", "")


@given(st.text(max_size=200))
def test_tidying_again_changes_nothing(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)
