"""Papers as somebody began them."""

from renkei.core.actors import SYSTEM
from renkei.core.fiscal import FiscalYear
from renkei.reporting import actions
from renkei.reporting.actions import Plan
from tests.clock import NOW


def begin_paper(region, *plans, **more):
    """A paper of 平成28年度 with one section of written text unless others are given.

    ``body`` is written into each section.
    """
    body = more.pop("body", "" if plans else "見本の文")
    paper = actions.begin(
        region=region,
        year=FiscalYear(2016),
        title=more.pop("title", "見本の資料"),
        plans=plans or [Plan(1, "text", "見本の節")],
        by=SYSTEM,
        at=NOW,
        **more,
    )
    paper.sections.update(body=body)
    return paper
