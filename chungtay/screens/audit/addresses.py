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
        case "deadline":
            return reverse("deadlines")
        case "line":
            return reverse("report", args=[named.report_id])
        case "draft":
            return reverse("paper", args=[named.pk])
        case "numberbook":
            return reverse("number-book", args=[named.pk])
        case "papertemplate":
            return reverse("template", args=[named.pk])
        case "plan":
            return reverse("plan", args=[named.phase.agreement.slug, named.pk])
        case "regime":
            return reverse("regime", args=[named.slug])
        case "reportrequest":
            return reverse("request", args=[named.pk])
        case "rotation":
            return reverse("turns", args=[named.agreement.slug])
        case "shelfitem":
            return reverse("shelf-item", args=[named.pk])
        case "supervisionplan":
            return reverse("supervision-plan", args=[named.pk])
        case "term":
            return f"{reverse('terms')}?{urlencode({'words': named.text})}"
        case "workbookimport":
            return reverse("workbook", args=[named.pk])
        case "wording":
            return reverse("words", args=[named.agreement.slug])
    return reverse(kind, args=[named.pk])
