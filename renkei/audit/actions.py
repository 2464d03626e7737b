"""The only door through which events come into the log."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction

from renkei.audit import chain, heads
from renkei.audit.models import AuditEvent
from renkei.audit.origin import coarse
from renkei.core.actors import Actor

Changes = Mapping[str, Sequence[str]]

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]+")


def record(
    verb: str,
    obj: models.Model,
    *,
    by: Actor,
    at: datetime,
    region: str = "",
    changes: Changes | None = None,
    reason: str = "",
    origin: str = "",
) -> AuditEvent:
    """Write down what was done to ``obj``; ``changes`` is field label → (old, new).

    Part of the caller's transaction: both are kept or neither. The region is that
    of the object unless given.
    """
    return _append(
        AuditEvent(
            region=region or region_of(obj),
            object_type=obj._meta.label_lower,
            object_id=getattr(obj, "public_id", obj.pk),
            object_label=_line(str(obj), 200),
            changes={label: list(pair) for label, pair in (changes or {}).items()},
            **_circumstances(verb, by, at, reason, origin),
        )
    )


def record_plain(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    region: str = "",
    label: str = "",
    reason: str = "",
    origin: str = "",
) -> AuditEvent:
    """Write down what happened without an object: a sign-in, a refusal."""
    return _append(
        AuditEvent(
            region=region,
            object_label=_line(label, 200),
            **_circumstances(verb, by, at, reason, origin),
        )
    )


def region_of(obj: models.Model) -> str:
    """The slug of the region an object belongs to; "" when it belongs to none."""
    if obj._meta.model_name == "region":
        return str(getattr(obj, "slug", ""))
    named = getattr(obj, "region_slug", "")
    return str(named or getattr(getattr(obj, "region", None), "slug", ""))


def _circumstances(
    verb: str, by: Actor, at: datetime, reason: str, origin: str
) -> dict[str, str | datetime]:
    return {
        "verb": str(verb),
        "actor_id": by.public_id,
        "actor": _line(by.label, 200),
        "at": at,
        "reason": reason.replace("\0", ""),
        "origin": coarse(origin),
    }


def _line(text: str, limit: int) -> str:
    """One line without control characters that fits its column."""
    clean = _UNPRINTABLE.sub(" ", text).strip()
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


# No savepoint: what cannot be written down must not happen either.
@transaction.atomic(savepoint=False)
def _append(event: AuditEvent) -> AuditEvent:
    head = heads.locked(event.region)
    event.sequence = head.length + 1
    event.previous = head.digest
    event.digest = chain.digest_of(event)
    event.save(force_insert=True)
    chain.extend(head, event.digest)
    heads.save(head)
    return event
