"""What may be asked of a beneficiary, in the words of the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.rules.support import Personal

ASKED: dict[str, str | Promise] = {
    Personal.NAME: _("Full name"),
    Personal.BIRTH_YEAR: _("Year of birth"),
    Personal.VILLAGE: _("Village"),
    Personal.PHONE: _("Phone"),
    Personal.ID_NUMBER: _("Number of identity"),
    Personal.CIRCUMSTANCES: _("Circumstances"),
}
