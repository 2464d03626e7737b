"""The pages on which a coordinator makes a paper."""

from datetime import date

import pytest

from renkei.core.actors import SYSTEM
from renkei.core.fiscal import FiscalYear
from renkei.reporting import actions
from renkei.reporting.actions import Plan
from renkei.reporting.models import Paper
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.council.factories import MeetingFactory
from tests.programme.factories import UndertakingFactory
from tests.reporting.factories import begin_paper

DESK = "/mihon/desk/papers/"


def at(paper, path=""):
    return f"{DESK}{paper.public_id}/{path}"


def test_the_list_begins_with_what_one_can_make(desk):
    html = desk.get(DESK).content.decode()

    assert "資料はまだありません" in html
    assert "記録がまだありません" in html


def test_the_list_tells_drafts_from_final_ones(desk, region):
    MeetingFactory(region=region)
    actions.finalise(paper=begin_paper(region, title="確定の資料"), by=SYSTEM, at=NOW)
    begin_paper(region, title="途中の資料")

    html = desk.get(DESK).content.decode()

    assert "第1版（平成29年2月17日）" in html
    assert "下書き" in html
    assert "/mihon/desk/report/2016/" in html


def test_a_new_paper_begins_with_its_years_sections(desk, region):
    meeting = MeetingFactory(region=region, title="見本協議会")
    shown = desk.get(f"{DESK}new/").content.decode()
    assert "見本協議会　平成28年8月28日（日曜日）" in shown
    typed = {"fiscal_year": "2016", "title": "見本の資料", "number": "資料1", "meeting": meeting.pk}

    response = desk.post(f"{DESK}new/", typed)

    paper = Paper.objects.get()
    assert response.url == at(paper, "edit/")
    assert (paper.year, paper.meeting, paper.is_public) == (FiscalYear(2016), meeting, False)
    assert paper.sections.filter(source="trainings").exists()


def test_a_paper_without_a_title_is_asked_for_it(desk):
    response = desk.post(f"{DESK}new/", {"fiscal_year": "2016"})

    assert response.status_code == 422
    assert not Paper.objects.exists()


def test_a_meeting_of_another_region_cannot_be_chosen(desk):
    typed = {"fiscal_year": "2016", "title": "見本", "meeting": MeetingFactory().pk}

    assert desk.post(f"{DESK}new/", typed).status_code == 422


def test_title_and_number_can_be_changed(desk, region):
    paper = begin_paper(region)
    assert desk.get(at(paper, "describe/")).status_code == 200

    desk.post(at(paper, "describe/"), {"title": "直した題名", "is_public": "on"})

    assert Paper.objects.get().title == "直した題名"


def test_the_draft_is_a_sheet_and_a_pdf(desk, region):
    paper = begin_paper(region, number="資料３")

    assert "資料３" in desk.get(at(paper)).content.decode()
    assert desk.get(at(paper, "draft.pdf")).content.startswith(b"%PDF")


def test_the_editor_shows_contents_sheet_and_what_is_open(desk, region):
    paper = begin_paper(region, Plan(1, "functions"), Plan(1, "visits"))
    paper.sections.filter(position=0).update(is_included=False)

    html = desk.get(at(paper, "edit/")).content.decode()

    assert "（入れない）" in html
    assert "この期間の訪問の記録がありません" in html
    assert "センターの機能が書かれていません" not in html
    assert "資料に入れる" in html


def test_the_editor_says_what_the_final_edition_goes_without(desk, region):
    plans = [Plan(1, "text", "上の節"), Plan(2, "text", "下の節"), Plan(1, "text", "空の節")]
    paper = begin_paper(region, *plans)
    paper.sections.filter(position=0).update(is_included=False)
    below = paper.sections.get(position=1)

    html = desk.get(f"{at(paper, 'edit/')}?section={below.pk}").content.decode()

    assert "確定した版には入りません：「空の節」。" in html
    assert "上の節を入れていないので、この節も入りません。" in html
    assert "記録がありません" in html


def test_an_empty_paper_can_still_be_opened(desk, region):
    paper = begin_paper(region)
    paper.sections.all().delete()

    assert "足りないところはありません" in desk.get(at(paper, "edit/")).content.decode()
    assert desk.post(at(paper, "edit/"), {"what": "body", "body": "x"}).status_code == 422


def edit(desk, paper, section, **typed):
    return desk.post(f"{at(paper, 'edit/')}?section={section.pk}", typed)


def test_text_is_rewritten_in_the_editor(desk, region):
    chosen = UndertakingFactory(region=region, summary="もとの文")
    plan = Plan(1, "undertaking", parameters={"undertaking": chosen.public_id})
    paper = begin_paper(region, Plan(1, "heading"), plan)
    section = paper.sections.last()
    assert (
        "もとの文</textarea>"
        in desk.get(f"{at(paper, 'edit/')}?section={section.pk}").content.decode()
    )

    response = edit(desk, paper, section, what="body", body="書き換えた文")

    assert response.url == f"{at(paper, 'edit/')}?section={section.pk}#{section.anchor}"
    html = desk.get(response.url).content.decode()
    assert "書き換えた文" in html
    assert "記録から作り直す" in html
    desk.post(at(paper, f"sections/{section.pk}/rebuild/"))
    section.refresh_from_db()
    assert section.body == ""


