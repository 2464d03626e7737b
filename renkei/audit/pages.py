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

from renkei.audit.models import ChainHead
from renkei.core import clock
from renkei.core.guard import anyone

PAGES_KEPT = 128
LARGEST_BYTES = 300_000
LONGEST_ADDRESS = 300
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
    """The pages asked for last, at most ``size``."""

    def __init__(self, size: int) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._size = size
        self._lock = Lock()

    def get(self, key: Key) -> Page | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: Key, page: Page) -> None:
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > self._size:
                self._pages.popitem(last=False)


class RememberPublicPages:
    """Answer a stranger from memory while the region's records are as they were."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.REMEMBER_PAGES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.memory = Memory(PAGES_KEPT)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        page = self.memory.get(key)
        if page is not None:
            return page.answer()
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
    heads = dict(ChainHead.objects.filter(region__in=("", slug)).values_list("region", "digest"))
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
