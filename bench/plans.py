"""The page of a full plan: seven contents, 300 tasks, 40 units, as its leader sees it."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

CONTENTS, TASKS, UNITS = 7, 300, 40


def full_plan(browser: Client, seconds: Callable[..., float]) -> tuple[float, int]:
    """Milliseconds and questions; the demo's running plan is filled up first."""
    address = fill()
    browser.get(address)
    took = seconds(lambda: browser.get(address), times=9)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    assert answer.status_code == 200, "the plan is the leader's"
    return took * 1000, len(asked)


def fill() -> str:
    """The address of the newest joint plan, with as many contents, units and tasks as were promised."""
    from chungtay.models import Content, Organisation, Plan, Task

    plan = Plan.objects.select_related("phase__agreement").filter(is_joint=True).order_by("-year")[0]
    lead = plan.issuers.all()[0]
    there = plan.contents.count()
    Content.objects.bulk_create(
        Content(plan=plan, number=number, text=f"Nội dung {number}", lead=lead, due_on=plan.ends_on)
        for number in range(there + 1, CONTENTS + 1)
    )
    units = Organisation.objects.bulk_create(
        Organisation(kind=lead.kind, name=f"Đơn vị {number}", parent=lead) for number in range(UNITS)
    )
    contents, today = list(plan.contents.all()), timezone.localdate()
    Task.objects.bulk_create(
        Task(
            agreement=plan.phase.agreement, content=contents[number % CONTENTS], text=f"Việc {number}",
            organisation=units[number % UNITS], due_on=today + timedelta(days=number % 90 - 30),
        )
        for number in range(TASKS)
    )  # fmt: skip
    return f"/programmes/{plan.phase.agreement.slug}/plans/{plan.pk}/"
