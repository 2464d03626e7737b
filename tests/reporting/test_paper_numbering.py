"""Numbers of sections: 1 →（1）→ ① → ア, each level counted within the one above."""

import pytest

from renkei.reporting.actions import Plan
from renkei.reporting.blocks import number_at, texts
from renkei.reporting.composition import parts_of, tree_of
from tests.clock import TODAY
from tests.reporting.factories import begin_paper


@pytest.mark.parametrize(
    ("level", "place", "number"),
    [
        (1, 2, "2"),
        (2, 3, "（3）"),
        (3, 1, "①"),
        (3, 20, "⑳"),
        (3, 21, "(21)"),
        (4, 1, "ア"),
        (4, 8, "ク"),
        (4, 60, "(60)"),
    ],
)
def test_a_number_looks_like_its_level(level, place, number):
    assert number_at(level, place) == number


def test_a_higher_level_begins_the_lower_ones_anew(region):
    levels = [1, 2, 3, 3, 2, 3, 4, 1, 2]
    paper = begin_paper(region, *[Plan(level, "heading", "見本") for level in levels], body="文")

    numbers = [part.number for part in parts_of(paper, TODAY)]

    assert numbers == ["1", "（1）", "①", "②", "（2）", "①", "ア", "2", "（1）"]


def test_a_section_left_out_has_no_number_and_no_place(region):
    paper = begin_paper(
        region, *[Plan(1, "heading", f"節{place}") for place in range(3)], body="文"
    )
    paper.sections.filter(position=1).update(is_included=False)

    parts = parts_of(paper, TODAY)

    assert [part.number for part in parts] == ["1", "", "2"]
    assert [section.title for section in tree_of(paper, parts).sections] == ["節0", "節2"]


def test_sections_stand_below_the_next_higher_one(region):
    levels = [1, 3, 2, 1]
    paper = begin_paper(
        region, *[Plan(level, "heading", f"段{level}") for level in levels], body="文"
    )

    first, second = tree_of(paper, parts_of(paper, TODAY)).sections

    assert [below.title for below in first.subsections] == ["段3", "段2"]
    assert second.subsections == []


def test_what_stands_below_a_section_left_out_is_left_out_with_it(region):
    levels = [1, 2, 3, 2, 1]
    paper = begin_paper(region, *[Plan(level, "text", "見本") for level in levels], body="文")
    paper.sections.filter(position=0).update(is_included=False)

    parts = parts_of(paper, TODAY)

    assert [part.number for part in parts] == ["", "", "", "", "1"]
    assert [part.is_left_out_above for part in parts] == [False, True, True, True, False]
    assert len(tree_of(paper, parts).sections) == 1


def test_a_section_left_out_below_leaves_those_beside_it_in(region):
    paper = begin_paper(region, *[Plan(level, "text", "見本") for level in (1, 2, 3, 2)], body="文")
    paper.sections.filter(position=1).update(is_included=False)

    assert [part.number for part in parts_of(paper, TODAY)] == ["1", "", "", "（1）"]


def test_a_draft_names_its_empty_sections_and_the_final_edition_is_without_them(region):
    titles = ["章", "空の節", "書いた節", "空の章", "空の項"]
    levels = [1, 2, 2, 1, 2]
    plans = [Plan(level, "text", title) for level, title in zip(levels, titles, strict=True)]
    paper = begin_paper(region, *plans)
    paper.sections.filter(title="書いた節").update(body="文")

    parts = parts_of(paper, TODAY)

    assert [part.number for part in parts] == ["1", "", "（1）", "", ""]
    draft, final = tree_of(paper, parts), tree_of(paper, parts, is_final=True)
    assert list(texts(draft)).count("記録がありません") == 2
    assert [title for title in titles if title in texts(draft)] == titles
    assert [title for title in titles if title in texts(final)] == ["章", "書いた節"]
