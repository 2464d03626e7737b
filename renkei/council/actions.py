"""Opening and renaming councils."""

from datetime import datetime

from django.db import IntegrityError, transaction

from renkei.audit import actions as audit
from renkei.audit.history import diff, snapshot
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.council.models import Council
from renkei.programme.models import Region


class CouncilExists(DomainError):
    """同じ名前の協議会がもうあります。"""


def open_council(*, region: Region, name: str, purpose: str, by: Actor, at: datetime) -> Council:
    """Begin a standing body of the region. Raises CouncilExists for a name already used."""
    position = Council.objects.of(region).count()
    return _write(Council(region=region, position=position), name, purpose, by, at)


def rename_council(
    *, council: Council, name: str, purpose: str, by: Actor, at: datetime
) -> Council:
    """Give it another name or purpose; its meetings follow. Raises CouncilExists."""
    current = Council.objects.get(pk=council.pk)
    return _write(current, name, purpose, by, at)


def _write(council: Council, name: str, purpose: str, by: Actor, at: datetime) -> Council:
    try:
        with transaction.atomic():
            _keep(council, name, purpose, by, at)
    except IntegrityError as error:
        raise CouncilExists from error
    return council


def _keep(council: Council, name: str, purpose: str, by: Actor, at: datetime) -> None:
    is_new = council._state.adding
    before = {} if is_new else snapshot(council)
    council.name, council.purpose = name, purpose
    council.stamp(at)
    council.save()
    verb = Verb.CREATE if is_new else Verb.UPDATE
    audit.record(verb, council, by=by, at=at, changes=diff(before, snapshot(council)))
