"""The sentences that several doors say alike, so that none of them tells more than the others."""

from django.utils.translation import gettext_lazy as _

REFUSED = _("Name and password do not belong together. Check both; capitals matter.")
NOT_ACCEPTED = _("This was not accepted. Try again, or take another way.")
