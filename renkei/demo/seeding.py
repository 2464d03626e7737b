"""Bringing the demo in: each entry of a data file becomes a record, once.

A record's public id is derived from its entry, so that a second run finds it, and
leaves it as people made it meanwhile: edited, cancelled or deleted.
"""

from datetime import datetime

from django.db import transaction

from renkei.demo import source
from renkei.demo.founding import coordinator, lay_people, lay_region, lay_school_districts
from renkei.demo.ground import Ground
from renkei.demo.knowledge import lay_knowledge
from renkei.demo.papers import lay_paper
from renkei.demo.records import lay_activities, lay_commissions, lay_facts
from renkei.programme.models import Region


@transaction.atomic
def seed_region(slug: str, *, at: datetime) -> Region | None:
    """Lay everything of one region's file that is not there yet, as of the file's moment.

    What the region knows of its places grows old, so it is as of ``at``. None when
    somebody founded another region under this slug: then nothing is done. Needs the
    municipalities, the terms and the places.
    """
    file = source.read(slug)
    region = lay_region(file)
    if region is None:
        return None
    lay_people(region, file)
    ground = Ground(region, file["at"], coordinator(file))
    lay_school_districts(ground, file)
    lay_facts(ground, file)
    lay_commissions(ground, file)
    lay_activities(ground, file)
    lay_paper(ground, file)
    lay_knowledge(ground, at=at)
    return region
