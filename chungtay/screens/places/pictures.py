"""An office's own map of a place: put, replaced, taken back, and handed out to be shown."""

from datetime import date

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions.places.pictures import put_picture, take_picture_back
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.documents import file_path
from chungtay.models import Place, PlacePicture
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .addresses import address_of
from .forms import PictureForm


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: Request, code: str, begun_on: date) -> HttpResponse:
    """The form, with all pictures that there were; a POST puts one."""
    place = get_object_or_404(Place, code=code, valid_from=begun_on)
    refuse_unless_may(request.person, Act.RECORD, place, timezone.now())
    form = PictureForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if form.is_valid():
        file, says = form.cleaned_data["file"], form.cleaned_data["says"]
        told = {"name": file.name, "says": says, "by": request.person, "at": timezone.now()}
        if attempt(form, lambda: put_picture(place, file.read(), **told)):
            messages.success(
                request, _("Your map stands on the page of the place. The table stays below it.")
            )
            return redirect(address_of(place))
    shown = {"place": place, "form": form, "pictures": place.pictures.select_related("holder")}
    return render(request, "places/picture.html", shown, status=422 if form.errors else 200)


@require_POST
def withdrawal(request: Request, code: str, begun_on: date) -> HttpResponse:
    """Takes back the picture that stands; pressed twice, nothing more happens."""
    place = get_object_or_404(Place, code=code, valid_from=begun_on)
    refuse_unless_may(request.person, Act.RECORD, place, timezone.now())
    standing = place.pictures.filter(taken_back_at=None).first()
    if standing:
        take_picture_back(standing, by=request.person, at=timezone.now())
        messages.success(request, _("Taken back. The schematic map stands again."))
    return redirect(address_of(place))


@require_safe
def file(request: Request, code: str, begun_on: date, sha256: str) -> FileResponse:
    """Only the picture that stands; its kind was read from its own bytes when it was put."""
    standing = PlacePicture.objects.filter(taken_back_at=None, place__code=code, place__valid_from=begun_on)
    kept = get_object_or_404(standing, sha256=sha256)
    answer = FileResponse(file_path(kept.sha256).open("rb"), filename=kept.name, content_type=kept.media_type)
    answer.headers["Content-Disposition"] = "inline"
    return answer
