"""What a gathering is, in one line of the search over everything."""

from renkei.core.finding import line
from renkei.events.models import Gathering


def in_a_line(gathering: Gathering) -> str:
    """Kind, venue and how many came."""
    return line(gathering.kind, gathering.venue, gathering.headcount)
