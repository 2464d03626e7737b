"""What the documents list is what the code has."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("renkei.")]


def test_every_setting_is_documented():
    named = set(
        re.findall(r'"(RENKEI_\w+|DATABASE_URL)"', (ROOT / "config/settings.py").read_text())
    )
    page = (ROOT / "docs/operations/settings.md").read_text()
    documented = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))

    assert documented == named | {"RENKEI_PORT"}


def test_every_app_is_on_the_architecture_page():
    page = (ROOT / "docs/architecture.md").read_text()
    listed = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))

    assert listed == {
        config.label for config in apps.get_app_configs() if config.name.startswith("renkei.")
    }


def test_every_model_is_in_the_glossary():
    page = (ROOT / "docs/glossary.md").read_text()
    identifiers = set(re.findall(r"`(\w+)`", page))

    assert {model.__name__ for model in our_models()} - identifiers == set()


def test_every_adr_has_its_four_parts():
    for adr in sorted((ROOT / "docs/adr").glob("0*.md")):
        headings = re.findall(r"^## (\w+)", adr.read_text(), re.MULTILINE)
        assert headings == ["Status", "Context", "Decision", "Consequences"], adr.name
