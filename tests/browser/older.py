"""Lays what two small unions have kept together for half a year, in a home that is being served already.

A side passes on no earlier than the day after it was taken, so what shall pass on today must be older than the test.
It is laid through the same actions as by hand, each on its day.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from chungtay.actions.plans import accept_plan, draft_plan, propose_plan
from chungtay.actions.registers import open_registered
from chungtay.actions.signing import (
    FirstPhase,
    Name,
    Paper,
    Side,
    draft_agreement,
    keep_equal_text,
    propose_agreement,
    sign,
)
from chungtay.actions.tasks import add_task, finish_task
from chungtay.actions.versions import add_row
from chungtay.models import (
    Agreement,
    AgreementKind,
    Indicator,
    Organisation,
    Person,
    Registered,
    RegisterKind,
    Served,
    Version,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.versions import RowKind

NAME, NAME_LO = "Kết nghĩa phụ nữ hai bên cửa khẩu", "ການຜູກສ່ຽວແມ່ຍິງສອງຟາກດ່ານ"
PLAN = "Kế hoạch kết nghĩa"
KEEP_CLUBS = "Cùng giữ câu lạc bộ ở các thôn sát biên."
DONE, OPEN = "Mở câu lạc bộ ở làng Giang Lố", "Mời chị em làng bạn sang dự sinh hoạt"


def lay() -> None:
    plan_and_work(signed_by_both())


def signed_by_both() -> Agreement:
    today = timezone.localdate()
    year = today.year
    last_on = date(year + 3, 12, 31)

    ours, theirs = body("Women's Union of Sa Loong commune"), body("Women's Union of Attapeu province")
    leader, partner = person("Chủ tịch Hội LHPN tỉnh Quảng Ngãi"), person("Chủ tịch Hội Phụ nữ tỉnh Attapư")
    chair = person("Chủ tịch Hội LHPN xã Sa Loong")

    version = draft_agreement(
        AgreementKind.TWINNING, Name(NAME, NAME_LO), Side(ours), [Side(theirs)],
        phase=FirstPhase(f"{year}–{year + 3}", date(year - 1, 12, 1), last_on), by=leader, at=ago(200),
    )  # fmt: skip
    write_contents(version, year, last_on, leader)
    version = propose_agreement(version, by=leader, at=ago(198))
    agreement = version.agreement
    paper = Paper([("text.txt", KEEP_CLUBS.encode(), "text/plain")])
    keep_equal_text(version, "vi", document=paper, by=leader, at=ago(190))
    for seat, by, post in ((1, leader, chair.posts.get()), (2, partner, None)):
        sign(
            version, agreement.seats.get(number=seat), signed_on=timezone.localdate(ago(190)), venue="Bờ Y", post=post,
            signer=post.title if post else partner.known_as, by=by, at=ago(190),
        )  # fmt: skip
    return agreement


def write_contents(version: Version, year: int, last_on: date, leader: Person) -> None:
    phase = version.text.of_kind(RowKind.PHASE)[0].key
    signed = add_row(
        version, RowKind.COMMITMENT, under=phase, values={"text": KEEP_CLUBS}, by=leader, at=ago(199)
    )
    clubs = Indicator.objects.get(slug="clubs")
    promised = {
        "indicator": str(clubs.pk),
        "amount": 2 * SCALE,
        "first_on": f"{year - 1}-12-01",
        "last_on": f"{last_on}",
    }
    add_row(version, RowKind.TARGET, under=signed, values=promised, by=leader, at=ago(199))


def plan_and_work(agreement: Agreement) -> None:
    """A plan that both sides accepted; one task is done, one is open; one club is counted."""
    today = timezone.localdate()
    year = today.year
    ours, theirs = body("Women's Union of Sa Loong commune"), body("Women's Union of Attapeu province")
    leader, partner = person("Chủ tịch Hội LHPN tỉnh Quảng Ngãi"), person("Chủ tịch Hội Phụ nữ tỉnh Attapư")
    chair = person("Chủ tịch Hội LHPN xã Sa Loong")
    held = agreement.phases.get()
    plan = draft_plan(
        held,
        year=year,
        holder=ours,
        name=PLAN,
        commitments=list(held.commitments.all()),
        by=leader,
        at=ago(180),
    )
    plan = propose_plan(plan, by=leader, at=ago(180))
    for seat, by in ((1, chair), (2, partner)):
        accept_plan(plan, agreement.seats.get(number=seat), by=by, at=ago(179))
    content = plan.contents.get()
    done = add_task(content, ours, text=DONE, due_on=plan.ends_on, by=leader, at=ago(170))
    finish_task(done, on=timezone.localdate(ago(100)), by=chair, at=ago(100))
    add_task(
        content, ours, text=OPEN, due_on=min(plan.ends_on, today + timedelta(days=20)),
        parts=[(theirs, "Cử đoàn sang dự")], by=leader, at=ago(170),
    )  # fmt: skip
    club = Registered(
        kind=RegisterKind.objects.get(slug="club"),
        name="Câu lạc bộ làng Giang Lố", place=ours.place, village="Làng Giang Lố", holder=ours,
        served=Served.objects.of([agreement]), opened_on=timezone.localdate(ago(100)),
    )  # fmt: skip
    open_registered(club, by=chair, at=timezone.now())


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def body(name: str) -> Organisation:
    return Organisation.objects.get(name_en=name, valid_to=None)


def person(post: str) -> Person:
    return Person.objects.get(known_as=post, posts__valid_to=None)
