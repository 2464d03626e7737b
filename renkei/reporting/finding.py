"""Papers for councils in the search over everything."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse

from renkei.core.actors import Actor
from renkei.core.dates import days_named
from renkei.core.finding import Hit, Hits, first_of, line
from renkei.core.fiscal import FiscalYear
from renkei.core.words import holding
from renkei.programme.models import Region
from renkei.reporting.models import Paper

SEARCHED = ("title", "number", "meeting__title", "sections__title", "sections__body")


def find_papers(actor: Actor, region: Region, phrase: str, today: date) -> Hits:
    """Papers by their title, number, meeting and what was written into them."""
    known = Paper.objects.visible_to(actor).of(region).select_related("meeting")
    rows, total = first_of(holding(known, phrase, SEARCHED, _of_year))
    return Hits([_paper(row, region) for row in rows], total)


def _of_year(word: str) -> Q:
    named = days_named(word)
    if named is None:
        return Q()
    year = FiscalYear.of(named[0])
    is_whole = named == (year.starts_on, year.ends_on)
    return Q(fiscal_year=int(year)) if is_whole else Q(meeting__starts_on__range=named)


def _paper(row: Paper, region: Region) -> Hit:
    keys = {"region": region.slug, "paper": row.public_id}
    meeting = line(row.meeting, row.meeting.when) if row.meeting else ""
    return Hit(
        str(row), reverse("reporting:paper-draft", kwargs=keys), meeting, lead=row.year.label
    )
