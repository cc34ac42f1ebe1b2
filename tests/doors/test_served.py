"""The real server behind a proxy of ours: what it answers to a browser, and to bytes that are no request at all."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.database import begin_home
from tools.demo_server import COMMAND, PATIENCE, free_port, stop

HOST = "chungtay.example.org"
HEAD = f"Host: {HOST}\r\nConnection: close\r\n"
CLOSED = HEAD + "X-Forwarded-Proto: https\r\n"

OF_THE_HOUSE = {
    "content-security-policy", "x-content-type-options", "x-frame-options", "permissions-policy", "referrer-policy",
    "cross-origin-opener-policy", "cross-origin-resource-policy", "cache-control",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes


class Served:
    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, request: str, body: bytes = b"") -> Answer:
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            line.sendall(request.encode("latin1") + body)
            heard = b"".join(iter(lambda: line.recv(65536), b""))
        head, _, rest = heard.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin1").split("\r\n")
        pairs = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        cookies = [value for name, value in pairs if name == "set-cookie"]
        return Answer(int(first.split()[1]), dict(pairs), cookies, rest)

    def get(self, path: str, head: str = CLOSED) -> Answer:
        return self.ask(f"GET {path} HTTP/1.1\r\n{head}\r\n")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An empty home under a name of its own, told that one proxy stands before it."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    told = {"CHUNGTAY_HOME": str(home), "CHUNGTAY_HOSTS": HOST, "CHUNGTAY_PROXIES": "1", "DATABASE_URL": ""}
    environment = {**os.environ, **told}
    begin_home(home)
    subprocess.run([COMMAND, "migrate"], env=environment, check=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([COMMAND, "serve", "--port", str(port)], env=environment, **quiet)
    try:
        yield wait_for(Served(port), server)
    finally:
        stop(server)


def wait_for(found: Served, server: subprocess.Popen[bytes]) -> Served:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped before it served anything"
        try:
            found.get("/")
        except OSError:
            time.sleep(0.05)
        else:
            return found
    raise TimeoutError("nothing was served")


def test_over_https_every_cookie_belongs_to_this_host_and_is_read_by_no_script(served: Served) -> None:
    cookies = [*served.get("/sign-in/").cookies, *served.get("/language/lo/").cookies]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-csrftoken", "__Host-language"}
    for cookie in cookies:
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not any(part.startswith("domain") for part in parts)


def test_whoever_comes_by_http_is_sent_to_https(served: Served) -> None:
    answer = served.get("/sign-in/?next=/work/", HEAD)
    assert (answer.status, answer.headers["location"]) == (301, f"https://{HOST}/sign-in/?next=/work/")
    assert answer.cookies == []


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (f"Origin: https://{HOST}", 422),  # taken; name and password are wrong
        (f"Referer: https://{HOST}/sign-in/", 422),
        ("Origin: null", 403),
        ("Origin: https://evil.example", 403),
        (f"Origin: http://{HOST}", 403),
        ("Referer: https://evil.example/", 403),
        ("X: neither", 403),
    ],
)
def test_behind_a_proxy_a_form_is_taken_from_our_own_pages_only(
    served: Served, told: str, status: int
) -> None:
    page = served.get("/sign-in/")
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body.decode())[0]
    (cookie,) = (cookie.partition(";")[0] for cookie in page.cookies if "csrftoken" in cookie)
    form = f"csrfmiddlewaretoken={token}&username=somebody&password=something+long+enough"
    head = f"{CLOSED}Cookie: {cookie}\r\n{told}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    answer = served.ask(f"POST /sign-in/ HTTP/1.1\r\n{head}Content-Length: {len(form)}\r\n\r\n{form}")
    assert answer.status == status


@pytest.mark.parametrize(
    ("request_line", "head", "status"),
    [
        ("GET / HTTP/1.1", CLOSED, 200),
        ("GET / HTTP/1.1", HEAD, 301),
        ("GET / HTTP/1.1", "Host: evil.example\r\nConnection: close\r\n", 400),
        ("GET / HTTP/1.1", "Connection: close\r\n", 400),
        ("GET http://evil.example/ HTTP/1.1", CLOSED, 200),
        ("GET /nowhere/%ff%00 HTTP/1.1", CLOSED, 404),
        ("GET /static/js/adds-up.js HTTP/1.1", CLOSED, 200),
        ("GET /static/../settings.py HTTP/1.1", CLOSED, 404),
        ("GET /static/%2e%2e/%2e%2e/settings.py HTTP/1.1", CLOSED, 404),
        ("TRACE / HTTP/1.1", CLOSED, 405),
        ("BREW / HTTP/1.1", CLOSED, 403),
        ("OPTIONS * HTTP/1.1", CLOSED, 404),
        ("GET / HTTP/1.1", CLOSED + "Cookie: \xff=\xfe; __Host-sessionid=\xc3(\r\n", 200),
        ("POST /sign-in/ HTTP/1.1", CLOSED + "Content-Length: 0\r\n", 403),
    ],
)
def test_whatever_reaches_the_house_is_answered_with_its_headers(
    served: Served, request_line: str, head: str, status: int
) -> None:
    answer = served.ask(f"{request_line}\r\n{head}\r\n")
    assert (answer.status, OF_THE_HOUSE - set(answer.headers)) == (status, set())
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        ("GET\r\n\r\n", 400),
        ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 400),
        (f"GET /\x00 HTTP/1.1\r\n{CLOSED}\r\n", 400),
        (f"POST / HTTP/1.1\r\n{CLOSED}Content-Length: -4\r\n\r\n", 400),
        (f"GET /{'a' * 70_000} HTTP/1.1\r\n{CLOSED}\r\n", 414),
        (f"GET / HTTP/1.1\r\n{CLOSED}" + "X: 1\r\n" * 300 + "\r\n", 431),
    ],
)
def test_bytes_that_are_no_request_are_refused_by_the_server_itself_without_a_word(
    served: Served, request_text: str, status: int
) -> None:
    """The house is not asked, so its headers cannot be there; nor is there anything that they could protect."""
    answer = served.ask(request_text)
    assert (answer.status, answer.body, answer.cookies) == (status, b"", [])


SETTINGS = "from chungtay import settings as s; print(s.HTTPS, s.SESSION_COOKIE_NAME, s.PROXIES)"


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ({}, "False sessionid 0"),
        ({"CHUNGTAY_HOSTS": "localhost,127.0.0.1"}, "False sessionid 0"),
        ({"CHUNGTAY_HOSTS": "chungtay.example.org"}, "True __Host-sessionid 0"),
        ({"CHUNGTAY_HOSTS": "localhost,10.0.0.7"}, "True __Host-sessionid 0"),
        ({"CHUNGTAY_HOSTS": "10.0.0.7", "CHUNGTAY_HTTPS": "0"}, "False sessionid 0"),
        ({"CHUNGTAY_HTTPS": "1", "CHUNGTAY_PROXIES": "2"}, "True __Host-sessionid 2"),
    ],
)
def test_https_is_expected_wherever_others_can_come(
    tmp_path: Path, told: dict[str, str], printed: str
) -> None:
    environment = {**os.environ, "CHUNGTAY_HOME": str(tmp_path), **told}
    said = subprocess.run([sys.executable, "-c", SETTINGS], env=environment, capture_output=True, text=True)
    assert said.stdout.strip() == printed


def test_a_number_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "CHUNGTAY_HOME": str(tmp_path), "CHUNGTAY_PROXIES": "yes"}
    said = subprocess.run([COMMAND, "check"], env=environment, capture_output=True, text=True)
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert "CHUNGTAY_PROXIES is a whole number, not yes" in said.stderr
