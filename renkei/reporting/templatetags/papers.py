"""Words about editions in templates."""

from datetime import datetime

from django import template
from django.utils import timezone

from renkei.core.wareki import wareki
from renkei.documents.models import Edition
from renkei.reporting.pdf import size_of

register = template.Library()


@register.filter
def localday(at: datetime | None) -> str:
    """``平成29年8月10日``: the day of a moment in Japan."""
    return wareki(timezone.localdate(at)) if at else ""


@register.filter
def pdf_size(edition: Edition) -> str:
    """``A4 2ページ、90KB``."""
    return size_of((edition.frozen or {}).get("pages", 1), edition.size)
