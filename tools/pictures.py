"""Takes a picture of every page and every paper of the demo, to be looked at, into `pictures/`.

    python -m tools.pictures                                  everything
    python -m tools.pictures --page report --language lo      only this
    python -m tools.pictures --list                           what pages there are

Pages are those that links lead to, for each role. Errors of the browser, requests that failed and pages that scroll
sideways are told and make the exit status 1.
"""

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from struct import pack
from typing import Any, Literal
from urllib.parse import urlsplit

# Before Django reads its settings: this process only needs the names of the addresses.
os.environ["CHUNGTAY_HOME"] = tempfile.mkdtemp(prefix="chungtay-pictures-")
os.environ["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"

import django
import pypdfium2
from django.urls import resolve
from playwright.sync_api import Page as Tab

from tools.chromium import CHROMIUM, Look, chromium, tab_of
from tools.demo_server import Demo, demo_server
from tools.drafts import PROVINCE, begin_agreement, begin_amendment, begin_next_year, load_places

django.setup()

ROOT = Path(__file__).parents[1]
OUT = ROOT / "pictures"
FIRST = "vi"  # needs no word in a public address
AT_ONCE = 2
A4_WIDTH = 794  # CSS pixels, as pictures of paper are drawn

ROLES = ("", "leader", "province", "commune", "partner")  # who may do most comes first
# Other pages are taken for the first role that reaches them.
OWN_TO_EACH_ROLE = {"work", "programme", "report", "plan", "plan-drawing", "signing", "task"}
SEVERAL = {
    "report": 2,
    "review": 3,
    "paper": 8,
    "paper-writing": 2,
    "reading": 2,
    "figure": 3,
    "programme": 2,
    "article": 2,
    "plan": 2,
    "version": 2,
    "plan-next-year": 2,
    "place": 3,
}
PRINTED = {
    "programme",
    "report",
    "review",
    "figure",
    "plan",
    "plan-timeline",
    "version-difference",
    "article",
    "place",
}
# What no link leads to in this state, for the first role that reaches it.
BESIDES = {"place": [PROVINCE]}


@dataclass(frozen=True)
class Page:
    name: str
    role: str
    number: int
    path: str

    @property
    def label(self) -> str:
        return "-".join(filter(None, (self.name, self.role, str(self.number) if self.number else "")))

    def in_language(self, language: str) -> str:
        """Public pages say their language in the address; for whoever signed in it is a choice that is kept."""
        public = resolve(urlsplit(self.path).path).kwargs.get("language") == FIRST
        return f"/{language}{self.path}" if public and language != FIRST else self.path


LOOKS = [Look(language, width) for language in ("vi", "lo", "en") for width in (360, 1280)]
LOOKS += [Look("vi", 1280, "dark"), Look("lo", 360, "dark")]


def main() -> int:
    asked = arguments().parse_args()
    if CHROMIUM is None:
        sys.exit("Chromium is not installed.")
    with demo_server() as demo:
        prepare(demo)
        pages = [page for page in pages_of(demo) if not asked.page or page.name in asked.page]
        if asked.list:
            sys.stdout.writelines(f"{page.label:32}{page.path}\n" for page in pages)
            return 0
        shutil.rmtree(OUT, ignore_errors=True)
        looks = [
            look
            for look in LOOKS
            if look.language in (asked.language or (look.language,))
            and look.width in (asked.width or (look.width,))
        ]
        with ThreadPoolExecutor(AT_ONCE) as crew:
            told = [
                line for lines in crew.map(lambda look: shoot(demo, pages, look), looks) for line in lines
            ]
        if not asked.page:
            take_papers(demo, pages)
    shutil.rmtree(os.environ["CHUNGTAY_HOME"], ignore_errors=True)
    write_index()
    sys.stdout.writelines(f"{line}\n" for line in told)
    sys.stdout.write(f"{len(list(OUT.rglob('*.png')))} pictures: {OUT / 'index.html'}\n")
    return 1 if told else 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.pictures", description="Take pictures of every page."
    )
    parser.add_argument("--page", action="append", help="only addresses of this name; may be repeated")
    parser.add_argument("--language", action="append", choices=("vi", "lo", "en"))
    parser.add_argument("--width", action="append", type=int, choices=(360, 1280))
    parser.add_argument("--list", action="store_true", help="say what pages there are, and stop")
    return parser


def prepare(demo: Demo) -> None:
    """What a demo does not hold from the start: papers just taken in, a review as draft and one frozen, texts begun."""
    province, leader = demo.visitor("province"), demo.visitor("leader")
    for example in ("plan-2026.docx", "news-signing.txt"):
        province.fill("/readings/", {}, file=ROOT / "examples" / example)
    for title in ("Tổng kết giai đoạn 2019–2024", "Dự thảo tổng kết"):
        window = {"kind": "final", "title": title, "first_on": "01/01/2019", "last_on": "31/12/2024"}
        review = leader.fill("/programmes/kontum-attapeu/reviews/new/", window)
        if not title.startswith("Dự"):
            leader.fill(review, {}, at=f"{review}freezing/")
    begin_agreement(leader)
    begin_amendment(leader)
    begin_next_year(leader)
    load_places(demo)


