"""Reading a page as a person does: parts by their id, headings, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.golden.facts import Fact, plain

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}


class Element:
    """A tag with what is inside it."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Element | str] = []

    @property
    def text(self) -> str:
        """All words in it, without blanks."""
        return plain("".join(part if isinstance(part, str) else part.text for part in self.inside))

    @property
    def is_heading(self) -> bool:
        return re.fullmatch("h[1-6]", self.tag) is not None

    def says(self, text: str) -> bool:
        """Whether these are its words, all of them."""
        return self.text == plain(text)

    def all(self) -> Iterator[Element]:
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all()

    def part(self, name: str) -> Element:
        return next(each for each in self.all() if each.attributes.get("id") == name)

    def headed(self, heading: str) -> Iterator[Element]:
        """The innermost parts that begin with this heading."""
        for each in self.all():
            for inner in each.inside:
                if isinstance(inner, Element) and inner.is_heading and inner.says(heading):
                    yield each

    def places(self, fact: Fact) -> list[Element]:
        """Where a fact may stand: its row, or its part."""
        found = [self.part(fact.part)]
        for heading in fact.headings:
            found = [inner for each in found for inner in each.headed(heading)]
        return [row for each in found for row in each.rows(fact.row)] if fact.row else found

    def rows(self, beginning: str) -> Iterator[Element]:
        """Rows of tables whose first cell begins so."""
        for each in self.all():
            if each.tag == "tr" and each.text.startswith(plain(beginning)):
                yield each


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Element:
    """The page as a tree; fails on tags that are not closed in order."""
    reader = _Reader()
    reader.feed(html)
    assert reader.open == [reader.root]
    return reader.root
