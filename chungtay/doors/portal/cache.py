"""Keeps public pages as they were last made, in the memory of the process, for as long as nothing public changed.

Every change of what is public makes the next edition (`Edition.next()`), in its own transaction. A page is kept with
the edition that was asked for before it was made, and is given out only while that is still the edition: so what was
withdrawn is gone with the next request, in every process. Pages also age, since they show how often they were read and
which day it is. Who has signed in gets every page made anew.
"""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from chungtay.models.published import Edition
from chungtay.rules.published.views import Asked, is_read

from .counting import READINGS

LASTS = 60  # seconds; so long may a number of readers lag behind
LONGEST, LONGEST_QUERY = (
    100,
    1_000,
)  # letters of a parameter, of all together; longer ones are answered, not kept
FREE = {"words", "name"}  # parameters in which readers write what they look for: there is no end of them
LARGEST = 2**20  # bytes of a page or file that is kept; larger ones would drive out everything else
NOT_KEPT = {"Set-Cookie", "Content-Length", "Content-Encoding", "Vary", "ETag"}

Where = tuple[bool, str, str]  # whether by https, host, path


@dataclass
class Public:
    """What a public page says of itself while it is made; `request.public` of every public page."""

    edition: int
    reads: tuple[str, ...] = ()  # the parameters that it knows
    body: bytes | None = None  # before it is packed for the line; None: it is no page to keep
    story: UUID | None = None  # what is counted as read
    portal: UUID | None = None


class Key(NamedTuple):
    where: Where
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kept:
    """A page as it goes out, plain and packed."""

    public: Public
    until: float
    headers: dict[str, str]
    plain: bytes
    packed: bytes = field(repr=False)  # empty where nothing is won by it: pictures, small texts
    etag: str

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        packs = bool(self.packed) and "gzip" in request.headers.get("Accept-Encoding", "")
        body = self.packed if packs else self.plain
        whole = HttpResponse(b"" if request.method == "HEAD" else body, headers=self.headers)
        whole.headers["Vary"] = "Accept-Encoding, Cookie"
        whole.headers["ETag"] = self.etag
        whole.headers["Content-Length"] = str(len(body))
        if packs:
            whole.headers["Content-Encoding"] = "gzip"
        return get_conditional_response(request, etag=self.etag, response=whole) or whole

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed) + 2_000


class Pages:
    """The pages that this process keeps, those asked for last at the end."""

    def __init__(self) -> None:
        self.size, self.lock = 0, Lock()
        self.kept: OrderedDict[Key, Kept] = OrderedDict()
        self.reads: OrderedDict[Where, tuple[str, ...]] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, key: Key, page: Kept) -> None:
        with self.lock:
            self.drop(key)
            self.kept[key], self.size = page, self.size + page.size
            self.reads[key.where] = page.public.reads
            self.reads.move_to_end(key.where)
            while self.size > settings.KEPT_PAGES:
                self.drop(next(iter(self.kept)))
            while len(self.reads) > len(self.kept):
                self.reads.popitem(last=False)

    def drop(self, key: Key) -> None:
        gone = self.kept.pop(key, None)
        self.size -= gone.size if gone else 0

    def clear(self) -> None:
        with self.lock:
            self.kept.clear()
            self.reads.clear()
            self.size = 0


PAGES = Pages()


class PublicPagesMiddleware:
    """Outermost, so that a kept page costs nothing but one question to the database; counts who reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        page = None if is_staff(request) else kept_for(request)
        if page:
            return counted(request, page.public, page.answer(request))
        answer = self.get_response(request)
        public: Public | None = getattr(request, "public", None)
        if public is None:
            return answer
        if not is_staff(request) and is_kept(answer, public):
            key = key_of(request, public.reads)
            if key is not None:
                page = kept(answer, public)
                PAGES.put(key, page)
                answer = page.answer(request)
        return counted(request, public, answer)


def is_staff(request: HttpRequest) -> bool:
    """Readers are given no cookie of ours; who carries one came in by the other door."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def kept_for(request: HttpRequest) -> Kept | None:
    if request.method not in ("GET", "HEAD"):
        return None
    try:
        where = where_of(request)
    except DisallowedHost:
        return None  # is refused further in, in the house's own words
    if where not in PAGES.reads:
        return None
    key = key_of(request, PAGES.reads.get(where, ()))
    page = PAGES.get(key) if key else None
    if page is None or time.monotonic() > page.until or page.public.edition != Edition.current():
        return None
    return page


def where_of(request: HttpRequest) -> Where:
    return request.is_secure(), request.get_host(), request.path


def key_of(request: HttpRequest, reads: tuple[str, ...]) -> Key | None:
    """None where the page is not kept: it is asked for in words that may have no end."""
    if not reads:
        return Key(where_of(request), ())
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return None
    asked = tuple((name, request.GET[name]) for name in reads if name in request.GET)
    if any(len(value) > LONGEST or (value and name in FREE) for name, value in asked):
        return None
    return Key(where_of(request), asked)


def is_kept(answer: HttpResponseBase, public: Public) -> bool:
    whole = public.body is not None and len(public.body) <= LARGEST
    return answer.status_code == 200 and whole and not answer.cookies


def kept(answer: HttpResponseBase, public: Public) -> Kept:
    plain = public.body or b""
    packed = gzip.compress(plain, 9, mtime=0)
    return Kept(
        public=public,
        until=time.monotonic() + LASTS,
        headers={name: value for name, value in answer.headers.items() if name not in NOT_KEPT},
        plain=plain,
        packed=packed if len(packed) < len(plain) * 0.9 else b"",
        etag=f'W/"{sha256(plain).hexdigest()[:32]}"',  # weak: plain and packed are the same page
    )


def counted(request: HttpRequest, public: Public, answer: HttpResponseBase) -> HttpResponseBase:
    asked = Asked(request.method or "", request.headers, is_staff(request))
    if is_read(asked, status=answer.status_code, media_type=answer.headers.get("Content-Type", "")):
        READINGS.count(request, portal=public.portal, story=public.story, at=timezone.now())
    return answer


def begin_public(request: HttpRequest, reads: tuple[str, ...], portal: UUID | None) -> Public:
    """To be called before a public page is made: asks for the edition, and drops parameters that the page knows not."""
    public = Public(Edition.current(), reads, portal=portal)
    request.public = public  # type: ignore[attr-defined]
    if request.META.get("QUERY_STRING"):
        known = request.GET.copy()
        for name in set(known) - set(reads):
            del known[name]
        request.GET = known  # type: ignore[assignment]
        request.META["QUERY_STRING"] = known.urlencode()
    return public


def end_public(public: Public, answer: HttpResponseBase) -> None:
    """A file is given out as it lies on the disk; whatever was made here may be kept. A story says whose it is."""
    public.story = getattr(answer, "story", None)
    if isinstance(answer, HttpResponse) and answer.status_code == 200:
        public.body = answer.content
