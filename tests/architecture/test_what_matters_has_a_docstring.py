"""Models, actions, policies and parsers say what they mean."""

import importlib
import inspect
import pkgutil

import pytest
from django.apps import apps

import renkei

LAYERS = (
    "actions",
    "policies",
    "lines",
    "sources",
    "blocks",
    "evidence",
    "chain",
    "wareki",
    "fiscal",
)


def modules():
    for found in pkgutil.walk_packages(renkei.__path__, "renkei."):
        if set(found.name.split(".")) & set(LAYERS):
            yield importlib.import_module(found.name)


def test_every_model_has_one():
    bare = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("renkei.")
        and (model.__doc__ or "").startswith(f"{model.__name__}(")
    ]

    assert bare == []


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: module.__name__)
def test_every_public_function_that_decides_or_writes_has_one(module):
    bare = [
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and not function.__doc__
    ]

    assert bare == []
