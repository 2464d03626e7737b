"""Region, year, commission, undertaking and what every activity shares."""

from renkei.programme.models.activity import Activity, ActivityQuerySet, Undertaking
from renkei.programme.models.region import BrandDecision, ContactPoint, Region
from renkei.programme.models.tags import Item, Scene, Step
from renkei.programme.models.year import Commission, ItemName, Mode, ProgrammeYear

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "BrandDecision",
    "Commission",
    "ContactPoint",
    "Item",
    "ItemName",
    "Mode",
    "ProgrammeYear",
    "Region",
    "Scene",
    "Step",
    "Undertaking",
]
