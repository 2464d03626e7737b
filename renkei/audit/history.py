"""Fields as people read them, before and after; and what became of one object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

from renkei.audit.models import AuditEvent
from renkei.core import wareki

# Never written into a log that cannot be cleaned.
SECRET_FIELDS = frozenset({"password"})


def snapshot(obj: models.Model) -> dict[str, str]:
    """Every field a person can edit: its label and its value as text."""
    texts: dict[str, str] = {}
    for field in obj._meta.concrete_fields:
        if field.editable and not field.primary_key and field.name not in SECRET_FIELDS:
            label = str(field.verbose_name)
            # Two fields may share a label; neither may hide the other.
            texts[f"{label}（{field.name}）" if label in texts else label] = _text_of(obj, field)
    return texts


def diff(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """The labels whose text differs, each with old and new; "" where there was none."""
    return {
        label: [before.get(label, ""), after.get(label, "")]
        for label in {**before, **after}
        if before.get(label, "") != after.get(label, "")
    }


def history_of(obj: models.Model) -> models.QuerySet[AuditEvent]:
    """Everything that was done to an object, newest first."""
    return AuditEvent.objects.filter(
        object_type=obj._meta.label_lower, object_id=getattr(obj, "public_id", obj.pk)
    ).order_by("-id")


def doers_of(objects: Iterable[models.Model]) -> dict[str, str]:
    """Who changed each of these objects of one model last, by public id, in one query."""
    listed = list(objects)
    if not listed:
        return {}
    events = AuditEvent.objects.filter(
        object_type=listed[0]._meta.label_lower,
        object_id__in=[getattr(obj, "public_id", obj.pk) for obj in listed],
    )
    return dict(events.order_by("id").values_list("object_id", "actor"))


def _text_of(obj: models.Model, field: models.Field[Any, Any]) -> str:
    if field.flatchoices:
        return str(getattr(obj, f"get_{field.name}_display")() or "")
    return display(getattr(obj, field.name))


def display(value: object) -> str:
    """A value as it stands in the history, in Japanese; nothing is empty text."""
    match value:
        case None:
            return ""
        case bool():
            return "はい" if value else "いいえ"
        case datetime():
            local = timezone.localtime(value)
            return f"{wareki.wareki_full(local.date())}{wareki.clock(local.time())}"
        case date():
            return wareki.wareki_full(value)
        case time():
            return wareki.clock(value)
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
