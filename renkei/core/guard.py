"""The whole of our authorisation machinery: address, object and rule meet here.

Look only among what the person may know of (else 404), apply the rule (else
403 with its sentence), hand the object to the view.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from renkei.core.actors import Actor, actor_of
from renkei.core.models import Record

View = Callable[..., HttpResponseBase]


class Rule(Protocol):
    """A policy ``may_verb(actor, obj)``; its docstring is what a refused person reads."""

    __doc__: str | None

    def __call__(self, actor: Actor, obj: Any, /) -> bool: ...


def anyone(actor: Actor, obj: object) -> bool:
    """どなたでも見られます。"""
    return True


def guard(rule: Rule, model: type[Record]) -> Callable[[View], View]:
    """Give the view the ``model`` object named in its address, if ``rule`` allows.

    The address carries the object's public id under the model's name (a region
    its slug). An object below a region is looked for only within that region, and
    ``request.region`` is set for the page frame.
    """
    name = str(model._meta.model_name)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            obj = _find(request, model, name, kwargs)
            cast("Any", request).region = obj if name == "region" else obj.region
            if not rule(actor_of(request), obj):
                raise PermissionDenied(rule.__doc__)
            return view(request, **{**kwargs, name: obj})

        cast("Any", guarded).guarded_by = rule
        return login_not_required(guarded) if rule is anyone else guarded

    return decorate


def _find(request: HttpRequest, model: type[Record], name: str, kwargs: dict[str, Any]) -> Any:
    visible = cast("Any", model).objects.visible_to(actor_of(request))
    if name == "region":
        return get_object_or_404(visible, slug=kwargs["region"])
    region = kwargs.pop("region")
    return get_object_or_404(
        visible.select_related("region"), public_id=kwargs[name], region__slug=region
    )


def guard_site(rule: Callable[[Actor], bool]) -> Callable[[View], View]:
    """For pages without an object (the installation itself, one's own account)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if not rule(actor_of(request)):
                raise PermissionDenied(rule.__doc__)
            return view(request, **kwargs)

        cast("Any", guarded).guarded_by = rule
        return guarded

    return decorate


def public(view: Callable[..., HttpResponse]) -> View:
    """For pages without an object that any visitor may open."""
    cast("Any", view).guarded_by = anyone
    return login_not_required(view)
