"""A demo world in a throw-away home, served on a free port of this machine, and visitors who walk through it."""

import atexit
import html
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from django.urls import Resolver404, resolve

COMMAND = Path(sys.executable).with_name("chungtay")
PATIENCE = 90  # seconds until a served page must have come, on a busy machine too

TOKEN = r'name="csrfmiddlewaretoken" value="([^"]+)"'

# How the title of a demo post begins, by the role that it is entered for.
POSTS = {
    "commune": "Cán bộ Hội LHPN xã Đăk Plô",
    "province": "Chuyên viên tổng hợp Hội LHPN tỉnh Quảng Ngãi",
    "leader": "Chủ tịch Hội LHPN tỉnh Quảng Ngãi",
    "nation": "Chuyên viên Ban Tuyên giáo",
    "partner": "Cán bộ điều phối, Hội Phụ nữ tỉnh Attapư",
    "auditor": "Ủy viên Ủy ban Kiểm tra",
    "administrator": "Quản trị hệ thống",
}


@dataclass(frozen=True)
class Answer:
    status: int
    path: str  # where redirects ended
    media_type: str
    body: bytes


class Visitor:
    """Somebody at the door, without a browser: keeps cookies, may enter a post of the demo."""

    def __init__(self, address: str, language: str = "vi") -> None:
        self.address, self.cookies = address, CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies)).open
        self._language = language

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.address + path))

    def fill(self, path: str, form: Mapping[str, str], *, file: Path | None = None, at: str = "") -> str:
        """Open a page, then post what its form would (to another path where `at` says so)."""
        token = re.findall(TOKEN, self.get(path).body.decode())[0]
        return self.send(at or path, {"csrfmiddlewaretoken": token, **form}, file=file)

    def enter(self, post: str) -> "Visitor":
        """By the demo's open door: a role of `POSTS`, or words with which the title of a post begins."""
        begins = POSTS.get(post, post)
        door = self.get("/sign-in/").body.decode()
        for form in re.findall(r'<form method="post" action="/enter/.*?</form>', door, re.DOTALL):
            action, token, title = (
                html.unescape(re.findall(pattern, form)[0])
                for pattern in (r'action="([^"]+)"', TOKEN, r"<b>([^<]+)</b>")
            )
            if title.startswith(begins):
                self.send(action, {"csrfmiddlewaretoken": token})
                return self
        raise LookupError(f"the demo offers no post that begins with {begins!r}")

    def send(self, path: str, form: Mapping[str, str], *, file: Path | None = None) -> str:
        """Post a form, perhaps with a file, as a browser would; gives the path at which it ends."""
        parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in form.items()]
        if file:
            parts.append(f'name="file"; filename="{file.name}"\r\n\r\n'.encode() + file.read_bytes())
        between = b"between-the-parts"
        body = b"".join(
            b"--" + between + b"\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts
        )
        request = urllib.request.Request(self.address + path, body + b"--" + between + b"--\r\n")
        request.add_header("Content-Type", f"multipart/form-data; boundary={between.decode()}")
        answer = self._ask(request)
        assert answer.status == 200, f"{path} answered {answer.status} to {sorted(form)}"
        return answer.path

    def crawl(self, *, most: int = 4) -> dict[str, list[str]]:
        """Every page that links lead to, by the name of its address; at most so many of one name are opened."""
        found: dict[str, list[str]] = {}
        waiting = ["/", "/api/", "/work/" if len(self.cookies) else "/sign-in/"]
        seen = set(waiting)
        while waiting:
            path = waiting.pop(0)
            name = name_of(path)
            if name is None or len(found.get(name, [])) >= most:
                continue
            answer = self.get(path)
            if answer.media_type == "text/html":
                if answer.status == 200:
                    found.setdefault(name, []).append(path)
                links = re.findall(r'href="(/[^"#]*)', answer.body.decode())
                new = dict.fromkeys(link for link in map(html.unescape, links) if link not in seen)
                seen.update(new)
                waiting += new
        return found

    def _ask(self, request: urllib.request.Request) -> Answer:
        request.add_header("Accept-Language", self._language)
        try:
            with self._open(request, timeout=PATIENCE) as answer:
                return in_short(answer)
        except urllib.error.HTTPError as refused:
            return in_short(refused)


def in_short(answer: Any) -> Answer:
    path = urllib.parse.urlsplit(answer.url).path
    return Answer(answer.status, path, answer.headers.get_content_type(), answer.read())


def name_of(path: str) -> str | None:
    """The name of the address in `urls.py`; none for files, languages and whatever is no page."""
    try:
        name = resolve(path.split("?")[0]).view_name
    except Resolver404:
        return None
    return None if name in ("sheet", "language", "sign-out") else name


@dataclass(frozen=True)
class Demo:
    home: Path
    address: str
    environment: dict[str, str] = field(repr=False)

    def visitor(self, post: str = "") -> Visitor:
        visitor = Visitor(self.address)
        return visitor.enter(post) if post else visitor


@contextmanager
def demo_server(log: Path | None = None) -> Iterator[Demo]:
    """Serves a demo world in a home of its own, and takes both away afterwards. What the server says goes to `log`."""
    with tempfile.TemporaryDirectory(prefix="chungtay-demo-") as folder:
        home = shutil.copytree(laid_home(), Path(folder) / "home")
        environment = in_home(home)
        port = free_port()
        with log.open("wb") if log else nullcontext(subprocess.DEVNULL) as told:
            server = subprocess.Popen(
                [COMMAND, "serve", "--port", str(port)],
                env=environment,
                stdout=told,
                stderr=told if log else None,
            )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_served(server, address)
            yield Demo(home, address, environment)
        finally:
            stop(server)


@cache
def laid_home() -> Path:
    """A home in which the demo lies, never served itself: to lay it takes minutes, to copy it a moment."""
    home = Path(tempfile.mkdtemp(prefix="chungtay-laid-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    subprocess.run([COMMAND, "demo"], env=in_home(home), check=True, stdout=subprocess.DEVNULL)
    return home


def in_home(home: Path) -> dict[str, str]:
    return {**os.environ, "CHUNGTAY_HOME": str(home), "DATABASE_URL": ""}


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    server.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped before it served anything"
        try:
            Visitor(address).get("/")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(f"nothing was served at {address}")
