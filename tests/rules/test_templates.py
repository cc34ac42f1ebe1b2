"""What may be a template of an office, what is wrong with one, and that facts stay text when it is filled."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.templates import filled, found_faults
from chungtay.rules.templates.checking import checked_template
from chungtay.rules.templates.filling import MOST_ROUNDS
from chungtay.rules.templates.pages import pages_of
from tests.papers_laid_out import laid_out

KNOWN: dict[str, Any] = {
    "so_ky_hieu": "", "trich_yeu": "", "can_cu": [""], "noi_dung": [{"ten": "", "viec": [{"ten": ""}]}],
    "nguoi_ky": [{"chuc_vu": ""}],
}  # fmt: skip
FACTS: dict[str, Any] = {
    "so_ky_hieu": "05/KH-BTV", "trich_yeu": "On a visit", "can_cu": ["One", "Two"],
    "noi_dung": [{"ten": "Talks", "viec": []}, {"ten": "Visits", "viec": [{"ten": "By bus"}]}],
    "nguoi_ky": [{"chuc_vu": "CHAIR"}],
}  # fmt: skip

# What stands in a paragraph, and the words that its fault must hold; nothing: it is right.
WRONG = """
{{ trich_yeu }}                                       |
{{ trich_yeu|upper }}                                 |
{{ can_cu.0 }} {{ can_cu[0] }} {{ can_cu|join(", ") }} |
{% if trich_yeu %}A{% elif so_ky_hieu %}B{% else %}C{% endif %} |
{% for c in can_cu %}{{ loop.index }}. {{ c }}{% if not loop.last %}; {% endif %}{% endfor %} |
{% for n in noi_dung %}{% for v in n.viec %}{{ v.ten }}{% endfor %}{% endfor %} |
{# for whoever lays it out #}                         |
{{ trich_yue }}                                       | Perhaps “trich_yeu” is meant
{{ tieu_su }}                                         | no field “tieu_su”
{% for n in noi_dung %}{{ n.tem }}{% endfor %}        | Perhaps “n.ten” is meant
{{ nguoi_ky.chuc_vu }}                                | no field “nguoi_ky.chuc_vu”
{{ can_cu }}                                          | is a list
{{ noi_dung.0 }}                                      | has parts
{% for c in trich_yeu %}{% endfor %}                  | goes through lists only
{{ trich_yeu                                          | “}}” is missing
{% if trich_yeu %} A                                  | {% endif %}
A {% endif %}                                         | ends nothing that is open
trich_yeu }}                                          | closes nothing
{{ trich yeu }}                                       | cannot be read
{{r trich_yeu }}                                      | cannot be read
A {%p if trich_yeu %}                                 | it would be lost
{%tr for n in noi_dung %}                             | stands in no table
{{ trich_yeu.__class__ }}                             | more than a template may
{{ trich_yeu|attr("__class__") }}                     | not known behind
{{ trich_yeu.format(1) }}                             | more than a template may
{{ range(99999) }}                                    | more than a template may
{{ "a" * 99999999 }}                                  | more than a template may
{{ 9 ** 9 ** 9 }}                                     | more than a template may
{{ cycler.__init__.__globals__ }}                     | more than a template may
{% set a = 1 %}                                       | more than a template may
{% include "/etc/passwd" %}                           | more than a template may
{% import "os" as os %}                               | more than a template may
{% macro a() %}{% endmacro %}                         | more than a template may
{% raw %}                                             | more than a template may
"""


def found(content: bytes, must: tuple[str, ...] = ()) -> dict[str, Any]:
    return checked_template(content, known=KNOWN, must=must)


def said(content: bytes) -> list[str]:
    return [str(message) for message in found_faults(found(content))]


def words(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize("row", [row for row in WRONG.splitlines() if row])
def test_each_fault_of_a_tag_is_named_with_its_mend(row: str) -> None:
    text, _, fault = (part.strip() for part in row.rpartition(" |"))
    faults = said(laid_out("First", text))
    if not fault:
        assert faults == []
    else:
        assert faults and fault in faults[0]
        assert all("Paragraph 2" in one for one in faults)


def test_every_fault_is_said_at_once_with_its_paragraph() -> None:
    faults = said(laid_out("{{ a_field }}", "right", "{%p for c in can_cu %}", "{{ c }}", "{{ other_field"))
    assert [one[one.index("Paragraph") :][:12] for one in faults[:2]] == ["Paragraph 1:", "Paragraph 5:"]
    assert "{%p endfor %}" in faults[2]


def test_a_loop_is_ended_where_it_was_begun() -> None:
    assert any("must stand as" in one for one in said(laid_out("{%p if trich_yeu %}", "A {% endif %}")))


def test_what_belongs_in_a_paper_and_is_missing_is_told() -> None:
    told = found(laid_out("{{ trich_yeu }}"), must=("trich_yeu", "so_ky_hieu"))["warnings"]
    assert [values for _, values in told] == [{"name": "so_ky_hieu"}]


def test_fonts_of_old_code_pages_are_told() -> None:
    made = Document()
    for font in (".VnTime", "VNI-Times", "Times New Roman", "Comic Sans MS", "Phetsarath OT"):
        made.add_paragraph().add_run("Số").font.name = font
    file = io.BytesIO()
    made.save(file)
    told = {values["font"]: text for text, values in found(file.getvalue())["warnings"]}
    assert "old code page" in told[".VnTime"] and "old code page" in told["VNI-Times"]
    assert "Nobody has tried" in told["Comic Sans MS"] and "lacks" in told["Phetsarath OT"]
    assert "Times New Roman" not in told


def test_tags_that_word_cut_into_pieces_are_healed() -> None:
    made = Document()
    paragraph = made.add_paragraph("Số: ")
    for piece in ("{", "{ so_", "ky", "_hieu }", "} A"):
        paragraph.add_run(piece).bold = piece == "ky"
    made.add_paragraph("{% if trich_yeu == “On a visit” %}yes{% endif %}")  # quotation marks curled by Word
    file = io.BytesIO()
    made.save(file)
    assert said(file.getvalue()) == []
    assert words(filled(file.getvalue(), FACTS)) == ["Số: 05/KH-BTV A", "yes"]


def test_paragraphs_rows_cells_and_headers_are_filled() -> None:
    made = Document()
    for text in ("{%p for c in can_cu %}", "- {{ c }};", "{%p endfor %}"):
        made.add_paragraph(text)
    table = made.add_table(rows=3, cols=2)
    for row, texts in enumerate(
        (["{%tr for n in noi_dung %}", ""], ["{{ n.ten }}", "{{ loop.index }}"], ["{%tr endfor %}", ""])
    ):
        for cell, text in enumerate(texts):
            table.cell(row, cell).text = text
    wide = made.add_table(rows=1, cols=3)
    for cell, text in enumerate(("{%tc for c in can_cu %}", "{{ c }}", "{%tc endfor %}")):
        wide.cell(0, cell).text = text
    made.sections[0].header.paragraphs[0].text = "{{ so_ky_hieu }}"
    file = io.BytesIO()
    made.save(file)
    assert said(file.getvalue()) == []
    done = Document(io.BytesIO(filled(file.getvalue(), FACTS)))
    assert [one.text for one in done.paragraphs] == ["- One;", "- Two;"]
    rows = [[cell.text for cell in row.cells] for row in done.tables[0].rows]
    assert rows == [["Talks", "1"], ["Visits", "2"]]
    assert [cell.text for cell in done.tables[1].rows[0].cells] == ["One", "Two"]
    assert done.sections[0].header.paragraphs[0].text == "05/KH-BTV"


def test_a_list_without_items_leaves_a_file_that_word_opens() -> None:
    made = Document()
    table = made.add_table(rows=3, cols=1)
    for row, text in enumerate(("{%tr for c in can_cu %}", "{{ c }}", "{%tr endfor %}")):
        table.cell(row, 0).text = text
    cell = made.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%p if trich_yeu %}"
    cell.add_paragraph("A")
    cell.add_paragraph("{%p endif %}")
    file = io.BytesIO()
    made.save(file)
    done = Document(io.BytesIO(filled(file.getvalue(), FACTS | {"can_cu": [], "trich_yeu": ""})))
    assert [[one.text for one in table._cells] for table in done.tables] == [[""]]


UGLY = [
    "{{ so_ky_hieu }} {% for x in y %} {# #}", "& < > \" ' # </w:t></w:r>", "=1+1", "../../etc/passwd",
    "http://example.org/", "{_{ a }_}", "a" * 400, "ລາວ ແລະ ຫວຽດນາມ", "\\ % $ ~", "&amp; &lt;b&gt;",
]  # fmt: skip


@pytest.mark.parametrize("text", UGLY)
def test_what_a_person_typed_prints_as_it_is(text: str) -> None:
    content = laid_out("{{ trich_yeu }}", "{% for c in can_cu %}{{ c }}{% endfor %}")
    assert words(filled(content, FACTS | {"trich_yeu": text, "can_cu": [text]})) == [text, text]


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60))
def test_any_text_prints_as_it_is(text: str) -> None:
    assert words(filled(laid_out("{{ trich_yeu }}"), FACTS | {"trich_yeu": text})) == [text]


def test_line_ends_of_a_fact_stay_and_control_signs_go() -> None:
    told = filled(laid_out("{{ trich_yeu }}"), FACTS | {"trich_yeu": "one\r\ntwo\tthree\x07\x0c\ue000\x00"})
    assert words(told) == ["one\ntwo\tthree"]


def test_the_same_facts_give_the_same_bytes() -> None:
    content = laid_out("{{ trich_yeu }}")
    assert filled(content, FACTS) == filled(content, FACTS)


def test_who_laid_it_out_is_not_told() -> None:
    made = Document(io.BytesIO(laid_out("{{ trich_yeu }}")))
    made.core_properties.author = made.core_properties.last_modified_by = "Somebody"
    file = io.BytesIO()
    made.save(file)
    done = Document(io.BytesIO(filled(file.getvalue(), FACTS))).core_properties
    assert (done.author, done.last_modified_by, done.title) == ("", "", "On a visit")


def test_loops_that_would_never_end_are_stopped() -> None:
    content = laid_out(
        "{% for a in can_cu %}{% for b in can_cu %}{% for c in can_cu %}{% endfor %}{% endfor %}{% endfor %}"
    )
    with pytest.raises(RuleBroken, match="too long"):
        filled(content, FACTS | {"can_cu": ["a"] * int(MOST_ROUNDS**0.5)})
    assert any(
        "loop number 5" in one for one in said(laid_out("{% for a in can_cu %}" * 5 + "{% endfor %}" * 5))
    )


def test_a_fact_that_is_not_there_is_said_and_nothing_is_half_made() -> None:
    with pytest.raises(RuleBroken, match="does not have"):
        filled(laid_out("{{ nguoi_ky.1.chuc_vu }}"), FACTS)


def test_a_filled_paper_is_shown_page_by_page() -> None:
    made = Document(io.BytesIO(laid_out("{{ trich_yeu }}")))
    made.add_page_break()
    made.add_paragraph("Second").alignment = 1
    file = io.BytesIO()
    made.save(file)
    first, second = pages_of(filled(file.getvalue(), FACTS))
    assert first[0]["runs"][0][0] == "On a visit" and second[-1]["align"] == "center"


@pytest.mark.parametrize(
    "text", ["{{ range }}", "{{ cycler }}", "{{ range(3) }}", "{{ trich_yeu.__class__ }}"]
)
def test_what_slipped_through_unlooked_at_is_refused_when_filled(text: str) -> None:
    with pytest.raises(RuleBroken):
        filled(laid_out(text), FACTS)


# Files that reach outside, or carry what only a program sees: the part, what stands in it, what is said.
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTERNAL = '<Relationship Id="rIdX" Type="' + OFFICE + '/%s" Target="%s" TargetMode="External"/>'
INNER = '<Relationship Id="rIdX" Type="' + OFFICE + '/image" Target="%s"/>'
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
HARMFUL = [
    ("word/_rels/x.xml.rels", RELS % EXTERNAL % ("image", "http://example.org/a.png"), "from elsewhere"),
    ("word/_rels/x.xml.rels", RELS % EXTERNAL % ("image", "file:///etc/passwd"), "from elsewhere"),
    ("word/_rels/x.xml.rels", RELS % EXTERNAL % ("attachedTemplate", "http://a.org/b.dotm"), "hangs on a template"),
    ("word/_rels/x.xml.rels", RELS % EXTERNAL % ("oleObject", "\\\\host\\share"), "another program"),
    ("word/_rels/x.xml.rels", RELS % EXTERNAL % ("hyperlink", "file://host/share"), "from elsewhere"),
    ("word/_rels/x.xml.rels", RELS % INNER % "file://host/share/a.png", "from elsewhere"),
    ("word/embeddings/oleObject1.bin", "a", "another program"),
    ("word/afchunk.html", "<html></html>", "another program"),
    ("word/header9.xml", f"<w:hdr {NAMES}><w:altChunk/></w:hdr>", "another program"),
    ("word/header9.xml", f'<w:hdr {NAMES}><v:imagedata src="http://example.org/a"/></w:hdr>', "from elsewhere"),
    ("word/header9.xml", f'<w:hdr {NAMES}><w:fldSimple w:instr="INCLUDETEXT a"/></w:hdr>', "INCLUDETEXT"),
    ("word/header9.xml", f'<w:hdr {NAMES}><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText></w:r>'
     '<w:r><w:instrText>AUTO cmd</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:hdr>', "DDEAUTO"),
    ("word/header9.xml", f'<w:hdr {NAMES}><w:instrText>INCLUDEPICTURE x</w:instrText></w:hdr>', "INCLUDEPICTURE"),
    ("word/settings9.xml", f"<w:settings {NAMES}><w:mailMerge/></w:settings>", "another program"),
    ("word/header9.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "is damaged"),
    ("word/header9.xml", "<w:hdr", "is damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "text", "fault"), HARMFUL)
def test_what_reaches_outside_the_file_is_refused(part: str, text: str, fault: str) -> None:
    file = io.BytesIO(laid_out("{{ trich_yeu }}"))
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr(part, text)
    with pytest.raises(RuleBroken, match=fault):
        found(file.getvalue())


def test_page_numbers_and_addresses_to_click_are_no_harm() -> None:
    file = io.BytesIO(laid_out("{{ trich_yeu }}"))
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr(
            "word/header9.xml", f'<w:hdr {NAMES}><w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT "/></w:hdr>'
        )
        parts.writestr("word/_rels/x.xml.rels", RELS % EXTERNAL % ("hyperlink", "https://example.org/"))
    assert found(file.getvalue())["faults"] == []
