"""Two places that people found to be one, or not to be.

A merge moves everything to one of the two, fills what that one does not say, and remembers
both, so that it can be taken apart again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.text import search_key
from renkei.directory.models import Join, Listing, StaleListing
from renkei.directory.search import index
from renkei.organizations.models import Facility

SAID = ("address", "telephone", "fax", "website", "organization_id")
POINT = ("latitude", "longitude", "point_basis")


class AlreadyDecided(DomainError):
    """この2件は、もう決まっています。"""


class NotMerged(DomainError):
    """まとめた2件ではないため、分けられません。"""


class MergedFurther(DomainError):
    """残したほうが、さらに別の施設にまとめられています。先に、そちらを元に戻してください。"""


@transaction.atomic
def merge(*, join: Join, by: Actor, at: datetime, region: str = "", keeps: str = "") -> Join:
    """Make the two one: everything of the other goes to the kept one, numbers included.

    ``keeps``: the public id of the one that stays, without it the first of the two.
    What the kept one has already (the same ability, the same service) stays behind with
    the other, out of sight; what it does not say (a telephone) it takes from the other.
    Raises AlreadyDecided, also when one of them was merged into a third.
    """
    join = _locked(join)
    if join.kept.merged_into_id or join.other.merged_into_id:
        raise AlreadyDecided
    turned = keeps == join.other.public_id
    if turned:
        join.turn()
    join.moved = dict(_moved(join.other, join.kept)) | {Join.TURNED: turned}
    join.moved[Join.FILLED] = filled = _lacking(join.kept, join.other)
    _change(join.kept, at, filled)
    _change(join.other, at, {"merged_into": join.kept})
    return _decided(join, Join.State.MERGED, by, at, region)


@transaction.atomic
def take_apart(*, join: Join, by: Actor, at: datetime, region: str = "") -> Join:
    """Undo a merge: what it moved goes back to where it was, what it filled is empty again.

    A filled value that was changed meanwhile stays. Raises NotMerged, and MergedFurther
    when what was moved lies by now with a third.
    """
    join = _locked(join)
    if join.state != Join.State.MERGED:
        raise NotMerged
    if join.kept.merged_into_id:
        raise MergedFurther
    turned = join.moved.pop(Join.TURNED, False)
    _change(join.kept, at, _emptied(join.kept, join.moved.pop(Join.FILLED, {})))
    for label, keys in join.moved.items():
        model, _, name = label.partition("#")
        rows: models.QuerySet[Any] = models.QuerySet(apps.get_model(model))
        rows.filter(pk__in=keys).update(**{name: join.other})
    _change(join.other, at, {"merged_into": None})
    if turned:
        join.turn()
    join.moved = {}
    return _decided(join, Join.State.APART, by, at, region)


@transaction.atomic
def keep_apart(*, join: Join, by: Actor, at: datetime, region: str = "") -> Join:
    """Decide that the two are different places. Raises AlreadyDecided when they are merged."""
    join = _locked(join)
    if join.state == Join.State.MERGED:
        raise AlreadyDecided
    return _decided(join, Join.State.APART, by, at, region)


def _locked(join: Join) -> Join:
    both = Join.objects.select_related("kept", "other")
    found: Join = both.select_for_update(of=("self", "kept", "other")).get(pk=join.pk)
    return found


def _decided(join: Join, state: Join.State, by: Actor, at: datetime, region: str) -> Join:
    old = join.get_state_display()
    join.state = state
    join.stamp(at)
    join.save()
    changes = {"状態": (old, join.get_state_display())}
    audit.record(Verb.UPDATE, join, by=by, at=at, region=region, changes=changes)
    touched = [join.kept_id, join.other_id]
    transaction.on_commit(lambda: index.refresh(touched))
    return join


def _lacking(kept: Facility, other: Facility) -> dict[str, Any]:
    """What only the other says. A reading belongs to its name, a building to its address."""
    names = [*SAID, *([] if kept.point_basis else POINT)]
    names += ["kana"] * (search_key(kept.name) == search_key(other.name))
    names += ["building"] * (kept.address in ("", other.address))
    return {
        name: getattr(other, name)
        for name in names
        if getattr(other, name) and not getattr(kept, name)
    }


def _emptied(kept: Facility, filled: dict[str, Any]) -> dict[str, Any]:
    """The filled fields that still say what they were filled with, emptied; a point as a whole."""
    still = {name for name, value in filled.items() if getattr(kept, name) == value}
    if not still.issuperset(POINT):
        still -= set(POINT)
    nothing = Facility()
    return {name: getattr(nothing, name) for name in still}


def _change(place: Facility, at: datetime, values: dict[str, Any]) -> None:
    """Also without values it is stamped: what is told of the place is no longer the same."""
    for name, value in values.items():
        setattr(place, name, value)
    place.stamp(at)
    place.save(update_fields=[*values, "updated_at", "version"])


def _relations() -> Iterator[Any]:
    """Every way in which records point to a facility, but for joins and what is derived."""
    for relation in Facility._meta.get_fields(include_hidden=True):
        is_pointing = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        if is_pointing and relation.related_model not in (Join, Facility, Listing, StaleListing):
            yield relation


def _moved(source: Facility, target: Facility) -> Iterator[tuple[str, list[Any]]]:
    """Move all pointing records; yields `model#field` with the keys that could be moved."""
    for relation in _relations():
        model, name = relation.related_model, relation.field.name
        rows: models.QuerySet[Any] = models.QuerySet(model).filter(**{name: source})
        keys = [key for key in rows.values_list("pk", flat=True) if _move(model, name, key, target)]
        if keys:
            yield f"{model._meta.label}#{name}", keys


def _move(model: type[models.Model], name: str, key: Any, target: Facility) -> bool:
    try:
        with transaction.atomic():
            models.QuerySet(model).filter(pk=key).update(**{name: target})
    except IntegrityError:  # the target has the like of it
        return False
    return True
