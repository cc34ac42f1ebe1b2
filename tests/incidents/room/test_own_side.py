"""What a recipient does for her own side: lets a colleague in, searches, keeps a photo, takes a notice along."""

import subprocess
from pathlib import Path

from django.utils import timezone
from PIL import Image

from tests.incidents.room.conftest import Enter
from tools.demo_server import COMMAND

YEAR = timezone.localdate().year


def test_a_colleague_who_was_forgotten_is_let_in(enter: Enter) -> None:
    leader = enter("leader").arrive().unlock()
    leader.page.locator("#rows li").first.wait_for()
    assert leader.page.locator("#rows li", has_text=f"Notice 3 of {YEAR}").count() == 1
    enter("provincial").read("quiet").act("grant")
    leader.read("quiet")
    assert "P-3" in leader.text


def test_at_the_door_both_papers_are_asked_for_in_a_fold(enter: Enter) -> None:
    visit = enter("leader", width=360).arrive()
    fold, same = visit.page.locator("#compare"), "The paper shows this number"
    fold.locator("summary").click()
    assert visit.problems() == []
    for _ in range(2):
        fold.get_by_role("button", name=same).first.click()
    fold.wait_for(state="hidden")
    visit.arrive().unlock()
    visit.page.locator("#rows li").first.wait_for()
    assert fold.locator(".ask").count() == 0


def test_the_search_finds_in_memory_and_sends_nothing(enter: Enter) -> None:
    visit = enter("provincial").arrive().unlock()
    visit.page.locator("#open-all").click()
    visit.page.locator("#seek").wait_for()
    sent: list[str] = []
    visit.page.on("request", lambda request: sent.append(request.url))
    visit.page.locator("#sought").fill("LORRY blue")
    assert visit.page.locator("#rows a").all_inner_texts() == [f"Notice 2 of {YEAR}"]
    visit.page.locator("#sought").fill("18 to 29")
    assert visit.page.locator("#rows a").all_inner_texts() == [f"Notice 3 of {YEAR}"]
    assert sent == []
    assert "lorry" not in (visit.page.url + visit.page.title()).lower()


def test_a_downloaded_notice_opens_without_the_server(enter: Enter, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    Image.new("RGB", (64, 48), "red").save(picture)
    visit = enter("provincial").read("quiet")
    fold = visit.page.locator("details[data-name=photo]")
    fold.locator("summary").click()
    fold.locator("input").set_input_files(picture)
    fold.locator("button").click()
    photo = visit.page.locator(".thing__photo")
    photo.wait_for()
    assert str(photo.get_attribute("src")).startswith("blob:")

    # Without a network the message is sealed and waits; it goes when the line is back.
    visit.context.set_offline(True)
    visit.act("message", text="Written in the hills")
    visit.said.filter(has_text="until there is a network again").wait_for()
    visit.context.set_offline(False)
    visit.page.locator(".thing__words", has_text="Written in the hills").wait_for()
    visit.wrong[:] = [line for line in visit.wrong if "ERR_INTERNET_DISCONNECTED" not in line]

    with visit.page.expect_download() as coming:
        visit.page.get_by_role("button", name="Download, sealed").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.name == f"notice-3-{YEAR}.json" and "hills" not in file.read_text()
    words = visit.served.laid["passphrases"]["provincial"] + "\n"
    opening = [
        str(COMMAND),
        "open-notice",
        str(file),
        "--passphrase-stdin",
        "--photos",
        str(tmp_path / "photos"),
    ]
    told = subprocess.run(opening, input=words, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "P-3" in told.stdout and "Written in the hills" in told.stdout
    assert len(list((tmp_path / "photos").iterdir())) == 1
