"""The gate for whatever comes from outside: size, first bytes, list of parts; pictures are drawn anew."""

import base64
from collections.abc import Collection
from dataclasses import dataclass

from chungtay.rules.uploads import UploadKind, allowed_kind, check_directory, clean_name

from .child import in_child

MEDIA = {
    UploadKind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    UploadKind.CSV: "text/csv",
    UploadKind.PDF: "application/pdf",
    UploadKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
DRAWING = "chungtay.rules.uploads.pictures:redrawn"


@dataclass(frozen=True)
class Upload:
    """A file that may be kept, and read in a child. A picture is not the bytes that came."""

    name: str
    content: bytes
    media_type: str  # by what it is, whatever the browser said
    kind: str
    had_position: bool = False  # of a picture: somebody could have read from it where it was taken


def checked(content: bytes, *, name: str, kinds: Collection[str], keep_position: bool = False) -> Upload:
    """The file, if it is one of `kinds` ("image", "workbook", "csv", "pdf", "docx"); else RuleBroken with the mend."""
    kind = allowed_kind(name, content, kinds)
    if kind is UploadKind.IMAGE:
        drawn = in_child(DRAWING, content, seconds=20, megabytes=768, keep_position=keep_position)
        name = clean_name(name, kind, drawn["ending"])
        fresh = base64.b64decode(drawn["content"])
        return Upload(name, fresh, drawn["media_type"], kind, drawn["has_position"])
    if kind in (UploadKind.WORKBOOK, UploadKind.DOCX):
        check_directory(name, content, kind)
    return Upload(clean_name(name, kind), content, MEDIA[kind], kind)