def pages_of(demo: Demo) -> list[Page]:
    """One or a few pages of each name, and those that look different to each role for each."""
    pages: list[Page] = []
    for role in ROLES:
        for name, paths in sorted(demo.visitor(role).crawl(most=max(SEVERAL.values())).items()):
            taken = [] if name in OWN_TO_EACH_ROLE else [page.path for page in pages if page.name == name]
            new = [path for path in paths if path not in taken][: SEVERAL.get(name, 1) - len(taken)]
            pages += [Page(name, role, number, path) for number, path in enumerate(new, len(taken))]
    return pages + [Page(name, "leader", 9, path) for name, paths in BESIDES.items() for path in paths]


def shoot(demo: Demo, pages: Sequence[Page], look: Look) -> list[str]:
    """Pictures of all pages in one look; gives what was wrong with them."""
    told: list[str] = []
    with chromium() as browser:
        for role in ROLES:
            own = [page for page in pages if page.role == role]
            if own:
                tab, wrong = tab_of(browser, demo.visitor(role), look)
                for page in own:
                    wrong.clear()
                    told += [
                        f"{page.label} {look}: {what}" for what in [*shoot_page(tab, page, look), *wrong]
                    ]
                tab.context.close()
    return told


def shoot_page(tab: Tab, page: Page, look: Look) -> list[str]:
    tab.set_viewport_size({"width": look.width, "height": 800})
    # The annex is shown by its scripts, which ask for keys first.
    shown: Literal["load", "networkidle"] = "networkidle" if page.name.startswith("notice") else "load"
    answer = tab.goto(page.in_language(look.language), wait_until=shown)
    # As tall as the page: else what sticks to the edge of the window would lie across the middle of the picture.
    tall = tab.evaluate("document.documentElement.scrollHeight")
    tab.set_viewport_size({"width": look.width, "height": max(800, tall)})
    tab.screenshot(path=place(page.name, f"{page.label}-{look}.png"))
    if page.name in PRINTED and look == LOOKS[1]:
        print_page(tab, page)
    wide = tab.evaluate("document.documentElement.scrollWidth")
    sideways = [f"scrolls sideways, {wide} px wide"] if wide > look.width else []
    refused = [] if answer and answer.ok else [f"answered {answer.status if answer else 'nothing'}"]
    return sideways + refused


def print_page(tab: Tab, page: Page) -> None:
    """As it comes out of a printer; by day, whatever the screen shows."""
    draw_pdf(tab.pdf(format="A4", print_background=True), place("printed", page.label))


def take_papers(demo: Demo, pages: Iterable[Page]) -> None:
    """Every paper of the house, page by page; the DOCX as LibreOffice lays it out, where it is installed."""
    visitors = {role: demo.visitor(role) for role in ROLES}
    for page in [page for page in pages if page.name in ("review", "paper")]:
        get = visitors[page.role].get
        tongues = ("vi", "lo", "en") if page.name == "review" else ("",)  # a paper is written in one
        for tongue in tongues:
            asked, label = (f"?language={tongue}", f"{page.label}-{tongue}") if tongue else ("", page.label)
            pdf = get(f"{page.path}paper.pdf{asked}")
            if pdf.status != 200:
                continue  # it was entered into the book, and only its scan is here
            draw_pdf(pdf.body, place("papers", f"{label}-pdf"))
            if shutil.which("soffice"):
                docx = get(f"{page.path}paper.docx{asked}").body
                draw_pdf(laid_out(docx), place("papers", f"{label}-docx"))


def laid_out(docx: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.docx").write_bytes(docx)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*command, "paper.docx"], cwd=folder, check=True, capture_output=True)
        return (Path(folder) / "paper.pdf").read_bytes()


def draw_pdf(pdf: bytes, start: Path) -> None:
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        pixels = page.render(scale=A4_WIDTH / page.get_width(), rev_byteorder=True).to_numpy()
        Path(f"{start}-sheet{number}.png").write_bytes(png_of(pixels))


def png_of(pixels: Any) -> bytes:
    """A PNG of rows of RGB bytes (RFC 2083), since no library for pictures is at hand."""
    height, width, channels = pixels.shape
    assert channels == 3, "pages are drawn without transparency"
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def place(folder: str, name: str) -> Path:
    (OUT / folder).mkdir(parents=True, exist_ok=True)
    return OUT / folder / name


STYLE = "body{font:14px sans-serif;margin:2rem}figure{display:inline-block;vertical-align:top;margin:0 1rem 1rem 0}"
STYLE += "img{width:300px;border:1px solid #999}figcaption{width:300px;overflow-wrap:anywhere}"


def write_index() -> None:
    """One page with all pictures side by side, folder after folder."""
    OUT.mkdir(exist_ok=True)
    (OUT / "index.html").write_text("\n".join(index()))


def index() -> Iterator[str]:
    yield f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{STYLE}</style>'
    for folder in sorted(path for path in OUT.iterdir() if path.is_dir()):
        yield f"<h2>{html.escape(folder.name)}</h2>"
        for picture in sorted(folder.glob("*.png"), key=lambda path: in_order(path.stem)):
            address = f"{folder.name}/{picture.name}"
            caption = html.escape(picture.stem)
            image = f'<img loading="lazy" src="{address}" alt="{caption}">'
            yield f'<figure><a href="{address}">{image}</a><figcaption>{caption}</figcaption></figure>'


def in_order(name: str) -> list[tuple[int, str]]:
    """Page 10 after page 9."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


if __name__ == "__main__":
    sys.exit(main())