def test_the_second_of_two_writers_sees_the_other_text_and_keeps_their_own(desk, region):
    paper = begin_paper(region, Plan(1, "text", "見本の節"))
    section = paper.sections.get()
    asked = desk.get(at(paper, f"edit/?section={section.pk}"))
    base = asked.context["editor"].forms["body"]["base"].value()
    actions.rewrite(section=section, body="先の文", by=SYSTEM, at=NOW)

    answer = edit(desk, paper, section, what="body", body="後の文", base=base)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "ほかの人が先に書き換えました" in html
    assert "先の文" in html
    assert "後の文" in html
    section.refresh_from_db()
    assert section.body == "先の文"

    base = answer.context["editor"].forms["body"]["base"].value()
    edit(desk, paper, section, what="body", body="まとめた文", base=base)
    section.refresh_from_db()
    assert section.body == "まとめた文"


def test_who_finds_the_text_given_back_to_the_records_is_told(desk, region):
    paper = begin_paper(region, Plan(1, "text", "見本の節"))
    section = paper.sections.get()
    actions.rewrite(section=section, body="前の文", by=SYSTEM, at=NOW)
    asked = desk.get(at(paper, f"edit/?section={section.pk}"))
    base = asked.context["editor"].forms["body"]["base"].value()
    actions.rewrite(section=section, body="", by=SYSTEM, at=NOW)

    html = edit(desk, paper, section, what="body", body="後の文", base=base).content.decode()

    assert "記録から作った文に戻しました" in html


def test_heading_level_and_period_are_chosen_in_the_editor(desk, region):
    paper = begin_paper(region, Plan(1, "visits"))
    section = paper.sections.get()

    edit(desk, paper, section, what="section", title="見本の見出し", level="2")
    edit(desk, paper, section, what="period", first="2016-04-01", last="H28.8.10")

    section.refresh_from_db()
    assert (section.title, section.level) == ("見本の見出し", 2)
    assert section.parameters == {"first": "2016-04-01", "last": "2016-08-10"}


def test_what_cannot_be_kept_comes_back_as_typed(desk, region):
    paper = begin_paper(region, Plan(1, "visits"))
    section = paper.sections.get()

    backwards = edit(desk, paper, section, what="period", first="2016-05-01", last="2016-04-01")
    impossible = edit(desk, paper, section, what="period", first="H28.2.30", last="2016-04-01")
    unknown = edit(desk, paper, section, what="gossip")

    assert [each.status_code for each in (backwards, impossible, unknown)] == [422, 422, 422]
    assert "期間の終わりを、始まりより後にしてください" in backwards.content.decode()
    section.refresh_from_db()
    assert section.parameters == {}


@pytest.mark.parametrize(
    ("verb", "order"),
    [("up", "乙甲"), ("down", "甲乙"), ("leave-out", "甲乙"), ("include", "甲乙")],
)
def test_buttons_change_one_section(desk, region, verb, order):
    paper = begin_paper(region, Plan(1, "heading", "甲"), Plan(1, "heading", "乙"))
    section = paper.sections.last()

    desk.post(at(paper, f"sections/{section.pk}/{verb}/"))

    section.refresh_from_db()
    assert "".join(paper.sections.values_list("title", flat=True)) == order
    assert section.is_included == (verb != "leave-out")


def test_a_section_of_another_paper_is_not_found(desk, region):
    paper, other = begin_paper(region), begin_paper(region)

    response = desk.post(at(paper, f"sections/{other.sections.get().pk}/up/"))

    assert response.status_code == 404


def test_a_section_is_added(desk, region):
    paper = begin_paper(region)

    desk.post(at(paper, "sections/new/"), {"source": "text", "level": "2", "title": "終わりに"})
    refused = desk.post(at(paper, "sections/new/"), {"source": "gossip", "level": "2"})

    assert paper.sections.last().title == "終わりに"
    assert refused.status_code == 422


def test_finalising_asks_first_and_says_what_is_open(desk, region):
    paper = begin_paper(region, Plan(1, "text", "見本の節"))

    html = desk.get(at(paper, "finalise/")).content.decode()

    assert "文がまだありません" in html
    assert "確定した版には入りません：「見本の節」。" in html
    assert "第1版" in html
    assert paper.document is None


def test_finalising_is_said_on_the_next_page(desk, region):
    paper = begin_paper(region)

    html = desk.post(at(paper, "finalise/"), follow=True).content.decode()

    assert "見本の資料の第1版を確定しました" in html
    assert "消せません" in desk.post(at(paper, "discard/"), follow=True).content.decode()


def test_an_empty_paper_is_refused_in_words(desk, region):
    paper = begin_paper(region)
    paper.sections.all().delete()

    assert "節を1つ以上" in desk.post(at(paper, "finalise/")).content.decode()


def test_a_draft_is_thrown_away(desk, region):
    html = desk.post(at(begin_paper(region), "discard/"), follow=True).content.decode()

    assert "下書き「見本の資料」を消しました" in html


def test_only_the_regions_coordinators_and_officers_make_papers(client, region):
    paper = begin_paper(region)
    for trait in ("professional", "council_member"):
        client.force_login(MembershipFactory(region=region, **{trait: True}).user)

        assert client.get(DESK).status_code == 403
        assert client.get(at(paper)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_longer_lists_cost_no_more_queries(desk, region, count, django_assert_max_num_queries):
    for _ in range(count):
        meeting = MeetingFactory(region=region, starts_on=date(2016, 6, 1))
        actions.finalise(paper=begin_paper(region, meeting=meeting), by=SYSTEM, at=NOW)
    desk.get(DESK)

    with django_assert_max_num_queries(9):
        desk.get(DESK)
