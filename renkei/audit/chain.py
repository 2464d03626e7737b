"""The arithmetic of the chain: which digest an event has, which seal a head.

HMAC-SHA256 with ``settings.AUDIT_KEY`` over canonical JSON. Whoever can write to
the database but does not hold the key can make neither.
"""

import hmac
import json
from datetime import UTC
from typing import Any

from django.conf import settings

from renkei.audit.models import AuditEvent, ChainHead

# ``at`` is added as text, since the two engines hand back different time zones.
_DIGESTED = (
    "region",
    "sequence",
    "actor_id",
    "actor",
    "verb",
    "object_type",
    "object_id",
    "object_label",
    "changes",
    "reason",
    "origin",
    "previous",
)


def digest_of(event: AuditEvent, *, sequence: int | None = None) -> str:
    """The digest the event must have, or would have at another place of its chain."""
    content = {name: getattr(event, name) for name in _DIGESTED}
    content["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    if sequence is not None:
        content["sequence"] = sequence
    return _keyed("event", content)


def seal_of(head: ChainHead) -> str:
    """The seal that proves length and last digest of a chain."""
    return _keyed("head", [head.region, head.length, head.digest])


def extend(head: ChainHead, digest: str) -> None:
    """Move the head to a new last event; the caller saves."""
    head.length += 1
    head.digest = digest
    head.seal = seal_of(head)


def enrol(chains: ChainHead, region: str) -> None:
    """Count one more chain in the head of all chains; the caller saves."""
    extend(chains, _keyed("chain", [chains.digest, region]))


def _keyed(kind: str, content: Any) -> str:
    text = json.dumps([kind, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(settings.AUDIT_KEY.encode(), text.encode(), "sha256").hex()
