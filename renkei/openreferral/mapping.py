"""Our records as objects of HSDS 3.0: pure functions from rows to dictionaries.

A row is what ``QuerySet.values()`` gives (see ``rows``). What HSDS has no word for goes
into a description; what is not known is left out. Nothing about people is in a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.encoding import iri_to_uri

from renkei.openreferral.ids import Kind, uuid_of, uuid_of_part, uuid_of_scheme
from renkei.organizations.models import IdentifierSystem, PointBasis
from renkei.vocabulary.models import Scheme

Row = dict[str, Any]
Json = dict[str, Any]

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
JAPAN_HOURS_FROM_UTC = 9
ESTIMATED = "地点は推定（住所の町の中心）です。"
MERGED = "同じ場所の別の記録にまとめました。"
UNLISTED = "出典の一覧の最新版に載っていません。"
WITHDRAWN = "（終わったサービス）"
STALE = "12か月以上確認されていません。"


def filled(**members: Any) -> Json:
    """The members that say something."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}


def uri(text: str) -> str:
    """A web address as RFC 3986 wants it; empty when it is none."""
    if not text.startswith(("http://", "https://")) or any(
        c.isspace() or c in "^<>\"'`{}|\\" for c in text
    ):
        return ""
    return iri_to_uri(text)


def moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def organization(row: Row) -> Json:
    """A body (法人・団体). HSDS requires a description: the name stands in."""
    body = uuid_of(Kind.ORGANIZATION, row["public_id"])
    return filled(
        id=body,
        name=row["name"],
        alternate_name=row["kana"],
        description=row["name"],
        website=uri(row["website"]),
        organization_identifiers=_identifiers(body, row["corporate_number"]),
    )


def _identifiers(body: str, number: str) -> list[Json]:
    """法人番号, in the register that org-id.guide calls JP-JCN."""
    if not number:
        return []
    corporate = {
        "id": uuid_of_part(body, "corporate-number"),
        "identifier_scheme": "JP-JCN",
        "identifier_type": str(IdentifierSystem.CORPORATE.label),
        "identifier": number,
    }
    return [corporate]


def organization_of(row: Row) -> Json | None:
    """The body within the row of a service; None where the source names none."""
    if row["facility__organization__public_id"] is None:
        return None
    inner = ("public_id", "name", "kana", "website", "corporate_number")
    return organization({name: row[f"facility__organization__{name}"] for name in inner})


def service(row: Row) -> Json:
    """A service of the insurances at one place, with its one-to-one members only."""
    body, alert = organization_of(row), _alert(row)
    return filled(
        id=uuid_of(Kind.SERVICE, row["public_id"]),
        organization_id=body["id"] if body else None,
        name=f"{row['kind__label']}　{row['facility__name']}",
        alternate_name=row["facility__kana"],
        description=_description(row),
        url=uri(row["website"] or row["facility__website"]),
        status="inactive" if alert else "active",
        alert=alert,
        last_modified=moment(row["last_modified"]),
        organization=body,
    )


def _alert(row: Row) -> str:
    """Why the service is not to be turned to under this record; "" if it is."""
    if row["facility__merged_into_id"]:
        return MERGED
    return UNLISTED if row["unlisted_on"] else ""


def _description(row: Row) -> str:
    number = f"{_number_of(row)} {row['number']}" if row["number"] else ""
    capacity = f"定員 {row['capacity']}人" if row["capacity"] else ""
    return "。".join(part for part in (number, capacity, row["days_note"]) if part)


def informal_service(row: Row, *, is_stale: bool) -> Json:
    """A service outside the insurances (お助けサービス)."""
    provider = f"提供：{row['provider']}" if row["provider"] else ""
    return filled(
        id=uuid_of(Kind.INFORMAL_SERVICE, row["public_id"]),
        name=row["name"],
        description="\n".join(part for part in (provider, row["description"]) if part),
        url=uri(row["website"]),
        status="active",
        application_process=row["how_to_apply"],
        fees_description=row["price"],
        eligibility_description=row["who_may_use"],
        assured_date=row["checked_on"].isoformat(),
        alert=STALE if is_stale else "",
        last_modified=moment(row["updated_at"]),
    )


def withdrawn(row: Row) -> Json:
    """An informal service that was taken out: that it is no more, and nothing of what it was."""
    return {
        "id": uuid_of(Kind.INFORMAL_SERVICE, row["public_id"]),
        "name": WITHDRAWN,
        "status": "inactive",
        "last_modified": moment(row["updated_at"]),
    }


