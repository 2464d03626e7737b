"""Asking the interface as another system does, and holding answers against the schemas."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "schemas"
ROOT = "/api/hsds/"


def ask(client, path="", status=200, **parameters):
    answer = client.get(f"{ROOT}{path}", parameters)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def contents(client, path, **parameters):
    return ask(client, path, **parameters)["contents"]


def names(client, path, **parameters):
    return [each["name"] for each in contents(client, path, **parameters)]


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def validator(name):
    files = [Resource.from_contents(_read(path)) for path in SCHEMAS.glob("*.json")]
    registry = Registry().with_resources((file.id(), file) for file in files)
    return Draft202012Validator(
        _read(SCHEMAS / f"{name}.json"), registry=registry, format_checker=FormatChecker()
    )


def complaints(schema, thing):
    """What the schema says against it, each with its place."""
    errors = validator(schema).iter_errors(thing)
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in errors]
