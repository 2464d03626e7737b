"""The seed documents are data: none of their lines stands in code or in a template."""

import re

import pytest

from tests.golden.facts import FOLDER, document, plain

SHORTEST = 12
SOURCES = FOLDER.parents[1] / "renkei"
# Names of the programme itself, of its law and its handbook: every region uses them.
NAMES = {
    "在宅医療・介護連携推進事業": "the programme",
    "図1訪問実施先一覧(単位:件数)": "the caption of a figure that renkei draws",
}
_DAY = re.compile(r"平成\d+年\d+月\d+日\(.曜日\)")


def lines():
    for name in ("kz", "mr"):
        for line in document(name).splitlines():
            text = plain(line).lstrip("•")
            if len(text) >= SHORTEST and text not in NAMES and not _DAY.fullmatch(text):
                yield text


def code():
    for path in sorted([*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html")]):
        if SOURCES / "demo" / "data" not in path.parents:
            yield path, plain(path.read_text(encoding="utf-8"))


def test_there_are_lines_to_look_for():
    assert len(set(lines())) > 80


def test_no_line_of_a_seed_stands_in_code_or_templates():
    sought = sorted(set(lines()))
    found = [(path.name, text) for path, source in code() for text in sought if text in source]

    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_every_exception_is_needed(name):
    assert plain(name) in plain(document("mr") + document("kz"))
