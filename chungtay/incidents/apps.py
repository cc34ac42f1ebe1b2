"""Tells Django that the annex is an application of its own, with tables and migrations of its own."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from chungtay.rules import elsewhere


class IncidentsConfig(AppConfig):
    name = "chungtay.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """No room of the house imports this one, so it tells the house where its guards, its work and its rows are."""
        from chungtay.models.guards import ELSEWHERE

        from .models.guards import guards

        ELSEWHERE.append(guards)
        elsewhere.JOBS.append("chungtay.incidents.actions.escalating")
        elsewhere.WORK.append(waiting)
        post_migrate.connect(lay_stock, sender=self)


def waiting(person: Any, today: Any) -> Any:
    """Not woken before somebody asks: commands that ask for no work begin the sooner."""
    from .answers import waiting as answers

    return answers.waiting(person, today)


def lay_stock(**_: Any) -> None:
    """The lists with which an installation begins, once their tables stand: whom the law names, hotlines, hours."""
    from .actions.lists import lay_lists

    lay_lists()
