"""What time it is: the real one, or a pretended one that runs on or stands still."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from renkei.core import clock

TOKYO = ZoneInfo("Asia/Tokyo")


def test_without_a_pretended_moment_it_is_now(settings):
    settings.CLOCK = ""

    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)


def test_a_pretended_moment_stands_still_in_tests(settings):
    settings.CLOCK = "2017-02-20T09:00+09:00"

    assert clock.now() == datetime(2017, 2, 20, 9, tzinfo=TOKYO)


def test_without_an_offset_it_is_a_moment_in_japan(settings):
    settings.CLOCK = "2017-02-20T09:00"

    assert clock.now() == datetime(2017, 2, 20, 9, tzinfo=TOKYO)


def test_in_a_demonstration_it_runs_on(settings):
    settings.CLOCK, settings.CLOCK_STANDS_STILL = "2017-02-20T09:00+09:00", False

    assert clock.now() > datetime(2017, 2, 20, 9, tzinfo=TOKYO)
