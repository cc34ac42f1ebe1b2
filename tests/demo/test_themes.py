"""The demo's report on a theme: seven communes have answered, two have not, one wrote words for a number."""

from django.utils import timezone

from chungtay.answers.requests import assembled
from chungtay.demo.kept import Kept
from chungtay.models import ReportRequest


def test_two_of_nine_communes_have_not_answered_and_nobody_is_late(demo: Kept) -> None:
    officer, at = demo.persons["province"], timezone.now()
    request = ReportRequest.objects.get()
    draft = assembled(request, officer, at=at, today=demo.today)
    assert [report.holder for report in draft.missing] == [
        demo.bodies[key] for key in ("duc-nong", "dak-plo")
    ]
    assert not any(report.is_late(demo.today) for report in draft.missing)
    assert [report.holder for report, _, _ in draft.odd] == [demo.bodies["ro-koi"]]
    assert draft.columns[3].total and draft.columns[3].total.amount == 686 * 10_000
