"""Room is asked of the kind of service that is named, as long as its word is fresh."""

from datetime import timedelta

import pytest

from renkei.directory.search import Tag
from renkei.organizations.models import Facility
from tests.clock import NOW
from tests.directory.searching import reindex

SHORT, NURSING = "ショートステイ 受入可（2月16日）", "訪問看護の枠 受入可（2月16日）"


@pytest.fixture
def both(town):
    """A place for short stays whose only room is for 訪問看護, and one with room for both."""
    town.room(town.place("看護の会", "short", "nursing", can=["dementia"]), "visiting-nursing")
    place = town.place("東の会", "short", "nursing")
    town.room(place)
    town.room(place, "visiting-nursing")
    town.place("満員の会", "short")
    reindex()
    return town


ANSWERS = {
    "ショート 空き": ["東の会"],
    "訪問看護 空き": ["看護の会", "東の会"],
    "ショート 訪問看護 空き": ["看護の会", "東の会"],
    "空き": ["看護の会", "東の会"],
    "認知症 空き": ["看護の会"],
}


@pytest.mark.parametrize(("words", "names"), ANSWERS.items(), ids=list(ANSWERS))
def test_only_room_of_the_kind_that_is_asked_for_counts(both, words, names):
    assert both.names(words) == names


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("ショート 空き", {SHORT: True, NURSING: False}),
        ("訪問看護 空き", {SHORT: False, NURSING: True}),
        ("東の会 空き", {SHORT: True, NURSING: True}),
    ],
)
def test_what_is_marked_as_fitting_is_what_was_asked_for(both, words, fits):
    hit = both.find(words).hits[-1]

    told = dict(hit.tags)
    assert {label: told.get(label, False) for label in fits} == fits


def test_room_counts_while_it_is_fresh(town):
    town.room(town.place("東の会", "short"))
    town.room(town.place("西の会", "short"), days_ago=30)
    town.room(town.place("南の会", "short"), state="full")
    reindex()

    assert town.names("ショート 空き") == ["東の会"]


def test_fresh_room_of_another_kind_does_not_make_the_old_one_fresh(town):
    place = town.place("東の会", "short", "nursing")
    town.room(place, days_ago=30)
    town.room(place, "visiting-nursing")
    reindex()

    assert town.names("ショート 空き") == []
    assert town.names("訪問看護 空き") == ["東の会"]


@pytest.mark.parametrize("days", range(17))
def test_who_is_found_has_fresh_room_and_says_so(town, days):
    place = town.place("東の会", "short", "nursing")
    town.room(place, days_ago=0)
    town.room(place, "visiting-nursing", days_ago=-3)
    reindex()

    found = town.find("ショート 空き", at=NOW + timedelta(days=days))

    tag = Tag("ショートステイ 受入可（2月17日）", is_asked=True)
    assert [tag in hit.tags for hit in found.hits] == ([True] if days < 14 else [])


def test_room_of_a_kind_that_has_none_is_told_to_be_unknown(town):
    town.room(town.place("東の会", "dentist", "short"))
    town.place("西歯科", "dentist")
    reindex()

    found = town.find("歯科 空き")

    assert found.not_understood == ("空きあり",)
    assert found.total == 2
    assert not any(tag.is_asked for hit in found.hits for tag in hit.tags)


def test_who_lacks_room_of_the_kind_is_not_told_to_have_none_at_all(town):
    town.room(town.place("東の会", "short", "nursing"), "visiting-nursing")
    reindex()

    (hit,) = town.find("ショート 空き").nearly

    assert hit.lacks == ("お探しの空きの知らせはありません",)
    assert Tag(NURSING) in hit.tags


def test_near_misses_have_room_of_the_kind_or_none(town):
    town.room(town.place("看護の会", "nursing", "dentist"), "visiting-nursing")
    town.place("東の会", "short")
    reindex()

    found = town.find("見本市 ショート 空き")

    assert [one.label for one in found.alternatives] == ["「空きあり」をはずす"]
    (hit,) = found.nearly
    assert Facility.objects.get(pk=hit.facility_id).name == "東の会"


def test_of_two_kinds_the_one_with_room_is_shown(town):
    town.room(town.place("東の会", "short"))
    town.place("西歯科", "dentist")
    reindex()

    assert town.names("ショート 歯科 空き") == ["東の会"]


@pytest.fixture
def doctors(town):
    """Of two that pay visits one has room for new patients, the other only a free bed."""
    town.room(town.place("満床医院", "clinic", can=["home-visit"]), "bed")
    place = town.place("新規医院", "clinic", can=["home-visit", "day-call"])
    town.room(place, "home-visit-new")
    town.room(town.place("看護の会", "nursing"), "visiting-nursing")
    reindex()
    return town


@pytest.mark.parametrize(
    "words",
    [
        "訪問診療 空き",
        "新規 訪問診療",
        "新規 訪問診療 空き",
        "往診 空き",
        "診療所 往診 空き",
        "在宅医 空き",
    ],
)
def test_room_for_a_visit_is_room_for_new_patients(doctors, words):
    found = doctors.find(words)

    assert doctors.names(words) == ["新規医院"]
    assert found.not_understood == ()
    assert Tag("新規の訪問診療 受入可（2月16日）", is_asked=True) in found.hits[0].tags


def test_a_visit_by_a_doctor_does_not_change_room_of_another_kind(doctors):
    doctors.room(doctors.place("二つの会", "nursing", can=["home-visit"]), "visiting-nursing")
    reindex()

    assert set(doctors.names("訪問看護 訪問診療 空き")) == {"二つの会"}


def test_room_that_is_asked_for_in_two_ways_is_one_condition(doctors):
    chips = doctors.find("新規 訪問診療 空き").understood

    assert [chip.label for chip in chips] == ["新規の受け入れ", "訪問診療"]


RESPITE = "レスパイト入院 受入可（2月16日）"


@pytest.fixture
def respites(town):
    """A short stay and two hospitals with room, of which one takes people in for a while."""
    town.room(town.place("短期の家", "short"))
    town.room(town.place("休息病院", "hospital"), "respite")
    town.room(town.place("満床病院", "hospital"), "respite", state="full")
    town.room(town.place("空床病院", "hospital"), "bed")
    reindex()
    return town


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("レスパイト 空き", ["短期の家", "休息病院"]),
        ("レスパイト", ["短期の家", "休息病院", "満床病院"]),
        ("レスパイト入院 空き", ["休息病院"]),
        ("レスパイト入院", ["休息病院", "満床病院", "空床病院"]),
        ("病院 レスパイト入院 空き", ["休息病院"]),
    ],
)
def test_respite_is_a_short_stay_or_a_hospital_that_tells_of_it(respites, words, names):
    assert set(respites.names(words)) == set(names)


def test_why_a_hospital_is_found_for_respite_is_told(respites):
    found = respites.find("レスパイト")

    names = dict(Facility.objects.values_list("pk", "name"))
    assert {names[hit.facility_id]: hit.tags for hit in found.hits} == {
        "休息病院": (Tag(RESPITE, is_asked=True),),
        "満床病院": (Tag("レスパイト入院", is_asked=True),),
        "短期の家": (Tag(SHORT),),
    }
