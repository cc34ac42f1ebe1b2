"""Good bodies and files for the operations of the desk, and where its things are kept."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

KEPT_ARTICLES = {
    ("articles", "draft"): ("article-writing", "draft"),
    ("articles", "public"): ("article-writing", "public"),
    ("articles", "handed-in"): ("article-approval", "handed-in"),
}
ARTICLE = {"title": "A visit", "body": "Four days.", "author": "The office", "language": "en"}
OF_ARTICLES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "articles"): ARTICLE,
    ("PUT", "articles/{id}"): ARTICLE,
    ("POST", "articles/preview"): {"body": "Four days."},
    ("POST", "articles/pasted"): {"html": "<p>Four days.</p>"},
    ("PUT", "articles/{id}/photos/{photo_id}"): {"says": "Women who talk"},
    ("POST", "articles/{id}/steps"): {"step": "hand_in"},
    ("POST", "articles/{id}/withdrawal"): {"reason": "A wrong day"},
}
ARTICLE_FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "articles/words"): lambda: {"word": SimpleUploadedFile("a.docx", b"")},
    ("POST", "articles/{id}/photos"): lambda: {"photo": SimpleUploadedFile("a.jpg", b"\xff\xd8\xff")},
    ("POST", "articles/{id}/files"): lambda: {"file": SimpleUploadedFile("b.pdf", b"%PDF-1.4"), "label": "B"},
}
