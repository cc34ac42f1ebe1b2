"""`chungtay open-notice`: a downloaded notice opens with six words and without a server."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from chungtay.doors.command import main
from chungtay.incidents.rules.keys.aloud import number_of
from chungtay.incidents.rules.sealed import items, lists, words, wrapped
from chungtay.incidents.rules.sealed.identities import card_of, made, make_identity, public_jwk, thumbprint
from chungtay.incidents.rules.sealed.letters import hashed

AT = "2026-03-20T14:10:00+07:00"
NOTICE = str(UUID(int=7))
PICTURE = b"\xff\xd8\xff a picture"
PASSPHRASE = words.make_passphrase()
PEOPLE = {name: make_identity() for name in ("anna", "bert", "mai", "ha")}
QUICK = wrapped.wrap([{**PEOPLE["anna"][use], "use": use} for use in ("enc", "sig")], PASSPHRASE, p2c=1)


def side_of(seat: str, name: str, *people: str) -> dict[str, Any]:
    signing, recovery = made("P-256"), make_identity()
    cards = [{"person": one, "enrolment": f"e-{one}", **card_of(PEOPLE[one])} for one in people]
    told = {"seat": seat, "at": AT, "recovery": recovery}
    first = lists.sign_list(signing, number=1, prev=None, cards=[], **told)
    second = lists.sign_list(signing, number=2, prev=hashed(first.rpartition(".")[0]), cards=cards, **told)
    key = {"number": 1, "signing": public_jwk(signing), "recovery": card_of(recovery), "succession": ""}
    return {"seat": seat, "name": name, "mine": False, "keys": [key], "lists": [first, second]}


def content(kind: str, side: str | None = None, **more: Any) -> dict[str, Any]:
    return {"v": 1, "kind": kind, "side": side, "at": AT, "seen": [], **more}


def sealed(
    position: int, by: str, payload: bytes | dict[str, Any], side: str | None = None, to: str = "anna bert"
) -> dict[str, Any]:
    held = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    iid, cards = str(UUID(int=position)), [card_of(PEOPLE[one]) for one in to.split()]
    item = items.seal(held, cards, PEOPLE[by], nid=NOTICE, iid=iid, iat=position)
    return {"iid": iid, "side": side, "position": position, "received_at": AT, **item}


def photo(side: str) -> bytes:
    head = json.dumps(content("photo", side)).encode()
    return len(head).to_bytes(4, "big") + head + PICTURE


def confirmed(sender: str, by: str | None) -> dict[str, Any]:
    card = card_of(PEOPLE[sender])
    said = lists.sign_confirmation(PEOPLE[by]["sig"], person=sender, card=card, iat=1) if by else ""
    return {"person": sender, "title": f"Officer {sender}", "card": card, "confirmation": said}


SIDES = [side_of("w", "West", "anna"), side_of("e", "East", "bert")]


@pytest.fixture
def bundle() -> dict[str, Any]:
    """Ha, who has no enrolment, began it; it crossed; Bert answered."""
    told = [
        sealed(1, "ha", content("notice", "w", fields={"type": "trafficking", "band": "16-17"}), "w", "anna"),
        sealed(2, "anna", photo("w"), "w", "anna"),
        sealed(3, "anna", content("notice", None, fields={"type": "trafficking"})),
        sealed(4, "bert", content("message", None, text="chúng tôi đã nhận\nພວກເຮົາໄດ້ຮັບ")),
        sealed(5, "bert", content("message", "e", text="not for Anna"), "e", "bert"),
    ]
    return {
        "format": "chungtay-notice-1", "notice": NOTICE, "number": 7, "year": 2026, "agreement": "Oak - Elm",
        "items": told, "sides": SIDES, "senders": [confirmed("ha", None)], "wrapped": QUICK,
    }  # fmt: skip


class Asked:
    """The command as a person asks it, with her passphrase on stdin."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys

    def __call__(self, bundle: object, *more: str, said: str = PASSPHRASE) -> tuple[int, str, str]:
        file = self.folder / "notice.json"
        file.write_text(bundle if isinstance(bundle, str) else json.dumps(bundle))
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(f"{said}\n"))
        status = main(["open-notice", str(file), "--passphrase-stdin", *more])
        told = self.capsys.readouterr()
        return status, told.out, told.err


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asked:
    monkeypatch.setattr(wrapped, "FEWEST_ROUNDS", 1)  # 600,000 rounds a question would take minutes
    return Asked(tmp_path, monkeypatch, capsys)


