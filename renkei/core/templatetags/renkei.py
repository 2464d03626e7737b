"""Words and numbers in templates; a builtin of every template."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.html import format_html

from renkei.core import typed
from renkei.core import wareki as calendar
from renkei.core.actors import actor_of
from renkei.core.dates import Precision
from renkei.core.fiscal import FiscalYear
from renkei.core.models import Draft

register = template.Library()


@register.filter
def wareki(on: date | None) -> str:
    """``平成29年3月26日（日曜日）``."""
    return calendar.wareki_full(on) if on else ""


@register.filter
def wareki_date(on: date | None) -> str:
    """``平成29年3月26日``, without the weekday."""
    return calendar.wareki(on) if on else ""


@register.filter
def with_western(on: date | None) -> str:
    """``平成29年（2017年）3月26日（日曜日）`` for the first mention of a coming day."""
    return calendar.with_western(on) if on else ""


@register.filter
def short_day(on: date | None) -> str:
    """``2月17日（金）`` for lists within a fiscal year."""
    return calendar.short_day(on) if on else ""


@register.filter
def listed_day(record: Any, this_year: int) -> str:
    """The day of an activity in a list: short within the year, else with the year."""
    on = record.starts_on
    if record.precision != Precision.DAY or on is None:
        return str(record.when)
    told = calendar.short_day if record.fiscal_year == this_year else calendar.wareki_short
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), told(on))


@register.filter
def oclock(at: time | None) -> str:
    """``13時30分``."""
    return calendar.clock(at) if at else ""


@register.filter
def nendo(year: int) -> str:
    """``平成28年度``."""
    return FiscalYear(year).label


@register.filter
def number(value: int | None, unit: str = "") -> str:
    """A counted thing with its unit: ``1,252件``; unknown is 不明, never 0."""
    return "不明" if value is None else f"{value:,}{unit}"


@register.filter
def by_name(sentence: str, label: object) -> str:
    """A sentence that says which field it is about: its label first, where it is not in it."""
    # A label may be a lazy text, which `in` does not take.
    return sentence if str(label) in sentence else f"{label}：{sentence}"


@register.filter
def error_count(form: BaseForm) -> int:
    """How many sentences the fields and the whole form are answered."""
    return sum(map(len, form.errors.values()))


@register.simple_tag
def place(noun: Any, record: Any, verb: str = "") -> str:
    """The address of a record of a noun, or of something to do with it."""
    return str(noun.url(record, verb))


@register.filter
def local_day(at: datetime | None) -> str:
    """``平成29年3月26日`` of a moment, in Japan."""
    return calendar.wareki(timezone.localtime(at).date()) if at else ""


@register.filter
def local_moment(at: datetime | None) -> str:
    """``平成29年3月26日 13時30分`` of a moment, in Japan."""
    return calendar.moment(timezone.localtime(at)) if at else ""


@register.filter
def short_moment(at: datetime) -> str:
    """``2月17日（金）10時42分`` of a moment not long ago, in Japan."""
    local = timezone.localtime(at)
    return f"{calendar.short_day(local.date())}{calendar.clock(local.time())}"


@register.simple_tag(takes_context=True)
def drafts_here(context: dict[str, Any]) -> list[Draft]:
    """What this person wrote into the form of this page and has not recorded."""
    request = context["request"]
    return typed.waiting(request, actor_of(request))
