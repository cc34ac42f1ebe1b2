"""Templates of an office: begun, brought in versions, looked over, put in use, ended."""

from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from chungtay.answers.documents import file_bytes
from chungtay.models import Organisation, PaperTemplate, Person, TemplateVersion
from chungtay.papers.kinds import KINDS
from chungtay.papers.templates import must_of, shape_of
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.templates import check_beginning, found_faults

from .documents import keep_file
from .recorded import recorded, refuse_unless_may
from .uploads import Upload, checked, in_child

LOOKED_OVER = "chungtay.rules.templates.checking:checked_template"
FILLED = "chungtay.rules.templates.filling:filled_as_json"
PAGES = "chungtay.rules.templates.pages:filled_pages"
BOUNDS = {"seconds": 20, "megabytes": 512}  # of the child; a plan of 200 pages takes two seconds and 150 MB


def begin_template(
    template: PaperTemplate, content: bytes, *, file_name: str, note: str = "", by: Person, at: datetime
) -> TemplateVersion:
    """Keep an unsaved template with its first version; nothing is kept of a file in which something must be mended."""
    refuse_unless_may(by, Act.PLAN, template, at)
    check_beginning(name=template.name, paper=template.paper, language=template.language, papers=[*KINDS])
    upload, found = _looked_over(content, file_name, template.paper)
    with recorded("begin_template", thing=template, by=by, at=at):
        Organisation.objects.select_for_update().get(pk=template.holder_id)  # of two clicks the second waits
        same = {name: getattr(template, name) for name in ("holder", "paper", "language", "name")}
        held = PaperTemplate.objects.filter(**same, ended_at=None).first()
        if held is not None:
            version = held.versions.filter(sha256=sha256(upload.content).hexdigest()).first()
            if version is not None:
                return version  # pressed twice
            text = "There is a template of this name. Bring the file there as a new version, or choose another name."
            raise RuleBroken(Message(text, where="name"))
        template.begun_by, template.begun_at = by, at
        template.save(force_insert=True)
        return _kept(template, upload, found, note=note, by=by, at=at)


def bring_version(
    template: PaperTemplate, content: bytes, *, file_name: str, note: str = "", by: Person, at: datetime
) -> TemplateVersion:
    """A further version; the one in use stays in use. The very same file again is the same version."""
    refuse_unless_may(by, Act.PLAN, template, at)
    upload, found = _looked_over(content, file_name, template.paper)
    with recorded("bring_template", thing=template, by=by, at=at):
        held = _locked(template)
        last = held.versions.order_by("-number").first()
        if last is not None and last.sha256 == sha256(upload.content).hexdigest():
            return last
        return _kept(held, upload, found, note=note, by=by, at=at)


def use_version(version: TemplateVersion, *, by: Person, at: datetime) -> TemplateVersion:
    """From now on papers are laid out so. To go back to an earlier one makes it the newest again, word for word."""
    refuse_unless_may(by, Act.PLAN, version.template, at)
    with recorded("use_template", thing=version.template, by=by, at=at):
        template = _locked(version.template)
        held = template.versions.get(pk=version.pk)
        if held == template.in_use:
            return held
        if held.used_from is not None or (template.in_use and held.number < template.in_use.number):
            held.pk, held.number = TemplateVersion().pk, template.versions.order_by("-number")[0].number + 1
            held.uploaded_by, held.uploaded_at = by, at
            held._state.adding = True
        held.put_in_use_by, held.used_from = by, at
        held.save()
        return held


def end_template(template: PaperTemplate, *, by: Person, at: datetime) -> PaperTemplate:
    """No further paper is laid out so; its versions stay to be opened."""
    refuse_unless_may(by, Act.PLAN, template, at)
    with recorded("end_template", thing=template, by=by, at=at):
        held = PaperTemplate.objects.select_for_update().get(pk=template.pk)
        if held.ended_at is None:
            held.ended_by, held.ended_at = by, at
            held.save(update_fields=["ended_by", "ended_at"])
    return held


def filled_version(version: TemplateVersion, fields: Mapping[str, Any]) -> bytes:
    """The DOCX with these facts, filled in the small process: a template is a stranger's file also after years."""
    told: dict[str, str] = in_child(FILLED, file_bytes(version.sha256), fields=dict(fields), **BOUNDS)
    return b64decode(told["content"])


def pages_with(version: TemplateVersion, fields: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The same as pages of plain text, to be looked at on a screen."""
    pages: list[list[dict[str, Any]]] = in_child(
        PAGES, file_bytes(version.sha256), fields=dict(fields), **BOUNDS
    )
    return pages


def _looked_over(content: bytes, file_name: str, paper: str) -> tuple[Upload, dict[str, Any]]:
    upload = checked(content, name=file_name, kinds=("docx",))
    told = {"known": shape_of(paper), "must": must_of(paper)}
    found: dict[str, Any] = in_child(LOOKED_OVER, upload.content, **told, **BOUNDS)
    faults = found_faults(found)
    if faults:
        raise RuleBroken(faults)
    return upload, found


def _kept(
    template: PaperTemplate, upload: Upload, found: dict[str, Any], *, note: str, by: Person, at: datetime
) -> TemplateVersion:
    kept = keep_file(upload.content, name=upload.name, media_type=upload.media_type)
    last = template.versions.order_by("-number").first()
    return TemplateVersion.objects.create(
        template=template, number=last.number + 1 if last else 1, name=kept.name, sha256=kept.sha256, size=kept.size,
        fields=found["fields"], warnings=found["warnings"], note=note.strip()[:500], uploaded_by=by, uploaded_at=at,
    )  # fmt: skip


def _locked(template: PaperTemplate) -> PaperTemplate:
    held = PaperTemplate.objects.select_for_update().get(pk=template.pk)
    if held.ended_at is not None:
        raise RuleBroken(Message("This template has ended. Begin a new one."))
    return held
