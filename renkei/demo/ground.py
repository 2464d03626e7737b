"""Where entries are laid, and the records they name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from renkei.audit import actions as audit
from renkei.audit.models import Verb
from renkei.core.actors import Actor
from renkei.core.models import ID_ALPHABET, ID_LENGTH, Record
from renkei.demo.source import Raw
from renkei.geo.models import Municipality
from renkei.organizations.models import Organization
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term


@dataclass
class Ground:
    """Where entries are laid: the region, when its document was published, and who records."""

    region: Region
    published: datetime
    by: Actor

    def id_of(self, section: str, key: str) -> str:
        return public_id(f"{self.region.slug}/{section}/{key}")

    def moment(self, entry: Raw) -> datetime:
        """When the entry was recorded; that of the document unless it says otherwise."""
        at: datetime = entry.get("at", self.published)
        return at


def public_id(key: str) -> str:
    """Twelve characters that follow from the key."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest())
    characters = []
    for _ in range(ID_LENGTH):
        number, place = divmod(number, len(ID_ALPHABET))
        characters.append(ID_ALPHABET[place])
    return "".join(characters)


def is_there(model: type[Record], name: str) -> bool:
    """Whether the entry became a record before, whatever was made of it since."""
    return model._default_manager.filter(public_id=name).exists()  # noqa: SLF001 -- any model


def keep(record: Record, by: Actor, at: datetime) -> None:
    """Save a new record with its history."""
    record.stamp(at)
    record.save()
    audit.record(Verb.CREATE, record, by=by, at=at)


def body_called(name: str) -> Organization | None:
    """The body laid under this name, whatever it is called now; or one of this name."""
    laid = Q(public_id=public_id(f"organizations/{name}"))
    found: Organization | None = Organization.objects.filter(laid | Q(name=name)).first()
    return found


def municipality_of(code: str) -> Municipality:
    return Municipality.objects.get(code=code)


def term_of(scheme: Scheme, code: str) -> Term:
    return Term.objects.get(scheme=scheme, code=code)


def terms_of(scheme: Scheme, codes: list[str]) -> list[Term]:
    return list(Term.objects.of(scheme).filter(code__in=codes))
