"""The only place that asks what time it is.

Everything else takes the moment as an argument. ``RENKEI_CLOCK`` lets a
demonstration run as if renkei had been started at another moment.
"""

import time
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_STARTED = time.monotonic()


def now() -> datetime:
    """The present moment, aware."""
    if not settings.CLOCK:
        return timezone.now()
    pretended = datetime.fromisoformat(settings.CLOCK)
    if timezone.is_naive(pretended):
        pretended = timezone.make_aware(pretended)
    if settings.CLOCK_STANDS_STILL:
        return pretended
    return pretended + timedelta(seconds=time.monotonic() - _STARTED)


def today() -> date:
    """The present day in Japan."""
    return timezone.localdate(now())
