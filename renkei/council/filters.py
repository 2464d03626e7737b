"""Filters of the list of meetings."""

from renkei.council.models import Meeting
from renkei.events.filters import GatheringFilters
from renkei.vocabulary.models import Scheme


class MeetingFilters(GatheringFilters):
    """Words also in the council's name; year, item, kind and state of meetings."""

    KINDS = Scheme.MEETING
    SEARCHED = (*GatheringFilters.SEARCHED, "council__name")

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = ()
