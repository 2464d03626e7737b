"""The council paper of a region's document, with its sections, as a final edition."""

from __future__ import annotations

from renkei.core.fiscal import FiscalYear
from renkei.council.models import Meeting
from renkei.demo import source
from renkei.demo.ground import Ground
from renkei.demo.source import Raw
from renkei.reporting import actions as reporting
from renkei.reporting.actions import Plan
from renkei.reporting.models import Paper


def lay_paper(ground: Ground, file: Raw) -> None:
    """Compose and finalise the paper, unless its meeting has one already."""
    entry = file.get("paper")
    if entry is None:
        return
    meeting = Meeting.objects.get(public_id=_named(ground, file, "meetings", entry["meeting"]))
    if Paper.objects.filter(meeting=meeting).exists():
        return
    paper = reporting.begin(
        region=ground.region,
        year=FiscalYear(entry["fiscal_year"]),
        title=entry["title"],
        number=entry["number"],
        meeting=meeting,
        plans=[_plan(ground, file, section) for section in entry["sections"]],
        by=ground.by,
        at=ground.published,
    )
    reporting.finalise(paper=paper, by=ground.by, at=ground.published)


def _plan(ground: Ground, file: Raw, section: Raw) -> Plan:
    parameters = {}
    if "undertaking" in section:
        chosen = _named(ground, file, "undertakings", section["undertaking"])
        parameters["undertaking"] = chosen
    return Plan(section["level"], section["source"], section.get("title", ""), parameters)


def _named(ground: Ground, file: Raw, section: str, title: str) -> str:
    """The public id of the record that an entry with this title became."""
    entries = source.entries(file, section)
    return ground.id_of(section, next(each["key"] for each in entries if each["title"] == title))
