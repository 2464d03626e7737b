"""Filters of the lists of lectures and leaflets."""

from renkei.events.filters import GatheringFilters
from renkei.outreach.models import Leaflet, Lecture
from renkei.programme.filters import ActivityFilters
from renkei.vocabulary.models import Scheme


class LectureFilters(GatheringFilters):
    """Words also in the school district; year, item, kind and state of lectures."""

    KINDS = Scheme.LECTURE
    SEARCHED = (*GatheringFilters.SEARCHED, "school_district__name")

    class Meta:
        model = Lecture
        fields: tuple[str, ...] = ()


class LeafletFilters(ActivityFilters):
    """Words also in places."""

    SEARCHED = ("title", "summary", "edition", "handed_out_at", "places__name", "places__group")

    class Meta:
        model = Leaflet
        fields: tuple[str, ...] = ()
