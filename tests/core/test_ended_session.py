"""A form survives the end of the session it was written in."""

import pytest
from django.test import Client

from renkei.core import typed
from renkei.core.actors import ANONYMOUS
from renkei.core.models import Draft
from tests.programme.office import TRAININGS
from tests.programme.office import office as office
from tests.programme.sheets import sheet_of

NEW = "trainings/new/"


def end_session(office) -> None:
    """The browser stays, its session is over."""
    del office.client.cookies["sessionid"]


def sent_too_late(office, **typed_in: object):
    sheet = office.new(TRAININGS, **typed_in)
    end_session(office)
    return office.post(NEW, sheet)


def test_what_was_typed_waits_behind_the_sign_in(office):
    response = sent_too_late(office, title="書きかけの研修", agenda="見本の話\n次の話")
    assert response.url == "/account/login/?next=/mihon/desk/trainings/new/"

    office.client.force_login(office.person)
    back = office.get(NEW)

    assert "ログインの前に書いた内容を戻しました" in back.content.decode()
    assert sheet_of(back)["title"] == ["書きかけの研修"]
    assert sheet_of(back)["agenda"] == ["見本の話\n次の話"]
    assert office.post(NEW, sheet_of(back)).status_code == 302
    assert TRAININGS.model.objects.get().title == "書きかけの研修"


def test_it_comes_back_once(office):
    sent_too_late(office, title="書きかけの研修")
    office.client.force_login(office.person)
    office.get(NEW)

    assert office.sheet(NEW)["title"] == [""]


def test_it_comes_back_on_its_own_page_only(office):
    sent_too_late(office, title="書きかけの研修")
    office.client.force_login(office.person)

    assert office.sheet("meetings/new/")["title"] == [""]
    assert office.sheet(NEW)["title"] == ["書きかけの研修"]


def test_nobody_else_is_shown_it(office):
    sent_too_late(office, title="書きかけの研修")
    office.client.force_login(office.colleague().person)

    assert office.sheet(NEW)["title"] == [""]


def test_the_mark_of_the_sheet_comes_back_so_that_it_still_makes_one_record(office):
    sheet = office.new(TRAININGS)
    office.post(NEW, sheet)
    end_session(office)
    office.post(NEW, sheet)
    office.client.force_login(office.person)

    office.post(NEW, sheet_of(office.get(NEW)))

    assert TRAININGS.model.objects.count() == 1


def test_an_edit_comes_back_with_the_version_it_was_made_from(office):
    record = office.record(TRAININGS)
    address = office.at(TRAININGS, record, "edit")
    sheet = office.sheet(address) | {"title": "花子の名前"}
    jiro = office.colleague()
    jiro.post(address, jiro.sheet(address) | {"title": "次郎の名前"})
    end_session(office)
    office.post(address, sheet)
    office.client.force_login(office.person)

    response = office.post(address, sheet_of(office.get(address)))

    assert [each.theirs for each in response.context["form"].differences] == ["次郎の名前"]


@pytest.mark.parametrize(
    "author",
    ["", "bcdf", typed.sign_author(ANONYMOUS) + "x"],
    ids=["nobody", "unsigned", "forged"],
)
def test_a_form_that_names_no_writer_is_not_kept(office, author):
    sheet = office.new(TRAININGS, author=author)
    end_session(office)

    office.post(NEW, sheet)

    assert "typed" not in office.client.session
    assert not Draft.objects.exists()


def test_a_page_left_open_over_another_sign_in_keeps_what_was_typed(office):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.person)
    sheet = sheet_of(strict.get("/mihon/desk/trainings/new/")) | {"title": "書きかけの研修"}

    response = strict.post("/mihon/desk/trainings/new/", sheet, follow=True)

    assert sheet_of(response)["title"] == ["書きかけの研修"]


def test_a_foreign_form_is_refused_calmly(db):
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})

    assert response.status_code == 403
