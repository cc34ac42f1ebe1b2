"""Why a share is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.screens.fields import LineField


class ReasonForm(forms.Form):
    reason = LineField(label=_("Why"), max_length=500)
