"""What the operator looks for in the log."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from renkei.audit.models import AuditEvent, ChainHead, Verb
from renkei.core.fields import WarekiDateField

INSTALLATION = "-"


class EventFilter(forms.Form):
    """Narrow the log by region, verb, day and person; nothing given shows everything."""

    region = forms.ChoiceField(label="圏域", required=False)
    verb = forms.ChoiceField(label="操作", required=False)
    day = WarekiDateField(label="日", required=False)
    person = forms.CharField(label="人", max_length=100, required=False)

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        """``names`` is slug → name of a region."""
        super().__init__(*args, **kwargs)
        self._offer("region", _region_choices(names))
        self._offer("verb", [("", "すべて"), *Verb.choices])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def events(self) -> QuerySet[AuditEvent]:
        """The events asked for, newest first; none while the question has an error."""
        if not self.is_valid():
            return AuditEvent.objects.none()
        return AuditEvent.objects.filter(*self._conditions()).order_by("-id")

    def _conditions(self) -> list[Q]:
        asked = self.cleaned_data
        conditions: dict[str, Callable[[Any], Q]] = {
            "region": lambda slug: Q(region="" if slug == INSTALLATION else slug),
            "verb": lambda verb: Q(verb=verb),
            "day": _on,
            "person": lambda text: Q(actor__icontains=text) | Q(actor_id=text),
        }
        return [condition(asked[name]) for name, condition in conditions.items() if asked[name]]


def _on(day: Any) -> Q:
    """Events of a day in Japan; a range and not ``__date``, so that the index serves."""
    begins = timezone.make_aware(datetime.combine(day, time.min))
    return Q(at__gte=begins, at__lt=begins + timedelta(days=1))


def _region_choices(names: Mapping[str, str]) -> list[tuple[str, str]]:
    heads = ChainHead.objects.exclude(region__in=["", ChainHead.ALL_CHAINS])
    slugs = heads.order_by("region").values_list("region", flat=True)
    return [
        ("", "すべて"),
        (INSTALLATION, "全体"),
        *((slug, names.get(slug, slug)) for slug in slugs),
    ]
