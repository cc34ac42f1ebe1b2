"""Every address of the house, one line each."""

from django.urls import URLPattern, path

from chungtay.doors.portal import views as portal
from chungtay.screens import languages, look
from chungtay.screens.accounts import demo
from chungtay.screens.accounts import views as accounts
from chungtay.screens.work import views as work

handler400 = "chungtay.screens.errors.unreadable"
handler403 = "chungtay.screens.errors.not_allowed"
handler404 = "chungtay.screens.errors.not_found"
handler500 = "chungtay.screens.errors.broken"

urlpatterns: list[URLPattern] = [
    # what every page needs
    path("look/<slug:mark>.css", look.sheet, name="sheet"),
    path("language/<slug:code>/", languages.language, name="language"),
    # portal
    path("", portal.home, name="home"),
    # accounts
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("enter/<uuid:post_id>/", demo.enter, name="enter"),
    # work
    path("work/", work.work, name="work"),
]
