"""How long somebody waits after too many wrong passwords or codes, and whom to call meanwhile.

Failures are counted for an account from one network address, so that nobody elsewhere
can shut its owner out; for an account from everywhere, against guessing from many
addresses; and for an address, wide enough for a whole city hall behind one.
The numbers stand in ``settings.ACCOUNT_RATE_LIMITS``.
"""

import math
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from allauth.account.internal.stagekit import get_pending_stage
from allauth.core.internal.ratelimit import apply_rate, get_cache_key, get_ip, get_rates
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from renkei.core import clock
from renkei.programme.models import Region

APP = "allauth.account"
FAILED, FAILED_ANYWHERE = "login_failed", "login_failed_anywhere"

_CALLED = 3  # more telephone numbers than this would only confuse
_MINUTE = timedelta(minutes=1)


def key_here(request: HttpRequest, email: str) -> str:
    """What failures for an account from the sender's address are counted under."""
    return f"{email.lower()} {get_ip(request)}"


def key_anywhere(email: str) -> str:
    """What failures for an account from all addresses are counted under."""
    return email.lower()


def account_tried(request: HttpRequest) -> str:
    """The address that was typed, or whose code or password is asked for."""
    return request.POST.get("login", "").strip() or str(_person(request).email)


def sentence(request: HttpRequest) -> str:
    """Until when the door stays closed; no blame, as it may have been somebody else nearby."""
    minutes = math.ceil(_wait_s(request) / 60) or 1
    until = timezone.localtime(clock.now() + minutes * _MINUTE)
    return (
        f"安全のため、いまはログインを受け付けていません。あと{minutes}分ほどお待ちになり、"
        f"{until.hour}時{until.minute:02}分を過ぎてから、もう一度お試しください。"
        f"{_whom_to_call(request)}"
    )


def _wait_s(request: HttpRequest) -> float:
    """Seconds until the last of the full counters takes one more."""
    now = time.time()
    waits = [0.0]
    for action, key in _counters(request):
        for rate in get_rates(app=APP, action=action):
            name = get_cache_key(request, app=APP, action=action, rate=rate, key=key)
            is_open, failures = apply_rate(cache.get(name, []), now, rate, dry_run=True)
            if not is_open:
                waits.append(failures[-1] + rate.duration - now)
    return max(waits)


def _counters(request: HttpRequest) -> Iterator[tuple[str, str]]:
    email = account_tried(request)
    yield FAILED, key_here(request, email)
    yield FAILED_ANYWHERE, key_anywhere(email)
    if "login" not in request.POST:
        # The name under which allauth counts wrong codes.
        yield FAILED, f"mfa-auth-user-{_person(request).pk}"


def _person(request: HttpRequest) -> Any:
    """Who is signed in, or has given the password and not yet the code."""
    stage = get_pending_stage(request)
    return stage.login.user if stage else request.user


def _whom_to_call(request: HttpRequest) -> str:
    """The telephone of the region one was on the way to, or of the first few."""
    slug = request.POST.get("next", "").strip("/").partition("/")[0]
    regions = Region.objects.filter(slug=slug) or Region.objects.all()
    numbers = "、".join(f"{one.contact_name} {one.telephone}" for one in regions[:_CALLED])
    return f"お急ぎのときは、電話してください（{numbers}）。" if numbers else ""
