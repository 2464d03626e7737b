"""Making a paper: sections in and out, order, rewritten text, the figure's period."""

from datetime import date

import pytest

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.reporting import actions
from renkei.reporting.actions import Plan
from renkei.reporting.blocks import Bars, Paragraph
from renkei.reporting.composition import parts_of, tree_of
from renkei.reporting.models import Paper
from tests.clock import NOW, TODAY
from tests.council.factories import MeetingFactory
from tests.liaison.factories import VisitFactory
from tests.programme.factories import UndertakingFactory
from tests.reporting.factories import begin_paper
from tests.training.factories import TrainingFactory

BY = {"by": SYSTEM, "at": NOW}


def test_beginning_a_paper_is_written_down(region):
    paper = begin_paper(region, Plan(1, "heading", "見本"), number="資料３")

    assert str(paper) == "資料３　見本の資料"
    assert paper.year.label == "平成28年度"
    assert paper.sections.get().region == region
    assert str(paper.sections.get()) == "見本"
    assert AuditEvent.objects.get().verb == "create"


def test_an_unknown_source_is_refused(region):
    with pytest.raises(actions.SourceUnknown):
        begin_paper(region, Plan(1, "gossip"))


def test_the_frame_names_meeting_and_day(region):
    meeting = MeetingFactory(region=region, title="見本協議会", number=1)

    paper = begin_paper(region, meeting=meeting, number="資料３")

    tree = tree_of(paper, parts_of(paper, TODAY))
    assert tree.box == ("平成28年度 第1回", "見本協議会", "平成28年8月28日")
    assert tree.mark == "資料３"


def test_without_a_meeting_or_its_day_the_frame_has_the_year(region):
    undated = MeetingFactory(
        region=region, title="見本協議会", starts_on=None, precision="year", fiscal_year=2016
    )

    boxes = [
        tree_of(paper, parts_of(paper, TODAY)).box
        for paper in (begin_paper(region), begin_paper(region, meeting=undated))
    ]

    assert boxes == [("平成28年度",), ("平成28年度", "見本協議会")]


def test_a_changed_description_says_what_changed(region):
    paper = begin_paper(region)
    paper.title = "見本の新しい資料"

    actions.describe(paper=paper, **BY)

    assert Paper.objects.get().title == "見本の新しい資料"
    assert AuditEvent.objects.first().changes == {"題名": ["見本の資料", "見本の新しい資料"]}


def test_a_section_is_added_at_the_end(region):
    paper = begin_paper(region)

    section = actions.add_section(paper=paper, source="text", level=2, **BY)

    assert section.position == 1
    assert (
        actions.add_section(paper=begin_empty(region), source="text", level=1, **BY).position == 0
    )


def begin_empty(region):
    paper = begin_paper(region)
    paper.sections.all().delete()
    return paper


def test_a_section_goes_out_and_comes_back_with_its_text(region):
    section = begin_paper(region).sections.get()
    actions.rewrite(section=section, body="見本の文", **BY)

    actions.include(section=section, is_included=False, **BY)
    actions.include(section=section, is_included=True, **BY)

    section.refresh_from_db()
    assert (section.is_included, section.body) == (True, "見本の文")


@pytest.mark.parametrize(
    ("title", "steps", "order"),
    [
        ("乙", -1, "乙甲丙"),
        ("乙", 1, "甲丙乙"),
        ("甲", -1, "甲乙丙"),
        ("丙", 1, "甲乙丙"),
    ],
)
def test_a_section_moves_within_the_paper(region, title, steps, order):
    paper = begin_paper(region, *[Plan(1, "heading", each) for each in "甲乙丙"])

    actions.move(section=paper.sections.get(title=title), steps=steps, **BY)

    assert "".join(paper.sections.values_list("title", flat=True)) == order


def test_an_empty_heading_takes_that_of_the_source(region):
    section = begin_paper(region, Plan(1, "functions", "見本の見出し")).sections.get()

    actions.entitle(section=section, title="", level=2, **BY)

    (part,) = parts_of(section.paper, TODAY)
    assert (part.title, part.row.level) == ("機能", 2)


def test_rewritten_text_stays_and_tables_follow_the_records(region):
    chosen = UndertakingFactory(region=region, summary="もとの文")
    VisitFactory(region=region)
    paper = begin_paper(region, Plan(1, "visits", parameters={"undertaking": chosen.public_id}))
    actions.rewrite(section=paper.sections.get(), body="書き換えた文", **BY)

    (part,) = parts_of(paper, TODAY)

    assert [type(block) for block in part.blocks] == [Paragraph, Bars]
    assert part.blocks[0].text == "書き換えた文"
    assert part.generated_text == "もとの文"
    assert part.gaps == ()


def test_making_it_from_the_records_again_follows_them(region):
    TrainingFactory(region=region, title="見本研修", starts_on=date(2016, 7, 1), summary="一行")
    paper = begin_paper(region, Plan(1, "trainings"))
    section = paper.sections.get()
    actions.rewrite(section=section, body="書き換えた文", **BY)

    actions.rewrite(section=section, body="", **BY)

    (part,) = parts_of(paper, TODAY)
    assert part.generated_text == "ア　見本研修（7/1）\n一行"
    assert part.blocks == part.built.blocks


def test_the_text_of_several_undertakings_can_be_rewritten(region):
    UndertakingFactory(region=region, title="一つ目", summary="文一")

    (part,) = parts_of(begin_paper(region, Plan(2, "undertaking")), TODAY)

    assert part.generated_text == "一つ目\n文一"


def test_the_period_of_a_figure_is_chosen(region):
    section = begin_paper(region, Plan(1, "visits")).sections.get()

    actions.choose_period(section=section, first=date(2016, 4, 1), last=date(2016, 4, 1), **BY)

    section.refresh_from_db()
    assert section.parameters == {"first": "2016-04-01", "last": "2016-04-01"}


def test_a_period_that_ends_before_it_begins_is_refused(region):
    section = begin_paper(region, Plan(1, "visits")).sections.get()

    with pytest.raises(actions.PeriodBackwards):
        actions.choose_period(section=section, first=TODAY, last=date(2016, 4, 1), **BY)


def test_a_draft_can_be_thrown_away_and_that_is_known(region):
    actions.discard(paper=begin_paper(region), **BY)

    assert not Paper.objects.exists()
    assert AuditEvent.objects.first().verb == "delete"
