"""Meetings in the search over everything."""

from renkei.council.filters import MeetingFilters
from renkei.council.models import Meeting
from renkei.events.finding import in_a_line
from renkei.programme.finding import ActivityFinder

find_meetings = ActivityFinder(
    Meeting, MeetingFilters, "council:meeting", "council:meetings", in_a_line, ("kind",)
)
