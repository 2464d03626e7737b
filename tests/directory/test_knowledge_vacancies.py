"""The board of vacancies: it grows old by itself and is told again with one press."""

from datetime import timedelta

import pytest

from renkei.core import clock
from renkei.directory.board import board_of
from renkei.directory.models import Vacancy
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.directory.factories import CorrectionFactory, VacancyFactory
from tests.organizations.factories import FacilityFactory
from tests.vocabulary.factories import TermFactory


@pytest.fixture
def vacancy(desk):
    return VacancyFactory(region=desk.region, facility=desk.place, told_at=NOW - timedelta(days=3))


def test_a_vacancy_holds_for_two_weeks(db):
    vacancy = VacancyFactory()

    assert vacancy.is_fresh(NOW + VACANCY_HOLDS_FOR)
    assert not vacancy.is_fresh(NOW + VACANCY_HOLDS_FOR + timedelta(seconds=1))


def test_the_board_tells_the_age_in_days(desk, vacancy):
    line = board_of(desk.region, "", NOW).kinds[0].lines[0]

    assert (line.days_old, line.is_fresh) == (3, True)


@pytest.mark.parametrize(
    ("state", "offered"),
    [("room", ["満員"]), ("full", ["受入可"]), ("ask", ["受入可", "満員"])],
)
def test_one_press_offers_what_it_is_not(desk, state, offered):
    VacancyFactory(region=desk.region, facility=desk.place, state=state)

    line = board_of(desk.region, "", NOW).kinds[0].lines[0]

    assert [label for _, label in line.others] == offered


def test_the_board_shows_unknown_when_it_is_old(desk, vacancy):
    page = desk.get("vacancies").content.decode()

    assert "不明" in page
    assert "（前は受入可）" in page


def test_the_board_uses_the_name_the_region_knows(desk, vacancy):
    CorrectionFactory(
        approved=True, region=desk.region, facility=desk.place, field="name", value="見本の新しい名"
    )

    assert board_of(desk.region, "", NOW).kinds[0].lines[0].name == "見本の新しい名"


def test_one_kind_can_be_asked_for(desk, vacancy):
    other = VacancyFactory(region=desk.region, facility=desk.place)

    board = board_of(desk.region, other.kind.code, NOW)

    assert [kind.term for kind in board.kinds] == [other.kind]
    assert set(board.terms) == {vacancy.kind, other.kind}
    assert desk.client.get(desk.url("vacancies"), {"kind": other.kind.code}).status_code == 200


@pytest.mark.parametrize(
    ("pressed", "state", "note"),
    [("", "room", "見本"), ("full", "full", ""), ("made-up", "room", "見本")],
    ids=["same", "full", "unknown word"],
)
def test_one_press_tells_it_as_of_now(desk, vacancy, pressed, state, note):
    vacancy.note = "見本"
    vacancy.save()

    answer = desk.post("vacancy-tell", {"state": pressed}, vacancy=vacancy)

    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.note) == (state, note)
    assert vacancy.told_by == desk.coordinator.name
    assert vacancy.told_at > NOW
    desk.undo(answer)
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.told_at) == ("room", NOW - timedelta(days=3))


def test_a_first_vacancy_is_recorded_on_the_page_of_the_place(desk):
    kind = TermFactory(scheme=Scheme.VACANCY)
    data = {"kind": kind.pk, "state": "ask", "note": "平日", "told_by": "見本の担当"}

    answer = desk.post("resource-vacancy", data, facility=desk.place)

    vacancy = Vacancy.objects.get()
    assert (vacancy.kind, vacancy.state, vacancy.told_by) == (kind, "ask", "見本の担当")
    desk.undo(answer)
    assert not Vacancy.objects.exists()


def test_the_page_of_a_place_shows_its_room(desk, vacancy):
    vacancy.told_at = clock.now()
    vacancy.save()

    assert '<span class="c-tag c-tag--success">受入可</span>' in (
        desk.get("resource", facility=desk.place).content.decode()
    )


def test_the_form_asks_for_what_is_missing(desk):
    answer = desk.post("resource-vacancy", {}, facility=desk.place)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "何の空きかを選んでください" in page
    assert "空きを選んでください" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_for_one_and_three(desk, django_assert_max_num_queries, count):
    for _ in range(count):
        facility = FacilityFactory(municipality=desk.place.municipality)
        VacancyFactory(region=desk.region, facility=facility)

    with django_assert_max_num_queries(10):
        desk.get("vacancies")


def test_an_empty_board_says_what_it_is_for(desk):
    assert "空きの知らせは、まだありません" in desk.get("vacancies").content.decode()


def test_another_regions_vacancy_is_not_found(desk):
    assert desk.post("vacancy-tell", vacancy=VacancyFactory()).status_code == 404