def location(row: Row) -> Json:
    """The place (施設・事業所) within the row of a service, without its parts."""
    return filled(
        id=uuid_of(Kind.LOCATION, row["facility__public_id"]),
        location_type="physical",
        name=row["facility__name"],
        alternate_name=row["facility__kana"],
        description=ESTIMATED if row["facility__point_basis"] == PointBasis.ESTIMATED else "",
        latitude=row["facility__latitude"],
        longitude=row["facility__longitude"],
        external_identifier=row["number"],
        external_identifier_type=_number_of(row),
    )


def _number_of(row: Row) -> str:
    """Who gave the number of the service: the care insurance or the medical bureau."""
    if not row["number"]:
        return ""
    care = row["kind__code"].startswith("kaigo-")
    return str((IdentifierSystem.CARE if care else IdentifierSystem.MEDICAL).label)


def location_in_full(row: Row) -> Json:
    """The place with address and telephones."""
    place = location(row)
    return place | filled(
        addresses=[_address(place["id"], row)],
        phones=phones(place["id"], voice=row["facility__telephone"], fax=row["facility__fax"]),
    )


def _address(whole: str, row: Row) -> Json:
    """HSDS requires a postal code; the sources have none, so it is empty."""
    return {
        "id": uuid_of_part(whole, "address"),
        "address_1": row["facility__address"],
        "address_2": row["facility__building"],
        "city": row["facility__municipality__name"],
        "state_province": row["facility__municipality__prefecture"],
        "postal_code": "",
        "country": "JP",
        "address_type": "physical",
    }


def phones(whole: str, *, voice: str, fax: str) -> list[Json]:
    """Telephone and FAX, those there are."""
    numbers = (("voice", voice), ("fax", fax))
    return [
        {"id": uuid_of_part(whole, kind), "number": number, "type": kind}
        for kind, number in numbers
        if number
    ]


def service_at_location(row: Row) -> Json:
    """A service at its place, with one-to-one members only."""
    return {
        "id": uuid_of(Kind.SERVICE_AT_LOCATION, row["public_id"]),
        "service_id": uuid_of(Kind.SERVICE, row["public_id"]),
        "location_id": uuid_of(Kind.LOCATION, row["facility__public_id"]),
        "location": location(row),
        "service": service(row),
    }


def schedule(whole: str, row: Row) -> Json:
    """A span of a weekday; a holiday (7) has no weekday in RFC 5545 and is told in words."""
    is_weekday = row["weekday"] < len(WEEK)
    words = [row["department"], "" if is_weekday else "祝日"]
    words.append("電話での対応" if row["manner"] == "call" else "")
    return filled(
        id=uuid_of_part(whole, f"opening/{row['pk']}"),
        timezone=JAPAN_HOURS_FROM_UTC,
        freq="WEEKLY" if is_weekday else "",
        byday=WEEK[row["weekday"]] if is_weekday else "",
        opens_at=row["starts_at"].isoformat(),
        closes_at=row["ends_at"].isoformat(),
        description="　".join(word for word in words if word),
    )


def schedule_in_words(whole: str, text: str) -> list[Json]:
    """Days as the source writes them, where it gives no times."""
    return [{"id": uuid_of_part(whole, "days"), "description": text}] if text else []


def taxonomy(scheme: Scheme) -> Json:
    """One of our code lists."""
    return {
        "id": uuid_of_scheme(scheme),
        "name": str(scheme.label),
        "description": f"renkei の用語一覧「{scheme.label}」",
    }


def term(row: Row) -> Json:
    """A word of a code list; its source is its description."""
    scheme = Scheme(row["scheme"])
    draft = "" if row["is_confirmed"] else "（原文と未照合）"
    return {
        "id": uuid_of(Kind.TERM, row["public_id"]),
        "code": row["code"],
        "name": row["label"],
        "description": f"{row['source'] or scheme.label}{draft}",
        "taxonomy": str(scheme.label),
        "taxonomy_id": uuid_of_scheme(scheme),
        "taxonomy_detail": taxonomy(scheme),
        "language": "ja",
    }


def attribute(whole: str, entity: str, row: Row, value: str = "") -> Json:
    """That a term says something of a service or place."""
    words = term(row)
    return filled(
        id=uuid_of_part(whole, f"{row['scheme']}/{row['code']}"),
        link_id=whole,
        taxonomy_term_id=words["id"],
        link_type=row["scheme"],
        link_entity=entity,
        value=value,
        taxonomy_term=words,
    )


def service_areas(whole: str, names: Iterable[str], words: str) -> list[Json]:
    """Municipalities in which a service is offered, each with what the region adds in words."""
    return [
        filled(id=uuid_of_part(whole, f"area/{name}"), name=name, description=words)
        for name in names
    ]
