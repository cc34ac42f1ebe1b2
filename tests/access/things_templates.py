"""Templates of the small world: Dogwood lays out its dispatches itself."""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.documents import keep_file
from chungtay.models import PaperTemplate, TemplateVersion
from tests.papers_laid_out import laid_out
from tests.world import NOW, World

from .thing import Thing

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def of_templates(world: World) -> dict[tuple[str, str], Thing]:
    by = world.provincial
    made = PaperTemplate.objects.create(
        holder=world.bodies["dogwood"],
        paper="dispatch",
        language="vi",
        name="Ours",
        begun_by=by,
        begun_at=NOW,
    )
    kept = keep_file(laid_out("{{ trich_yeu }}"), name="ours.docx", media_type=DOCX)
    TemplateVersion.objects.create(
        template=made,
        number=1,
        name=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        uploaded_by=by,
        uploaded_at=NOW,
    )
    whole, version = {"id": made.pk}, {"id": made.pk, "number": 1}
    return {
        ("template-new", "-"): Thing(sent=template_sent),
        ("template-kind", "dispatch"): Thing({"paper": "dispatch"}),
        ("template-ours", "dispatch"): Thing(
            {"paper": "dispatch"}, asked={"style": "state", "language": "vi"}
        ),
        ("template", "dogwood's"): Thing(whole, sent=version_sent),
        ("template-ending", "dogwood's"): Thing(whole),
        ("template-version", "dogwood's"): Thing(version),
        ("template-version-file", "dogwood's"): Thing(version),
        ("template-version-filled", "dogwood's"): Thing(version),
        ("template-version-use", "dogwood's"): Thing(version),
    }


def version_sent() -> dict[str, object]:
    return {"file": SimpleUploadedFile("ours.docx", brought()), "note": ""}


@cache
def brought() -> bytes:
    """The same file each time: a moment stands in it."""
    return laid_out("{{ trich_yeu }}", "{{ ket_thuc }}")


def template_sent() -> dict[str, object]:
    return version_sent() | {"name": "Second", "paper": "plan", "language": "vi"}
