"""What a published fact is, where the tables of them are read from, how texts are compared."""

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
BESIDES = "-"
_LINE = re.compile(r"(?P<row>[^｜]*)｜(?P<text>.+?)(?: ⇒ (?P<shown>.+))?")


class Fact(NamedTuple):
    """A fact of a seed document and where it has to stand in what renkei makes.

    ``part`` is the id of the section, ``headings`` lead from there to the work, ``row`` is
    how the row of a table begins; the latter two may be empty. ``shown`` is the wording
    of renkei where it differs on purpose.
    """

    line: int
    part: str
    headings: tuple[str, ...]
    row: str
    text: str
    shown: str

    @property
    def expected(self) -> str:
        return plain(self.shown or self.text)

    @property
    def id(self) -> str:
        return f"line{self.line}-{self.part}"


def plain(text: str) -> str:
    """The text without blanks, in one width, so that only its words count."""
    narrow = unicodedata.normalize("NFKC", text).replace("〜", "~")
    return "".join(narrow.split())


def document(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8-sig")


def table(name: str) -> list[Fact]:
    """All lines of a table of facts, what stands besides included."""
    facts: list[Fact] = []
    part, headings = "", ()
    for number, line in enumerate(document(f"{name}.facts").splitlines(), start=1):
        if line.startswith("["):
            part, *headings = line.strip("[]").split(" > ")
        elif line and not line.startswith("#"):
            fields = _LINE.fullmatch(line)
            assert fields, f"{name}.facts.txt, line {number}"
            facts.append(Fact(number, part, tuple(headings), *fields.groups("")))
    return facts


def facts_of(name: str) -> list[Fact]:
    return [fact for fact in table(name) if fact.part != BESIDES]


def left_over(name: str) -> str:
    """What remains of a document when all that its table knows is taken away."""
    rest = plain(document(name))
    for text in sorted((plain(fact.text) for fact in table(name)), key=len, reverse=True):
        rest = rest.replace(text, "\n")
    return "".join(rest.split())
