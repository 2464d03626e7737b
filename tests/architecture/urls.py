"""Our own addresses, as the resolver knows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Page:
    name: str
    view: Any
    arguments: tuple[str, ...]

    @property
    def dotted(self) -> str:
        return f"{self.view.__module__}.{self.view.__qualname__}"


def our_pages() -> list[Page]:
    return [
        page for page in _walk(get_resolver(), "", ()) if page.view.__module__.startswith("renkei")
    ]


def _walk(resolver: URLResolver, prefix: str, above: tuple[str, ...]) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        arguments = (*above, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield Page(f"{prefix}{entry.name}", entry.callback, arguments)
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _walk(entry, inner, arguments)
