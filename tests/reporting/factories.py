"""Papers as somebody began them."""

from renkei.core.actors import SYSTEM
from renkei.core.fiscal import FiscalYear
from renkei.reporting import actions
from renkei.reporting.actions import Plan
from tests.clock import NOW


def begin_paper(region, *plans, **more):
    """A paper of 平成28年度 with one section of free text unless others are given."""
    return actions.begin(
        region=region,
        year=FiscalYear(2016),
        title=more.pop("title", "見本の資料"),
        plans=plans or [Plan(1, "text", "見本の節")],
        by=SYSTEM,
        at=NOW,
        **more,
    )
