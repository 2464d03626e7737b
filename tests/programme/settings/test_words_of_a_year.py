import pytest

from renkei.audit.history import history_of
from renkei.programme.models import ItemName, ProgrammeYear
from tests.programme.factories import ProgrammeYearFactory
from tests.programme.sheets import sheet_of

pytestmark = pytest.mark.django_db
WORDS = "/mihon/desk/commission/2016/words/"


def write(browser, **changes):
    return browser.post(WORDS, {**sheet_of(browser.get(WORDS)), **changes})


def test_what_is_written_stands_on_the_public_page(coordinator, client, region):
    write(coordinator, introduction="見本のはじめの文", **{"name-a": "見本の資源の把握"})

    page = client.get("/mihon/programme/2016/").content.decode()
    assert "見本のはじめの文" in page
    assert "見本の資源の把握" in page


def test_the_history_tells_what_was_written(coordinator):
    write(coordinator, scope="八つあります", **{"name-a": "把握", "heading-a": "見出し"})

    assert history_of(ProgrammeYear.objects.get()).get().changes == {
        "事業項目の前の文": ["", "八つあります"],
        "アの名前": ["", "把握 見出し"],
    }


def test_an_emptied_name_gives_the_item_its_own_back(coordinator):
    write(coordinator, **{"name-a": "把握"})
    write(coordinator, **{"name-a": ""})

    assert not ItemName.objects.exists()


def test_a_changed_name_stays_one_row(coordinator):
    write(coordinator, **{"name-a": "把握"})
    write(coordinator, **{"name-a": "見本の把握"})

    assert ItemName.objects.get().name == "見本の把握"


def test_a_heading_alone_is_asked_back(coordinator):
    answer = write(coordinator, **{"heading-a": "見出し"})

    assert dict(answer.context["form"].errors) == {"name-a": ["アの一覧での名前も書いてください"]}


def test_sending_it_untouched_changes_nothing(coordinator, region):
    page = ProgrammeYearFactory(region=region, introduction="見本の文")

    write(coordinator)

    page.refresh_from_db()
    assert page.version == 1
    assert not history_of(page).exists()


def test_the_second_of_two_writers_is_told(coordinator, region):
    ProgrammeYearFactory(region=region, introduction="はじめ")
    sheet = sheet_of(coordinator.get(WORDS))
    write(coordinator, introduction="先の文")

    answer = coordinator.post(WORDS, {**sheet, "introduction": "あとの文"})

    assert answer.status_code == 422
    assert "先の文" in answer.content.decode()


def test_the_year_page_shows_the_words(coordinator, region):
    ProgrammeYearFactory(region=region, introduction="見本の文", scope_note="続く文")

    page = coordinator.get("/mihon/desk/commission/2016/").content.decode()

    assert "見本の文" in page
    assert "続く文" in page
