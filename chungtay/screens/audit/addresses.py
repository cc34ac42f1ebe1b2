"""Where a thing that an audit line names can be opened."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse


def address_of(kind: str, thing: Model) -> str:
    named: Any = thing
    match kind:
        case "agreement":
            return reverse("programme", args=[named.slug])
        case "article":
            return reverse("article-writing", args=[named.pk])
        case "content":
            return reverse("content", args=[named.plan.phase.agreement.slug, named.pk])
        case "line":
            return reverse("report", args=[named.report_id])
        case "plan":
            return reverse("plan", args=[named.phase.agreement.slug, named.pk])
        case "term":
            return f"{reverse('terms')}?{urlencode({'words': named.text})}"
        case "wording":
            return reverse("words", args=[named.agreement.slug])
    return reverse(kind, args=[named.pk])
