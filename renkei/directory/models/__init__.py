"""Services, where they come from, and what the region knows about them."""

from renkei.directory.models.filing import Filing
from renkei.directory.models.informal import CallOutcome, InformalService
from renkei.directory.models.knowledge import Ability, Correction, Evidence, Note, Vacancy
from renkei.directory.models.link import FacilityLink
from renkei.directory.models.listing import Listing, StaleListing, Tally
from renkei.directory.models.outlines import AreaKind, OutlineRun
from renkei.directory.models.service import Opening, Service
from renkei.directory.models.sources import (
    ImportRun,
    Join,
    Publication,
    RowProblem,
    Source,
    SourceRow,
)

__all__ = [
    "Ability",
    "AreaKind",
    "CallOutcome",
    "Correction",
    "Evidence",
    "FacilityLink",
    "Filing",
    "ImportRun",
    "InformalService",
    "Join",
    "Listing",
    "Note",
    "Opening",
    "OutlineRun",
    "Publication",
    "RowProblem",
    "Service",
    "Source",
    "SourceRow",
    "StaleListing",
    "Tally",
    "Vacancy",
]
