"""What a request asks for: the parameters of HSDS, read strictly."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from renkei.openreferral.ids import Kind, uuid_of_scheme
from renkei.openreferral.rows import SCHEMES, named
from renkei.vocabulary.models import Scheme

PER_PAGE = 50
MOST_PER_PAGE = 500
LAST_PAGE = 1_000_000
LONGEST_WORDS = 100
PAGED = ("page", "per_page", "format")
# All query parameters of the OpenAPI description of HSDS 3.0.
STANDARD = (
    *PAGED,
    "search",
    "taxonomy_term_id",
    "taxonomy_id",
    "organization_id",
    "modified_after",
    "minimal",
    "full",
    "full_service",
    "postcode",
    "proximity",
    "top_only",
    "parent_id",
)
# What asks for nothing, whatever the name.
IDLE = ("", "false")


class BadQuestion(ValueError):
    """A parameter that cannot be read; the message names it."""


def check_names(asked: QueryDict, known: Collection[str]) -> None:
    """Raises BadQuestion for a parameter that would be passed over in silence."""
    here = f"known here: {', '.join(known) or 'none'}"
    for name in sorted(asked.keys() - known):
        if name not in STANDARD:
            raise BadQuestion(f"unknown parameter {name[:LONGEST_WORDS]}; {here}")
        if asked[name] not in IDLE:
            raise BadQuestion(f"{name} is in HSDS 3.0 but not supported here; {here}")
    if asked.get("format", "") not in ("", "json"):
        raise BadQuestion("format must be json")


@dataclass(frozen=True)
class Question:
    """Which page of what; ids are already public ids, "" where nothing was asked."""

    page: int
    per_page: int
    words: str
    term: str
    organization: str
    scheme: Scheme | None
    since: datetime | None
    in_full: bool

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """Raises BadQuestion."""
        return cls(
            page=_number(asked, "page", 1, LAST_PAGE),
            per_page=_number(asked, "per_page", PER_PAGE, MOST_PER_PAGE),
            words=_words(asked),
            term=_id(asked, "taxonomy_term_id", Kind.TERM),
            organization=_id(asked, "organization_id", Kind.ORGANIZATION),
            scheme=_scheme(asked),
            since=_moment(asked),
            in_full=asked.get("full", "") == "true",
        )

    def slices(self, parts: Sequence[QuerySet[Any]]) -> tuple[list[QuerySet[Any]], int]:
        """This page's portion of lists that follow each other, and how much they hold together."""
        counts = [part.count() for part in parts]
        start, room = (self.page - 1) * self.per_page, self.per_page
        portions = []
        for part, count in zip(parts, counts, strict=True):
            here = max(0, min(room, count - start))
            first = min(start, count)
            portions.append(part[first : first + here] if here else part.none())
            start, room = max(0, start - count), room - here
        return portions, sum(counts)

    def envelope(self, contents: list[Any], total: int) -> dict[str, Any]:
        """A page as HSDS wraps it."""
        pages = max(1, -(-total // self.per_page))
        return {
            "total_items": total,
            "total_pages": pages,
            "page_number": self.page,
            "size": len(contents),
            "first_page": self.page == 1,
            "last_page": self.page >= pages,
            "empty": not contents,
            "contents": contents,
        }


def _number(asked: QueryDict, name: str, otherwise: int, most: int) -> int:
    text = asked.get(name, "") or str(otherwise)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise BadQuestion(f"{name} must be a whole number from 1 to {most}")
    return int(text)


def _words(asked: QueryDict) -> str:
    words = asked.get("search", "").strip()
    if len(words) > LONGEST_WORDS or "\0" in words:
        raise BadQuestion(f"search must be a text of at most {LONGEST_WORDS} characters")
    return words


def _uuid(asked: QueryDict, name: str) -> UUID | None:
    text = asked.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise BadQuestion(f"{name} must be a UUID") from error


def _id(asked: QueryDict, name: str, kind: Kind) -> str:
    uuid = _uuid(asked, name)
    return named(kind, uuid) if uuid else ""


def _scheme(asked: QueryDict) -> Scheme | None:
    uuid = _uuid(asked, "taxonomy_id")
    found = scheme_of(uuid) if uuid else None
    if uuid and not found:
        raise BadQuestion("taxonomy_id names no taxonomy")
    return found


def scheme_of(uuid: UUID) -> Scheme | None:
    """The code list with this UUID."""
    return next((each for each in SCHEMES if uuid_of_scheme(each) == str(uuid)), None)


def _moment(asked: QueryDict) -> datetime | None:
    """A moment, or the beginning of a day in Japan; without an offset it is UTC (RFC 3339).

    In UTC, as databases keep it: what lies beyond the years 1 to 9999 there cannot be read.
    """
    text = asked.get("modified_after", "").replace(" ", "+")
    if not text:
        return None
    try:
        day = parse_date(text)
        if at := datetime.combine(day, time.min) if day else parse_datetime(text):
            zone = timezone.get_current_timezone() if day else UTC
            return (at if timezone.is_aware(at) else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise BadQuestion("modified_after must be a date or an ISO 8601 moment")
