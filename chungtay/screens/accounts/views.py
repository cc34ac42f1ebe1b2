"""Signing in with name and password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.views import LoginView, LogoutView
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Says one thing for a wrong name, a wrong password and a closed account: nobody learns which it was."""

    username = UsernameField(label=_("Sign-in name"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    error_messages = {
        "invalid_login": _("Name and password do not belong together. Check both; capitals matter."),
        "inactive": _("Name and password do not belong together. Check both; capitals matter."),
    }


sign_in = LoginView.as_view(
    authentication_form=SignInForm, template_name="accounts/sign_in.html", redirect_authenticated_user=True
)
sign_out = LogoutView.as_view(next_page="home")
