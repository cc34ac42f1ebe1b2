"""A reader without an account writes to the office, follows the letter, and asks for news by mail."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from chungtay.actions.jobs import run_waiting
from chungtay.actions.jobs.asking import ask
from chungtay.actions.petitions import read_contact, take_step
from chungtay.actions.readers import new_stamp
from chungtay.models import ArticleCopy, Knock, Petition, Portal, Subscription
from chungtay.rules.messages import RuleBroken
from chungtay.rules.readers import ALL_AN_HOUR, LETTERS_AN_HOUR, Step
from tests.world import NOW, World

A_WHILE = timedelta(minutes=1)
Send = Callable[..., object]


@pytest.fixture
def portal(world: World, today: object) -> Portal:
    return Portal.objects.create(
        slug="union", name="Trang của Hội", holder_id=world.bodies["west"].pk, answer_days=15,
        answer_days_source="Decision 1", keep_contact_days=90,
    )  # fmt: skip


def form(**more: str) -> dict[str, str]:
    told = {"topic": "question", "text": "When is the next talk in Dogwood?", "contact": "0123 456 789"}
    return {"stamp": new_stamp(NOW - A_WHILE), **told, **more}


def read(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_a_letter_gets_a_number_a_day_and_an_address_at_which_its_answer_stands(
    client: Client, world: World, portal: Portal
) -> None:
    sent = client.post("/en/letters/", form())
    assert sent.status_code == 302
    letter = Petition.objects.get()
    assert (letter.number, letter.year, letter.due_on) == (1, 2026, NOW.date() + timedelta(days=15))
    assert "Nobody has taken it up yet" in read(client.get(sent["Location"]))
    take_step(letter, Step(act="take"), by=world.provincial, at=NOW)
    take_step(letter, Step(act="answer", words="On 3 April."), by=world.provincial, at=NOW)
    assert "On 3 April." in read(client.get(sent["Location"]))
    assert client.get("/en/letters/" + "a" * 43 + "/").status_code == 404


def test_the_same_form_sent_twice_is_one_letter(client: Client, portal: Portal) -> None:
    twice = form()
    first, second = client.post("/letters/", twice), client.post("/letters/", twice)
    assert first["Location"] == second["Location"] and Petition.objects.count() == 1


def test_a_form_needs_no_cookie_to_be_sent(portal: Portal, with_mails: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/letters/", form()).status_code == 302
    assert asked(browser).status_code == 302  # type: ignore[attr-defined]
    page = link_in(str(mail.outbox[0].body))
    assert browser.post(page + "ending/", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not browser.cookies


def test_no_reader_gets_a_cookie(client: Client, portal: Portal, settings: Any) -> None:
    settings.SENDS_MAILS = True
    for address in ("/letters/", "/lo/letters/", "/news-by-mail/", "/en/news-by-mail/"):
        assert client.get(address).status_code == 200
    client.post("/letters/", form())
    client.post("/letters/", form(text=""))
    assert not client.cookies


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": "short"}, "in a sentence at least"),
        ({"text": "a" * 5001}, "5001 letters"),
        ({"text": "buy " + "http://a.example " * 4}, "At most 3 links"),
        ({"topic": "nothing"}, "Choose what it is about"),
        ({"website": "http://spam.example"}, "too fast"),
        ({"stamp": "1.2.3"}, "not made by us"),
        ({"stamp": ""}, "not made by us"),
        ({"contact": "x" * 301}, "At most 300"),
    ],
)
def test_what_is_no_letter_is_refused_with_its_mend_and_stays_typed(
    client: Client, portal: Portal, sent: dict[str, str], says: str
) -> None:
    answer = client.post("/en/letters/", form(**sent))
    assert (answer.status_code, Petition.objects.count(), Knock.objects.count()) == (422, 0, 0)
    assert says in read(answer) and form(**sent)["text"] in read(answer)


@pytest.mark.parametrize(
    ("ago", "says"), [(timedelta(seconds=1), "too fast"), (timedelta(days=1), "too long")]
)
def test_a_form_is_sent_neither_at_once_nor_a_day_later(
    client: Client, portal: Portal, ago: timedelta, says: str
) -> None:
    assert says in read(client.post("/en/letters/", form(stamp=new_stamp(NOW - ago))))


def test_one_network_writes_a_few_letters_an_hour_and_leaves_no_address(
    client: Client, portal: Portal
) -> None:
    for _ in range(LETTERS_AN_HOUR):
        assert client.post("/letters/", form()).status_code == 302
    assert "Too many letters" in read(client.post("/en/letters/", form()))
    assert client.post("/letters/", form(), REMOTE_ADDR="203.0.113.9").status_code == 302
    assert not any("127.0.0.1" in knock.mark for knock in Knock.objects.all())
    Knock.objects.update(at=NOW - timedelta(hours=2))
    assert client.post("/letters/", form()).status_code == 302
    assert Knock.objects.count() == 1
    Knock.objects.bulk_create(Knock(mark=str(number), at=NOW) for number in range(ALL_AN_HOUR))
    assert client.post("/letters/", form(), REMOTE_ADDR="203.0.113.77").status_code == 422


def test_how_to_reach_who_wrote_rests_sealed_is_noted_when_read_and_goes_on_its_day(
    client: Client, world: World, portal: Portal
) -> None:
    client.post("/letters/", form())
    letter = Petition.objects.get()
    assert b"0123" not in bytes(letter.sealed_contact)
    assert read_contact(letter, why="To call back", by=world.provincial, at=NOW) == "0123 456 789"
    with pytest.raises(RuleBroken, match="does not allow"):
        read_contact(letter, why="To call back", by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="Write why"):
        read_contact(letter, why=" ", by=world.provincial, at=NOW)
    on_its_day = NOW + timedelta(days=90)
    ask("forget_readers", {}, by=None, at=on_its_day)
    run_waiting(on_its_day)
    letter.refresh_from_db()
    assert bytes(letter.sealed_contact) == b"" and letter.text


def test_a_site_that_takes_no_letters_says_so(client: Client, portal: Portal) -> None:
    Portal.objects.update(takes_letters=False)
    assert "takes no letters" in read(client.get("/en/letters/"))
    client.post("/letters/", form())
    assert not Petition.objects.exists()


# News by mail


def asked(client: Client, **more: str) -> object:
    sent = {"stamp": new_stamp(NOW - A_WHILE), "address": "Reader@Example.org", **more}
    return client.post("/en/news-by-mail/", sent)


def link_in(text: str) -> str:
    return re.findall(r"http://testserver(/\S+)", text)[-1]


def news(portal: Portal, *, title: str = "A visit", **more: object) -> ArticleCopy:
    told = {"story": portal.pk, "slug": "a-visit", "title": title, "author": "The office", **more}
    made = ArticleCopy.objects.create(
        body_html="", published_at=NOW + A_WHILE, renewed_at=NOW + A_WHILE, **told
    )
    made.portals.add(portal)
    return made


@pytest.fixture
def with_mails(settings: Any) -> None:
    settings.SENDS_MAILS = True


def test_news_come_only_after_the_address_itself_confirmed(
    client: Client, portal: Portal, with_mails: None
) -> None:
    asked(client)
    assert [sent.to for sent in mail.outbox] == [["Reader@example.org"]]
    assert b"xample" not in bytes(Subscription.objects.get().sealed_address)
    news(portal)
    tomorrow = NOW + timedelta(days=1)
    send(tomorrow)
    assert len(mail.outbox) == 1
    page = link_in(str(mail.outbox[0].body))
    assert "Confirm" in read(client.get(page))  # a program that opens links has confirmed nothing
    assert Subscription.objects.filter(confirmed_at=None).count() == 1
    client.post(page + "confirmation/")
    send(tomorrow)
    send(tomorrow + timedelta(hours=1))
    assert len(mail.outbox) == 2
    sent = mail.outbox[1]
    assert "A visit" in sent.body and "/en/news/a-visit/" in sent.body and "News" in sent.subject.title()
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    ends_at = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert client.post(ends_at, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()


def send(at: object) -> None:
    ask("send_news", {}, by=None, at=at)  # type: ignore[arg-type]
    run_waiting(at)  # type: ignore[arg-type]


def test_a_mail_is_in_the_language_in_which_it_was_asked_for(
    client: Client, portal: Portal, with_mails: None
) -> None:
    client.post("/lo/news-by-mail/", {"stamp": new_stamp(NOW - A_WHILE), "address": "a@example.org"})
    assert "ຢືນຢັນ" in mail.outbox[0].body and "/lo/news-by-mail/" in mail.outbox[0].body
    client.post(link_in(str(mail.outbox[0].body)) + "confirmation/")
    news(portal)
    news(portal, title="ຢ້ຽມຢາມ", slug="a-visit-lo", language="lo", is_main=False)
    send(NOW + timedelta(days=1))
    assert "ຢ້ຽມຢາມ" in mail.outbox[1].body and "A visit" not in mail.outbox[1].body


def test_what_is_answered_tells_nobody_who_is_on_the_list(
    client: Client, portal: Portal, with_mails: None
) -> None:
    first, second = asked(client), asked(client, address="reader@example.org")
    assert first["Location"] == second["Location"]  # type: ignore[index]
    assert (len(mail.outbox), Subscription.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "a@example.org\nBcc: b@example.org", "a b@example.org"]
)
def test_what_is_no_address_gets_no_mail(
    client: Client, portal: Portal, with_mails: None, address: str
) -> None:
    assert asked(client, address=address).status_code == 422  # type: ignore[attr-defined]
    assert mail.outbox == []


def test_what_nobody_confirms_is_forgotten(client: Client, portal: Portal, with_mails: None) -> None:
    asked(client)
    page = link_in(str(mail.outbox[0].body))
    Subscription.objects.update(asked_at=NOW - timedelta(days=8))
    assert client.post(page + "confirmation/").status_code == 404
    ask("forget_readers", {}, by=None, at=NOW)
    run_waiting(NOW)
    assert not Subscription.objects.exists()


def test_a_house_that_sends_no_mails_offers_none(client: Client, portal: Portal, settings: Any) -> None:
    settings.SENDS_MAILS = False
    assert "<form method" not in read(client.get("/en/news-by-mail/"))
    assert asked(client).status_code == 422  # type: ignore[attr-defined]
    assert not Subscription.objects.exists()
