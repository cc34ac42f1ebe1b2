"""Templates of an office: brought, looked over, put in use, kept; and what comes out when they are filled."""

import io

import pytest
from django.db import DatabaseError
from docx import Document

from chungtay.actions import templates as acts
from chungtay.answers.documents import file_bytes
from chungtay.answers.templates import template_for
from chungtay.models import AuditLine, PaperTemplate, TemplateVersion
from chungtay.papers.templates import example_of, own_template
from chungtay.rules.messages import RuleBroken
from tests.papers_laid_out import laid_out
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db

FILES = [laid_out("{{ trich_yeu }}", mark) for mark in ("first", "second", "third")]


def begun(
    world: World,
    *,
    body: str = "west",
    content: bytes = FILES[0],
    name: str = "Ours",
    paper: str = "dispatch",
) -> TemplateVersion:
    template = PaperTemplate(holder=world.bodies[body], paper=paper, language="vi", name=name)
    return acts.begin_template(template, content, file_name="mau.docx", by=world.provincial, at=NOW)


def used(world: World, version: TemplateVersion) -> TemplateVersion:
    return acts.use_version(version, by=world.provincial, at=NOW)


def brought(world: World, template: PaperTemplate, content: bytes) -> TemplateVersion:
    return acts.bring_version(template, content, file_name="mau.docx", by=world.provincial, at=NOW)


def test_an_office_lays_out_its_plans_itself(world: World) -> None:
    """Ours is downloaded, a sentence is added in Word, it is brought back, put in use, and fills with the facts."""
    ours = Document(io.BytesIO(own_template("plan", style="state", language="vi")))
    ours.add_paragraph("Laid out by us: {{ trich_yeu }}")
    file = io.BytesIO()
    ours.save(file)
    version = begun(world, content=file.getvalue(), paper="plan")
    assert template_for(world.bodies["dogwood"], "plan", "vi", TODAY) is None
    used(world, version)
    assert template_for(world.bodies["dogwood"], "plan", "vi", TODAY) == version
    fields = example_of("plan") | {"trich_yeu": "Plan “A & B” <2026> {{ so_ky_hieu }}"}
    made = Document(io.BytesIO(acts.filled_version(version, fields)))
    assert "Laid out by us: Plan “A & B” <2026> {{ so_ky_hieu }}" in [one.text for one in made.paragraphs]
    first, *_ = acts.pages_with(version, fields)
    assert any("KẾ HOẠCH" in run[0] for block in first for run in block.get("runs", ()))


def test_every_fault_is_said_and_nothing_is_kept(world: World) -> None:
    wrong = laid_out("{{ trich_yue }}", "{%p for x in noi_nhan %}")
    with pytest.raises(RuleBroken) as refused:
        begun(world, content=wrong)
    assert len(refused.value.messages) == 2 and {one.where for one in refused.value.messages} == {"file"}
    assert not PaperTemplate.objects.exists() and not AuditLine.objects.filter(act="begin_template").exists()


def test_what_is_no_word_file_is_refused(world: World) -> None:
    for content, name in (
        (b"", "a.docx"),
        (b"PK\x03\x04", "a.docx"),
        (b"%PDF-1.7", "a.docx"),
        (FILES[0], "a.docm"),
    ):
        with pytest.raises(RuleBroken):
            begun(world, content=content) if name == "a.docx" else acts.begin_template(
                PaperTemplate(holder=world.bodies["west"], paper="plan", language="vi", name="A"), content,
                file_name=name, by=world.provincial, at=NOW,
            )  # fmt: skip
    assert not PaperTemplate.objects.exists()


def test_versions_stay_and_the_last_put_in_use_counts(world: World) -> None:
    first = used(world, begun(world))
    template = first.template
    second = brought(world, template, FILES[1])
    assert template_for(world.bodies["west"], "dispatch", "vi", TODAY) == first  # brought is not yet in use
    used(world, second)
    assert template_for(world.bodies["west"], "dispatch", "vi", TODAY) == second
    again = used(world, first)  # back to the earlier one: it becomes the newest, word for word
    assert (again.number, again.sha256) == (3, first.sha256)
    assert template_for(world.bodies["west"], "dispatch", "vi", TODAY) == again
    assert [one.number for one in template.versions.all()] == [1, 2, 3]
    assert file_bytes(second.sha256) == FILES[1]


def test_pressing_twice_does_everything_once(world: World) -> None:
    first = begun(world)
    assert begun(world) == first
    assert brought(world, first.template, FILES[0]) == first
    assert used(world, first) == used(world, first)
    assert TemplateVersion.objects.count() == 1
    with pytest.raises(RuleBroken, match="of this name"):
        begun(world, content=FILES[1])


def test_the_nearest_body_lays_out_and_nobody_above_its_own(world: World) -> None:
    used(world, begun(world))
    own = used(world, begun(world, body="dogwood", name="Dogwood's"))
    assert template_for(world.bodies["dogwood"], "dispatch", "vi", TODAY) == own
    assert template_for(world.bodies["cedar"], "dispatch", "vi", TODAY) != own
    assert template_for(world.bodies["far"], "dispatch", "vi", TODAY) is None
    assert template_for(world.bodies["dogwood"], "dispatch", "lo", TODAY) is None
    assert template_for(world.bodies["dogwood"], "plan", "vi", TODAY) is None


def test_an_ended_template_lays_out_nothing_more(world: World) -> None:
    version = used(world, begun(world))
    acts.end_template(version.template, by=world.provincial, at=NOW)
    acts.end_template(version.template, by=world.provincial, at=NOW)
    assert template_for(world.bodies["west"], "dispatch", "vi", TODAY) is None
    with pytest.raises(RuleBroken, match="has ended"):
        brought(world, version.template, FILES[1])
    assert begun(world).template != version.template  # another of the name may begin


def test_a_version_that_was_in_use_cannot_be_changed_behind_our_backs(world: World) -> None:
    version = used(world, begun(world))
    with pytest.raises(DatabaseError, match="never changes"):
        TemplateVersion.objects.filter(pk=version.pk).update(sha256="0" * 64)


@pytest.mark.parametrize("who", ["officer", "auditor", "stranger", "partner"])
def test_only_who_plans_for_the_body_lays_out_its_papers(world: World, who: str) -> None:
    by, version = world.persons[who], begun(world)
    for act in (
        lambda: acts.use_version(version, by=by, at=NOW),
        lambda: acts.end_template(version.template, by=by, at=NOW),
        lambda: acts.bring_version(version.template, FILES[1], file_name="a.docx", by=by, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="post does not allow"):
            act()


def test_every_act_leaves_its_line(world: World) -> None:
    version = used(world, begun(world))
    brought(world, version.template, FILES[1])
    acts.end_template(version.template, by=world.provincial, at=NOW)
    lines = AuditLine.objects.filter(kind="papertemplate").order_by("number").values_list("act", flat=True)
    assert list(lines) == ["begin_template", "use_template", "bring_template", "end_template"]
