"""Tells Django that Chung Tay is one application."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChungtayConfig(AppConfig):
    name = "chungtay"
    label = "chungtay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chungtay.doors.portal import marks  # noqa: F401  # before a server parts into processes that share them
        from chungtay.screens.accounts import sessions  # noqa: F401  # every way of coming in starts its clocks

        post_migrate.connect(lay_stock, sender=self)


def lay_stock(**_: Any) -> None:
    """The lists with which an installation begins, once their tables stand."""
    from chungtay.actions.activities.kinds import lay_stock_kinds

    lay_stock_kinds()
