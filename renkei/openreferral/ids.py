"""UUIDs as HSDS wants them, from our public ids and back.

A UUID of version 8 (RFC 9562: free contents) holds the word renkei, what it names and
the public id as a number. So an address is answered without a table of names, and
stays the same wherever the record is copied to.
"""

from __future__ import annotations

from enum import IntEnum
from uuid import UUID, uuid5

from renkei.core.models import ID_ALPHABET, ID_LENGTH

_RENKEI = int.from_bytes(b"renkei")
_TAXONOMIES = UUID("72656e6b-6569-8000-8000-000000000000")
_NUMBERS = len(ID_ALPHABET) ** ID_LENGTH


class Kind(IntEnum):
    """What a UUID names."""

    ORGANIZATION = 1
    SERVICE = 2
    INFORMAL_SERVICE = 3
    LOCATION = 4
    SERVICE_AT_LOCATION = 5
    TERM = 6


def uuid_of(kind: Kind, public_id: str) -> str:
    """The UUID of a record; always the same."""
    number = 0
    for character in public_id:
        number = number * len(ID_ALPHABET) + ID_ALPHABET.index(character)
    return str(UUID(int=_RENKEI << 80 | 8 << 76 | int(kind) << 64 | 0b10 << 62 | number))


def public_id_of(kind: Kind, uuid: UUID) -> str:
    """The public id within a UUID; empty when it names another kind of thing or is not ours."""
    number = uuid.int & (1 << 62) - 1
    if number >= _NUMBERS:
        return ""
    characters = []
    for _ in range(ID_LENGTH):
        number, place = divmod(number, len(ID_ALPHABET))
        characters.append(ID_ALPHABET[place])
    public_id = "".join(reversed(characters))
    return public_id if uuid_of(kind, public_id) == str(uuid) else ""


def uuid_of_scheme(scheme: str) -> str:
    """The UUID of a code list."""
    return str(uuid5(_TAXONOMIES, scheme))


def uuid_of_part(whole: str, part: str) -> str:
    """The UUID of something that exists only within another (a telephone, an address)."""
    return str(uuid5(UUID(whole), part))
