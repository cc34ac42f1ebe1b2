"""Greetings in the demo: Lao New Year 2023 sent and replied, one from Attapeu, one being drafted, one due."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from chungtay.actions import occasions as actions
from chungtay.answers.drafts.letters import letter_mark
from chungtay.answers.occasions import calendar_of
from chungtay.models import Greeting, Occasion, Organisation, Person
from chungtay.papers.house_styles import STYLES
from chungtay.papers.pdf import printed
from chungtay.papers.sheets import Paragraph, Sheet, runs, title

from .clock import at_nine
from .diary import Act, Diary
from .kept import Kept

# The only year whose announced days the story has a paper for while the old province still wrote.
NEW_YEAR, BEGUN_ON, SENT_ON, REPLIED_ON = 2023, date(2023, 3, 27), date(2023, 4, 7), date(2023, 4, 24)
THANKS = "ຂໍຂອບໃຈຕໍ່ຄຳອວຍພອນປີໃໝ່ ແລະ ຂໍອວຍພອນໃຫ້ທ່ານຈົ່ງມີສຸຂະພາບແຂງແຮງ."
LEAD = timedelta(days=14)


def note_occasions(diary: Diary, kept: Kept) -> None:
    old = Sender(kept, "kon-tum", "attapeu", writes="kt-officer", signs="kt-leader")
    diary.note(at_nine(BEGUN_ON), lambda at: old.begin("lao-new-year", NEW_YEAR, at))
    diary.note(at_nine(BEGUN_ON + timedelta(days=1)), lambda at: old.approve(at))
    diary.note(at_nine(SENT_ON), lambda at: old.send("Bưu điện", at))
    diary.note(at_nine(REPLIED_ON), lambda at: old.keep_reply(at))
    founded = latest(kept.today - timedelta(days=7), 10, 20)
    partner = Sender(kept, "attapeu", "quang-ngai", writes="partner", signs="at-leader")
    diary.note(
        at_nine(founded - LEAD), lambda at: partner.begin("founding-vietnamese-union", founded.year, at)
    )
    diary.note(at_nine(founded - timedelta(days=9)), lambda at: partner.approve(at))
    diary.note(at_nine(founded - timedelta(days=6)), lambda at: partner.send("ໄປສະນີ", at))
    own = Sender(kept, "quang-ngai", "attapeu", writes="province", signs="leader")
    diary.note(at_nine(kept.today - timedelta(days=1), 50), next_two(own))


class Sender:
    """One body's letter on its way to a partner."""

    def __init__(self, kept: Kept, own: str, partner: str, *, writes: str, signs: str) -> None:
        self.kept, self.keys = kept, (own, partner)
        self.writes, self.signs = writes, signs
        self.letter: Greeting | None = None

    @property
    def own(self) -> Organisation:
        return self.kept.bodies[self.keys[0]]

    @property
    def writer(self) -> Person:
        return self.kept.persons[self.writes]

    def ask(self, occasion: Occasion, year: int, at: datetime) -> Greeting:
        partner, agreement = self.kept.bodies[self.keys[1]], self.kept.agreements["kontum-attapeu"]
        return actions.ask_for_letter(agreement, self.own, partner, occasion, year, by=self.writer, at=at)

    def begin(self, slug: str, year: int, at: datetime) -> None:
        self.letter = self.ask(Occasion.objects.get(slug=slug, holder=None), year, at)
        actions.draft_letter(self.letter, by=self.writer, at=at)

    def approve(self, at: datetime) -> None:
        letter = self.held()
        assert letter.draft, "it was begun with its paper"
        read = letter_mark(letter.draft, timezone.localdate(at))
        actions.approve_letter(letter, as_read=read, by=self.kept.persons[self.signs], at=at)

    def send(self, how: str, at: datetime) -> None:
        actions.send_letter(self.held(), on=timezone.localdate(at), how=how, by=self.writer, at=at)

    def keep_reply(self, at: datetime) -> None:
        style = STYLES["lao"].said_in("lo")
        heading = title(style, type_name="ສານຕອບ", abstract="")
        sheet = Sheet(
            style,
            language="lo",
            title="ສານຕອບ",
            issuer="",
            signed_on=None,
            blocks=(heading, Paragraph(runs(THANKS))),
        )
        file = ("tra-loi.pdf", printed(sheet), "application/pdf")
        actions.keep_reply(self.held(), on=timezone.localdate(at), file=file, by=self.writer, at=at)

    def held(self) -> Greeting:
        assert self.letter, "its letter was begun before"
        return Greeting.objects.select_related("draft", "holder", "partner", "agreement").get(
            pk=self.letter.pk
        )


def next_two(own: Sender) -> Act:
    """Of the days to come the first is being drafted, the second waits for an officer."""

    def act(at: datetime) -> None:
        today = timezone.localdate(at)
        # Around the turn of a year the calendars of both may hold the same day.
        days = {
            (one.occasion.pk, one.year): (one.days.first_on, one)
            for year in (today.year, today.year + 1)
            for held in calendar_of(own.writer, today, year)
            if held.own == own.own
            for line in held.lines
            if line.may_begin and (one := line.expected).days
        }
        soonest = sorted(days.values(), key=lambda dated: dated[0])
        for place, (_, one) in enumerate(soonest[:2]):
            letter = own.ask(one.occasion, one.year, at)
            if place == 0:
                actions.draft_letter(letter, by=own.writer, at=at)

    return act


def latest(today: date, month: int, day: int) -> date:
    """The last time that this day came."""
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)
