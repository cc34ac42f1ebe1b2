"""A notice lives its whole life on three telephones, in Vietnamese and Lao; afterwards its words are nowhere else."""

import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import SystemRandom
from urllib.parse import urlsplit

import pytest
from django.utils.translation import gettext, override
from PIL import Image
from playwright.sync_api import Browser, Page, Request

from tests.incidents.canaries import found_in, found_under
from tests.incidents.served import Served, served_home
from tools.chromium import CHROMIUM, chromium
from tools.demo_server import COMMAND, in_home

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROOM = "/notices/oak-elm/room/"
LEAST = {
    "danger": "yes", "signs": "trafficking", "sex": "female", "band": "under_16", "nationality": "la",
    "consent_by": "guardian",
}  # fmt: skip


def canary() -> str:
    """A word that nobody else writes, drawn anew each time; of letters only, so that it stands the same everywhere."""
    return "zq" + "".join(SystemRandom().choices(LETTERS, k=22))


@pytest.fixture(scope="module")
def served(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with served_home(tmp_path_factory.mktemp("life"), "tests.incidents.room.laid") as home:
        yield home


@pytest.fixture
def browser(served: Served) -> Iterator[Browser]:
    with chromium() as running:
        yield running


class Telephone:
    """In one person's hand: what it told the server, and what went wrong on it."""

    def __init__(self, browser: Browser, served: Served, name: str, language: str) -> None:
        self.name, self.served, self.asked, self.wrong = name, served, list[Request](), list[str]()
        context = browser.new_context(
            viewport={"width": 360, "height": 780}, locale=language, base_url=served.address
        )
        kept = served.laid["cookies"][name].items()
        context.add_cookies([{"name": key, "value": value, "url": served.address} for key, value in kept])
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("request", lambda one: self.asked.append(one))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def write(self, words: str, photo: bytes) -> None:
        """A first notice, by somebody without a key."""
        self.page.goto("/notices/oak-elm/new/")
        self.page.locator("#ready:not(.state--waiting)").wait_for()
        for field, code in LEAST.items():
            self.page.locator(f"[data-field={field}] input[value='{code}']").check()
        self.page.locator("#ask-words").fill(words)
        self.page.locator("#ask-photo").set_input_files(
            {"name": f"{words}.jpg", "mimeType": "image/jpeg", "buffer": photo}
        )
        self.page.locator("#photos li").first.wait_for()
        self.page.locator("#send").click()
        self.page.locator("#after h2").first.wait_for()

    def read(self, which: str) -> None:
        """Unlock the room at one notice."""
        self.page.goto("about:blank")
        self.page.goto(f"{ROOM}#{which}")
        self.page.locator("#passphrase").fill(self.served.laid["passphrases"][self.name])
        self.page.locator("#door-form button").click()
        self.page.locator("#notice article").first.wait_for()

    def act(self, name: str, **told: str) -> None:
        """One of the room's folded forms: open, fill, send, and wait until it was taken."""
        fold = self.page.locator(f"details[data-name={name}]")
        fold.locator("summary").click()
        for field, value in told.items():
            place = fold.locator(f"[data-in={field}]")
            is_list = place.evaluate("one => one.tagName") == "SELECT"
            place.select_option(value) if is_list else place.fill(value)
        fold.locator("button").last.click()
        self.page.locator("#said").filter(has_text=".").wait_for()

    def said(self) -> bytes:
        """Everything that it told the server: addresses, headers, bodies."""
        return b"\n".join(
            f"{one.url} {one.headers}".encode() + (one.post_data_buffer or b"") for one in self.asked
        )

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()


def photographed(words: str) -> bytes:
    """A photo that carries words where cameras write theirs, and of which every point is drawn by chance."""
    drawn = Image.frombytes("RGB", (300, 200), SystemRandom().randbytes(300 * 200 * 3))
    marks = drawn.getexif()
    marks[0x010E] = words  # ImageDescription
    content = BytesIO()
    drawn.save(content, "JPEG", exif=marks, comment=words.encode())
    return content.getvalue()


def newest(served: Served) -> str:
    """The notice that was begun last, as the database names it."""
    with sqlite3.connect(f"file:{served.home}/chungtay.sqlite3?mode=ro", uri=True) as read:
        [key] = read.execute("select id from incidents_notice order by begun_at desc limit 1").fetchone()
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def write_out(served: Served, into: Path) -> None:
    """Every value of every table: in the database's own file a long one is cut into pages."""
    with sqlite3.connect(served.home / "chungtay.sqlite3") as read, into.open("wb") as file:
        tables = [name for [name] in read.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            for row in read.execute(f'select * from "{table}"'):
                file.writelines((one if isinstance(one, bytes) else str(one).encode()) + b"\n" for one in row)


def test_the_words_of_a_notice_are_on_the_telephones_and_nowhere_else(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    first, ours_said, theirs_said, inner, done, photo = words = [canary() for _ in range(6)]
    officer, ours, theirs = (
        Telephone(browser, served, name, language)
        for name, language in (("officer", "vi"), ("provincial", "vi"), ("partner", "lo"))
    )
    officer.write(f"Nghe được ở chợ: {first}", photographed(photo))
    which = newest(served)
    assert first not in officer.text, "nothing of it is left on her telephone"

    ours.read(which)
    assert first in ours.text
    ours.act("pass")
    ours.act("message", text=f"Đã đón em về trạm y tế {ours_said}")

    theirs.read(which)
    assert ours_said in theirs.text and first not in theirs.text, "her own words do not cross"
    with override("lo"):
        acknowledge = gettext("We have it and act")
    theirs.page.get_by_role("button", name=acknowledge).click()
    theirs.page.locator("#said").filter(has_text=".").wait_for()
    theirs.act("message", text=f"ພວກເຮົາໄປຮັບ {theirs_said}")
    theirs.act("action", what=f"ພາໄປໂຮງໝໍ {inner}")
    theirs.act("close", outcome="home")

    ours.read(which)
    assert theirs_said in ours.text and inner in ours.text
    ours.act("message", text=f"Cảm ơn {done}")
    ours.act("close", outcome="home")

    # What is searched here is there to be found: the very same search finds the number that the server gave.
    shutil.copytree(served.home, tmp_path / "home")
    write_out(served, tmp_path / "tables")
    shutil.copy(served.log, tmp_path / "log")
    exported = subprocess.run([COMMAND, "check"], env=in_home(served.home), capture_output=True, check=False)
    (tmp_path / "check").write_bytes(exported.stdout + exported.stderr)
    assert found_under(tmp_path, words) == {}
    assert found_under(tmp_path, ["oak-elm"]).keys() >= {"home/chungtay.sqlite3", "tables"}
    for telephone in (officer, ours, theirs):
        assert found_in(telephone.said(), words) == set()
        assert telephone.wrong == []
        hosts = {urlsplit(one.url).netloc for one in telephone.asked if one.url.startswith("http")}
        assert hosts == {urlsplit(served.address).netloc}


def test_the_search_would_find_them_if_they_were_kept(tmp_path: Path, served: Served) -> None:
    """The same search, over a home into which somebody wrote one word, packed."""
    home, word = shutil.copytree(served.home, tmp_path / "home"), canary()
    # Closed, or the word would lie in the log beside the database only.
    with closing(sqlite3.connect(home / "chungtay.sqlite3")) as written, written:
        written.execute("create table leak (kept blob)")
        written.execute("insert into leak values (?)", [zlib.compress(f"so {word} was kept".encode())])
    assert found_under(tmp_path, [word]) == {"home/chungtay.sqlite3": {word}}
