import pytest

from renkei.audit.history import history_of
from renkei.geo.models import SchoolDistrict
from tests.geo.factories import MunicipalityFactory
from tests.outreach.factories import SchoolDistrictFactory
from tests.programme.office import LECTURES

pytestmark = pytest.mark.django_db


def test_a_lecture_may_name_a_school_district_the_list_does_not_have(office):
    lecture = office.record(LECTURES, new_district="見本校下", venue_municipality=office.town.pk)

    assert lecture.school_district.name == "見本校下"
    assert lecture.school_district.municipality == office.town
    assert "見本校下" in office.page("lectures/new/")
    assert history_of(lecture.school_district).get().region == office.region.slug


def test_a_school_district_written_twice_is_registered_once(office):
    for _ in range(2):
        office.record(LECTURES, new_district="見本校下", venue_municipality=office.town.pk)

    assert SchoolDistrict.objects.count() == 1


def test_in_a_region_of_one_municipality_it_need_not_be_chosen(office):
    office.region.municipalities.set([office.town])

    lecture = office.record(LECTURES, new_district="見本校下")

    assert lecture.school_district.municipality == office.town


def test_in_a_region_of_several_it_is_asked_for(office):
    office.region.municipalities.set([office.town, MunicipalityFactory()])

    assert office.errors(LECTURES, new_district="見本校下") == {
        "new_district": ["校下のある市町村を「会場の市町村」で選んでください"]
    }
    assert not SchoolDistrict.objects.exists()


def test_a_listed_and_a_new_school_district_exclude_each_other(office):
    listed = SchoolDistrictFactory(municipality=office.town)

    errors = office.errors(LECTURES, school_district=listed.pk, new_district="見本校下")

    assert errors == {"new_district": ["校下を一覧で選んだときは、ここを空けてください"]}


def test_the_list_tells_lectures_of_one_name_apart_by_their_school_district(office):
    for name in ("見本東", "見本西"):
        district = SchoolDistrictFactory(municipality=office.town, name=name)
        LECTURES.factory(region=office.region, school_district=district)

    page = office.page("lectures/")

    assert "（見本東）" in page
    assert "（見本西）" in page
