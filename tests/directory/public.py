"""What the public pages of an invented neighbourhood say."""

from datetime import time

from renkei.directory.models import Opening
from renkei.directory.search import index
from renkei.organizations.models import Facility


def opened(client, town, path: str, **query):
    """The answer of a page of the town's region, followed to where it leads."""
    index.refresh(Facility.objects.values_list("pk", flat=True))
    return client.get(f"/{town.region.slug}/{path}", query, follow=True)


def page(client, town, path: str, **query) -> str:
    return opened(client, town, path, **query).content.decode()


def url_of(town, place: Facility, end: str = "") -> str:
    return f"services/{place.public_id}/{end}"


def open_on(place: Facility, *weekdays: int, manner: str = "open", hour: int = 9, **more) -> None:
    service = place.services.get()
    for weekday in weekdays:
        Opening.objects.create(
            service=service,
            weekday=weekday,
            starts_at=time(hour),
            ends_at=time(hour + 3),
            manner=manner,
            **more,
        )
