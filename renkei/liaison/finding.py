"""Visits in the search over everything."""

from renkei.core.finding import line
from renkei.liaison.filters import VisitFilters
from renkei.liaison.models import Visit
from renkei.programme.finding import ActivityFinder


def _met(visit: Visit) -> str:
    return line(visit.target, visit.people_met, visit.follow_up)


find_visits = ActivityFinder(
    Visit, VisitFilters, "liaison:visit", "liaison:visits", _met, ("target",)
)
