"""The only door through which events come into the log."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction

from renkei.audit import chain
from renkei.audit.models import AuditEvent, ChainHead
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
    head = _locked_head(event.region)
    event.sequence = head.length + 1
    event.previous = head.digest
    event.digest = chain.digest_of(event)
    event.save(force_insert=True)
    chain.extend(head, event.digest)
    head.save(update_fields=["length", "digest", "seal"])
    return event


def _locked_head(region: str) -> ChainHead:
    """The head, held until the transaction ends: one writer per region at a time.

    PostgreSQL locks the row; on SQLite the transaction is IMMEDIATE and so the
    only writer already.
    """
    head = ChainHead.objects.select_for_update().filter(region=region).first()
    return head or _begin_chain(region)


def _begin_chain(region: str) -> ChainHead:
    """Found a chain; the head of all chains is held, so that nobody founds it twice."""
    heads = ChainHead.objects.select_for_update()
    chains, _ = heads.get_or_create(region=ChainHead.ALL_CHAINS)
    head, is_new = heads.get_or_create(region=region)
    if is_new:
        chain.enrol(chains, region)
        chains.save(update_fields=["length", "digest", "seal"])
    return head
