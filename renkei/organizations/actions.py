"""Registering bodies."""

from datetime import datetime

from django.db import transaction

from renkei.audit.actions import record
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.organizations.models import Organization


@transaction.atomic
def organization_named(*, name: str, by: Actor, at: datetime) -> Organization | None:
    """The body of this name, registered now if it is new; None for an empty name."""
    if not name:
        return None
    body = Organization.objects.filter(name=name).first()
    if body is None:
        body = Organization(name=name)
        body.stamp(at)
        body.save()
        record(Verb.CREATE, body, by=by, at=at)
    return body
