"""Every address of the house, one line each: what everybody meets, programmes, papers, field,
oversight, exchange, the annex, public pages."""

from django.urls import register_converter

from chungtay.screens.places.addresses import DayInAddress

register_converter(DayInAddress, "day")  # before the first address that says one is read

from chungtay.incidents import urls as incidents  # noqa: E402

from . import exchange, field, front, oversight, papers, portal, programmes  # noqa: E402

handler400 = "chungtay.screens.errors.unreadable"
handler403 = "chungtay.screens.errors.not_allowed"
handler404 = "chungtay.screens.errors.not_found"
handler500 = "chungtay.screens.errors.broken"

urlpatterns = [
    *front.ADDRESSES,
    *programmes.ADDRESSES,
    *papers.ADDRESSES,
    *field.ADDRESSES,
    *oversight.ADDRESSES,
    *exchange.ADDRESSES,
    *incidents.ADDRESSES,
    *portal.ADDRESSES,
]
