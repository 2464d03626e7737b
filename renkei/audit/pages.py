"""Public pages remembered until something happens in their region.

Every change of data writes an audit event, so the head of a region's chain is the
state of its records: two cheap numbers tell whether a page is still right. Nothing
has to be invalidated, and every process agrees with the others.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from renkei.audit.heads import heads_of
from renkei.core import clock
from renkei.core.guard import anyone

BYTES_KEPT = 8_000_000
LARGEST_BYTES = 300_000
LONGEST_ADDRESS = 300
# More than there are threads: two pages rarely wait for each other.
TURNS = 64
# The only cookie that changes what a stranger sees; any other means "not a stranger".
CHOICE_COOKIES = {"ruby"}

Key = tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """An answer as it was sent: body and headers."""

    content: bytes
    headers: tuple[tuple[str, str], ...]

    def answer(self) -> HttpResponse:
        return HttpResponse(self.content, headers=dict(self.headers))


class Memory:
    """The pages asked for last, together at most ``room`` bytes."""

    def __init__(self, room: int) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._room = room
        self._lock = Lock()
        self._turns = [Lock() for _ in range(TURNS)]

    def turn(self, key: Key) -> Lock:
        """Held by the one who makes a page, so that others wait for it and make none."""
        return self._turns[hash(key) % TURNS]

    def get(self, key: Key) -> Page | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: Key, page: Page) -> None:
        with self._lock:
            if former := self._pages.pop(key, None):
                self._room += len(former.content)
            self._pages[key] = page
            self._room -= len(page.content)
            while self._room < 0:
                _, gone = self._pages.popitem(last=False)
                self._room += len(gone.content)


class RememberPublicPages:
    """Answer a stranger from memory while the region's records are as they were."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.REMEMBER_PAGES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.memory = Memory(BYTES_KEPT)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        if page := self.memory.get(key):
            return page.answer()
        with self.memory.turn(key):
            if page := self.memory.get(key):
                return page.answer()
            return self._made(request, key)

    def _made(self, request: HttpRequest, key: Key) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and may_be_kept(request, response):
            self.memory.keep(key, Page(response.content, tuple(response.headers.items())))
        return response


def key_of(request: HttpRequest) -> Key | None:
    """Address, choice of reading, day and state of the region; None for everybody known.

    The first part of the address names the region; without a chain of that name there
    is no region, or nothing in it.
    """
    address = request.get_full_path()
    if request.method != "GET" or len(address) > LONGEST_ADDRESS:
        return None
    if not request.COOKIES.keys() <= CHOICE_COOKIES:
        return None
    slug = request.path.split("/", 2)[1]
    heads = heads_of(slug)
    if not slug or slug not in heads:
        return None
    today = clock.today().isoformat()
    return (address, request.COOKIES.get("ruby", ""), today, heads[slug], heads.get("", ""))


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whole public pages of a region, the same for every stranger."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and not response.cookies
        and len(response.content) <= LARGEST_BYTES
        and match is not None
        and "region" in match.kwargs
        and getattr(match.func, "guarded_by", None) is anyone
    )
