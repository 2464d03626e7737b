"""Lectures and leaflets in the search over everything."""

from renkei.core.finding import line
from renkei.core.templatetags.renkei import number
from renkei.events.finding import in_a_line
from renkei.outreach.filters import LeafletFilters, LectureFilters
from renkei.outreach.models import Leaflet, Lecture
from renkei.programme.finding import ActivityFinder

find_lectures = ActivityFinder(
    Lecture, LectureFilters, "outreach:lecture", "outreach:lectures", in_a_line, ("kind",)
)


def _printed(leaflet: Leaflet) -> str:
    copies = f"{number(leaflet.printed)}部" if leaflet.printed else ""
    return line(leaflet.edition, copies, leaflet.handed_out_at)


find_leaflets = ActivityFinder(
    Leaflet, LeafletFilters, "outreach:leaflet", "outreach:leaflets", _printed
)
