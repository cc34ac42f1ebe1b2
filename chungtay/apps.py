"""Tells Django that Chung Tay is one application."""

from django.apps import AppConfig


class ChungtayConfig(AppConfig):
    name = "chungtay"
    label = "chungtay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chungtay.screens.accounts import sessions  # noqa: F401  # every way of coming in starts its clocks
