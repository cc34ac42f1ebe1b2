"""A programme's figures as a workbook over the API: the same file as the page's button gives."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from chungtay.answers.workbooks import XLSX, programme_workbook
from chungtay.models import Agreement

from .asking import Asking

router = Router(tags=["ledger"])


@router.get("/programmes/{slug:slug}/figures.xlsx")
def workbook(request: Asking, slug: str) -> HttpResponse:
    """Every unit, indicator and quarter with its categories, as far as the caller may see them."""
    visible = Agreement.objects.visible_to(request.person, request.today)
    content = programme_workbook(get_object_or_404(visible, slug=slug), request.person, request.today)
    told = {"Content-Disposition": f'attachment; filename="{slug}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=told)
