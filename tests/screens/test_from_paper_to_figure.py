"""The whole way of a programme that nobody knew before: from its paper to a figure beside its target."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.models import Agreement, Content, Form, Reading, Report
from tests.papers_read import PLAN
from tests.world import World

Enter = Callable[..., Client]


def accepted_paper(desk: Client, world: World) -> Agreement:
    """The draft as it was read; only that the first party is our own union is chosen by hand."""
    desk.post(reverse("readings"), {"file": SimpleUploadedFile("plan.txt", PLAN.encode(), "text/plain")})
    reading = Reading.objects.get()
    form = desk.get(reverse("reading", args=[reading.pk])).context["form"]
    told = {one.html_name: one.value() for one in form if one.value() not in (None, "", [])}
    told["parties.0.same"] = str(world.bodies["west"].pk)
    assert desk.post(reverse("reading-acceptance", args=[reading.pk]), told).status_code == 302
    return Agreement.objects.get(phases__plans__number="12/KH-BTV")


def sent(browser: Client, name: str, told: dict[str, object], *args: object) -> None:
    answer = browser.post(reverse(name, args=args), told)
    assert answer.status_code == 302, answer.content.decode()


def test_a_plan_from_paper_becomes_work_a_report_and_a_figure_beside_its_target(
    world: World, signed_in: Enter
) -> None:
    desk, officer = signed_in("provincial", "vi"), signed_in("officer", "vi")
    agreement = accepted_paper(desk, world)
    slug, dogwood = agreement.slug, world.bodies["dogwood"].pk
    content = Content.objects.get(plan__phase__agreement=agreement, number=1)
    here = slug, content.pk

    sent(desk, "content-commitments", {"signed": "Giữ yên đường biên"}, *here)
    promised = {"indicator": world.indicators["attendances"].pk, "amount": "2.500"}
    sent(desk, "content-targets", promised, *here)
    talks = {"text": "Hai buổi nói chuyện", "organisation": dogwood, "due_on": "31/12/2026"}
    sent(desk, "content-tasks", talks, *here)
    page = desk.get(reverse("content", args=here)).content.decode()
    for words in ("Giữ yên đường biên", "Hai buổi nói chuyện", "2.500"):
        assert words in page

    assert "chưa có biểu báo cáo" in desk.get(reverse("report-request", args=[slug])).content.decode()
    asked = [world.indicators[name].pk for name in ("attendances", "sessions")]
    made = {"name": "Báo cáo quý", "valid_from": "01/01/2026", "indicators": asked, "base.attendances": "sex"}
    sent(desk, "programme-forms", made, slug)
    days = {"first_on": "01/01/2026", "last_on": "14/03/2026", "due_on": "31/12/2099"}
    form = Form.objects.get(agreement=agreement)
    sent(desk, "report-request", {**days, "form": form.pk, "units": dogwood}, slug)

    report = Report.objects.get(form=form)
    assert str(report.pk) in officer.get(reverse("work")).content.decode()
    counted = {"1.state": "given", "1.total": "1.100", "1.sex:female": "1.000", "2.state": "not_reported"}
    sent(officer, "report-hand-in", counted, report.pk)
    sent(desk, "report-approval", {}, report.pk)

    page = " ".join(desk.get(reverse("programme", args=[slug])).content.decode().split())
    first = page[page.index('id="content-1"') : page.index('id="content-2"')]
    assert "1.100" in first and "/ 2.500" in first and "44,0" in first