def test_a_notice_is_read_without_any_server(ask: Asked, bundle: dict[str, Any]) -> None:
    status, out, err = ask(bundle)
    assert (status, err) == (0, "")
    assert out.startswith("Notice 7 of 2026, Oak - Elm\n")
    for side in SIDES:
        assert f"key of {side['name']}: {number_of(thumbprint(side['keys'][0]['signing']))}" in out
    assert "1. notice (own file of West) by Officer ha, without enrolment - nobody has confirmed" in out
    assert "fields.type: trafficking" in out and "fields.band: 16-17" in out
    assert "4. message (between both sides) by bert, East written 2026-03-20T14:10:00+07:00" in out
    assert "chúng tôi đã nhận\n    ພວກເຮົາໄດ້ຮັບ" in out
    assert "5. item (own file of East)" in out and "Sealed to others" in out and "not for Anna" not in out
    assert f"A photo of {len(PICTURE)} bytes; name a folder" in out


def test_it_needs_neither_django_nor_a_home(tmp_path: Path, bundle: dict[str, Any]) -> None:
    file = tmp_path / "notice.json"
    bundle["wrapped"] = wrapped.wrap_identity(PEOPLE["anna"], PASSPHRASE)
    file.write_text(json.dumps(bundle))
    code = (
        "import sys; from chungtay.doors.command import main; "
        f"status = main(['open-notice', {str(file)!r}, '--passphrase-stdin']); "
        "assert 'django' not in sys.modules; sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=PASSPHRASE, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3],
        env={"PATH": "", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "Notice 7 of 2026" in done.stdout


def test_a_photo_is_never_written_over_another_file(
    ask: Asked, bundle: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    status, out, _ = ask(bundle, "--photos", str(folder))
    assert status == 0 and "photo: " in out
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [("notice-7-2026-2.jpg", PICTURE)]
    status, _, err = ask(bundle, "--photos", str(folder))
    assert status == 2 and "cannot be written: File exists" in err


def test_a_sender_counts_as_confirmed_only_when_a_recipient_vouches(
    ask: Asked, bundle: dict[str, Any]
) -> None:
    bundle["senders"] = [confirmed("ha", "anna")]
    assert "nobody has confirmed" not in ask(bundle)[1]
    stranger = make_identity()
    for jws in (
        lists.sign_confirmation(stranger["sig"], person="ha", card=PEOPLE["ha"], iat=1),
        lists.sign_confirmation(PEOPLE["anna"]["sig"], person="mai", card=PEOPLE["ha"], iat=1),
        lists.sign_confirmation(PEOPLE["anna"]["sig"], person="ha", card=PEOPLE["mai"], iat=1),
        "a.b.c",
    ):
        bundle["senders"][0]["confirmation"] = jws
        assert "nobody has confirmed" in ask(bundle)[1]


def test_passphrases_are_forgiven_their_form_and_nothing_else(ask: Asked, bundle: dict[str, Any]) -> None:
    assert ask(bundle, said=f"  {PASSPHRASE.upper().replace(' ', '-')}")[0] == 0
    told = {
        "": "A passphrase is needed",
        "lusab babad": "A passphrase has six words; these are 2.",
        "lúab babad": "is none of our words",
        words.make_passphrase(): "not those of this key",
        " ".join([*PASSPHRASE.split()[:5], "zuzuz"]): "do not fit together",
    }
    for said, sentence in told.items():
        status, out, err = ask(bundle, said=said)
        assert status == 2 and sentence in err and out == "" and err.startswith("chungtay: ")


def test_one_changed_item_is_named_and_the_others_are_read(ask: Asked, bundle: dict[str, Any]) -> None:
    tag = bundle["items"][2]["jwe"]["tag"]
    bundle["items"][2]["jwe"]["tag"] = ("B" if tag[0] == "A" else "A") + tag[1:]
    status, out, err = ask(bundle)
    assert (status, err) == (1, "chungtay: item 3 cannot be believed: signed for other content.\n")
    assert "chúng tôi đã nhận" in out


def test_an_item_cannot_be_moved(ask: Asked, bundle: dict[str, Any]) -> None:
    third, fourth = bundle["items"][2:4]
    third["iid"], fourth["iid"] = fourth["iid"], third["iid"]
    assert ask(bundle)[2].count("sealed for another notice or item") == 2
    third["iid"], fourth["iid"] = fourth["iid"], third["iid"]
    bundle["items"][0]["side"] = None  # a server shows Anna's own file as if it had crossed
    status, _, err = ask(bundle)
    assert status == 1 and "item 1 cannot be believed: it lies in the file of another side" in err


def test_words_in_a_notice_cannot_move_the_readers_cursor(ask: Asked, bundle: dict[str, Any]) -> None:
    evil = "\x1b[2J\x1b]0;title\x07 \u202eneddih \r gone"
    bundle["agreement"] = evil
    bundle["items"].append(sealed(6, "bert", content("message", None, text=evil)))
    out = ask(bundle)[1]
    assert out.count("\\u001b[2J\\u001b]0;title\\u0007 \\u202eneddih \\u000d gone") == 2
    assert not {"\x1b", "\x07", "\u202e", "\r"} & set(out)


def test_what_is_no_content_is_said(ask: Asked, bundle: dict[str, Any]) -> None:
    for payload in (b"", b"{", b"[]", b"\0\0\0\2{}", b"\xff" * 9, b"{}"):
        bundle["items"] = [sealed(1, "anna", payload)]
        status, _, err = ask(bundle)
        assert status == 1 and "not a content of Chung Tay" in err


def test_keys_that_are_not_a_sides_are_refused(ask: Asked, bundle: dict[str, Any]) -> None:
    west = bundle["sides"][0]
    bundle["sides"] = [{**west, "lists": west["lists"][:1] + SIDES[1]["lists"][1:]}, bundle["sides"][1]]
    status, out, err = ask(bundle)
    assert (status, out) == (2, "")
    assert err == "chungtay: The keys of West in this file cannot be believed (unsigned).\n"


def test_a_sender_cannot_take_a_recipients_place(ask: Asked, bundle: dict[str, Any]) -> None:
    taken = {"enc": card_of(PEOPLE["mai"])["enc"], "sig": card_of(PEOPLE["bert"])["sig"]}
    bundle["senders"].append({"person": "x", "title": "Somebody else", "card": taken, "confirmation": ""})
    assert "by bert, East" in ask(bundle)[1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not JSON"), ("[" * 100_000, "not JSON"), ("[]", "no notice"), ('{"format": "other"}', "no notice"),
        ('{"format": "chungtay-notice-1"}', "it lacks: notice, number, year"),
    ],
)  # fmt: skip
def test_another_file_is_refused_in_a_sentence(ask: Asked, text: str, sentence: str) -> None:
    status, out, err = ask(text)
    assert status == 2 and sentence in err and out == "" and "Traceback" not in err


@pytest.mark.parametrize("name", ["number", "year", "items", "sides", "senders", "wrapped"])
@pytest.mark.parametrize("strange", [None, 7, "x", [7], [{}], {"a": 1}])
def test_a_damaged_file_is_refused_in_a_sentence(
    ask: Asked, bundle: dict[str, Any], name: str, strange: object
) -> None:
    bundle[name] = strange
    status, _, err = ask(bundle)
    expected = {("number", 7), ("year", 7)}
    if isinstance(strange, int) and (name, strange) in expected:
        assert status == 0
    else:
        assert status == 2 and "Traceback" not in err and "Download the notice again" in err


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["open-notice", str(tmp_path / "none.json"), "--passphrase-stdin"]) == 2
    assert "none.json cannot be read: No such file or directory." in capsys.readouterr().err
