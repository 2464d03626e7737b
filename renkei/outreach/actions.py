"""Writing what lies below a leaflet."""

from collections.abc import Iterable

from renkei.outreach.lines import Place
from renkei.outreach.models import Leaflet, LeafletPlace


def write_places(leaflet: Leaflet, places: Iterable[Place]) -> None:
    """Replace the places; runs inside ``programme.actions.keep``.

    A place that stays keeps the facility it was found to be.
    """
    facilities = dict(leaflet.places.values_list("name", "facility"))
    leaflet.places.all().delete()
    LeafletPlace.objects.bulk_create(
        LeafletPlace(
            leaflet=leaflet,
            position=position,
            group=place.group,
            name=place.name,
            count=place.count,
            facility_id=facilities.get(place.name),
        )
        for position, place in enumerate(places)
    )
