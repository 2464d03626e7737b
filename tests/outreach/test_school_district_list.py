from datetime import date

import pytest
from django.test import Client

from renkei.audit.history import history_of
from renkei.core.actors import SYSTEM
from renkei.core.errors import RecordChanged
from renkei.geo.actions import change_school_district
from renkei.geo.models import SchoolDistrict
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.outreach.factories import LectureFactory, SchoolDistrictFactory
from tests.programme.office import LECTURES
from tests.programme.sheets import sheet_of
from tests.vocabulary.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(office):
    return SchoolDistrictFactory(municipality=office.town, name="見本校下")


def at(district, verb: str) -> str:
    return f"lectures/districts/{district.public_id}/{verb}/"


def counts(office) -> list[tuple[str, int, int]]:
    rows = office.get("lectures/districts/").context["districts"]
    return [(str(row), row.this_year, row.ever) for row in rows]


def test_each_district_tells_its_lectures_of_this_year_and_of_all(office, district):
    untouched = SchoolDistrictFactory(municipality=office.town, name="未実施校下")
    for year in (2016, 2015):
        LectureFactory(region=office.region, school_district=district, starts_on=date(year, 5, 1))
    for state in ("deleted", "cancelled"):
        LectureFactory(region=office.region, school_district=untouched, **{state: True})

    assert counts(office) == [("見本校下", 1, 2), ("未実施校下", 0, 0)]


def test_lectures_of_another_region_do_not_count(office, district):
    LectureFactory(school_district=district)

    assert counts(office) == [("見本校下", 0, 0)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_many(
    office, django_assert_max_num_queries, number
):
    SchoolDistrictFactory.create_batch(number, municipality=office.town)
    office.get("lectures/districts/")

    with django_assert_max_num_queries(7):
        office.get("lectures/districts/")


def test_without_districts_the_page_says_how_they_come(office):
    assert "校下は、まだ登録されていません" in office.page("lectures/districts/")


def test_another_name_shows_on_the_lecture_and_the_public_page_at_once(office, district):
    kind = TermFactory(scheme=Scheme.LECTURE, code="school-district")
    lecture = office.record(LECTURES, kind=kind.pk, school_district=district.pk, is_public="on")
    visitor, public = Client(), f"/mihon/programme/{lecture.fiscal_year}/"
    assert "見本校下" in visitor.get(public).content.decode()

    office.post(at(district, "edit"), office.sheet(at(district, "edit")) | {"name": "直した校下"})

    assert "直した校下" in office.page(office.at(LECTURES, lecture))
    assert "直した校下" in visitor.get(public).content.decode()
    told = history_of(district).get()
    assert told.changes == {"校下": ["見本校下", "直した校下"]}
    assert told.region == "mihon"


def test_a_name_the_municipality_has_already_is_refused(office, district):
    other = SchoolDistrictFactory(municipality=office.town)
    sheet = office.sheet(at(other, "edit")) | {"name": "見本校下"}

    answer = office.post(at(other, "edit"), sheet)

    assert answer.status_code == 422
    sentence = f"{office.town}には「見本校下」がもうあります。ほかの名前にしてください"
    assert answer.context["form"].errors == {"name": [sentence]}


def test_the_second_of_two_writers_is_told(office, district):
    colleague = office.colleague("見本 次郎")
    mine, theirs = (one.sheet(at(district, "edit")) for one in (office, colleague))
    colleague.post(at(district, "edit"), theirs | {"name": "先の名前"})

    answer = office.post(at(district, "edit"), mine | {"name": "後の名前"})

    assert answer.status_code == 422
    assert sheet_of(answer)["name"] == ["後の名前"]
    assert [each.name for each in answer.context["form"].differences] == ["name"]
    district.refresh_from_db()
    with pytest.raises(RecordChanged):
        change_school_district(district=district, by=SYSTEM, at=NOW, version=1)


def test_a_district_nothing_names_can_be_taken_out(office, district):
    office.post(at(district, "remove"))

    assert not SchoolDistrict.objects.exists()
    told = history_of(district).get()
    assert (told.verb, told.region) == ("delete", "mihon")


def test_one_with_lectures_stays_and_says_why(office, district):
    LectureFactory(region=office.region, school_district=district)

    page = office.post(at(district, "remove"), follow=True).content.decode()

    assert "この校下を使っている記録があるため、外せません" in page
    assert SchoolDistrict.objects.get() == district
    assert not history_of(district).exists()


@pytest.mark.parametrize("verb", ["edit", "remove"])
def test_districts_of_other_regions_are_out_of_reach(office, verb):
    stranger = SchoolDistrictFactory()

    assert office.post(at(stranger, verb), {"name": "x"}).status_code == 404
    assert SchoolDistrict.objects.get() == stranger


def test_the_list_lies_below_the_lectures(office):
    assert '<a href="/mihon/desk/lectures/" aria-current="page">' in office.page(
        "lectures/districts/"
    )
