"""What is typed and not recorded is kept for its writer, within limits."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from renkei.core import actions
from renkei.core.actors import ANONYMOUS
from renkei.core.models import Draft
from tests.accounts.factories import UserFactory
from tests.clock import NOW

ONE, OTHER = UUID(int=1), UUID(int=2)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)


def keep(**more) -> Draft:
    return actions.keep_draft(
        **{
            "author": "hanako",
            "sheet": ONE,
            "address": "/mihon/desk/visits/new/",
            "region": "mihon",
            "title": "訪問を記録する",
            "fields": "title=a",
            "at": NOW,
        }
        | more
    )


def kept() -> list[str]:
    return [draft.fields for draft in Draft.objects.all()]


@pytest.mark.django_db
class TestKeeping:
    def test_the_newer_state_of_a_sheet_takes_the_place_of_the_older(self):
        keep(fields="title=a")
        keep(fields="title=ab", at=NOW + timedelta(seconds=15))

        assert kept() == ["title=ab"]

    def test_two_sheets_of_one_page_stay_apart(self):
        keep(fields="title=a")
        keep(fields="title=b", sheet=OTHER)

        assert sorted(kept()) == ["title=a", "title=b"]

    def test_two_writers_of_one_sheet_stay_apart(self):
        keep()
        keep(author="jiro")

        assert len(kept()) == 2

    def test_it_goes_thirty_days_after_the_last_typing(self):
        keep(fields="title=old")
        keep(fields="title=new", sheet=OTHER, at=NOW + Draft.KEPT_FOR)

        assert kept() == ["title=new"]

    def test_a_forgotten_one_is_not_shown_although_nobody_swept_it_away(self):
        keep()

        assert Draft.objects.lasting(NOW).exists()
        assert not Draft.objects.lasting(NOW + Draft.KEPT_FOR).exists()

    def test_beyond_the_limit_the_oldest_of_the_writer_goes(self, monkeypatch):
        monkeypatch.setattr(actions, "MOST", 2)
        keep(author="jiro", fields="title=jiro")
        for number in range(3):
            keep(sheet=uuid4(), fields=f"title={number}", at=NOW + timedelta(hours=number))

        assert kept() == ["title=2", "title=1", "title=jiro"]

    def test_what_is_too_large_is_refused_with_what_to_do(self):
        with pytest.raises(actions.DraftTooLarge, match="短くするか"):
            keep(fields="x" * actions.LARGEST)

        assert kept() == []

    def test_throwing_away_takes_the_writers_own_only(self):
        keep()
        keep(author="jiro", fields="title=jiro")
        actions.discard_draft(author="hanako", sheet=ONE)
        actions.discard_draft(author="hanako", sheet=OTHER)

        assert kept() == ["title=jiro"]

    def test_what_arrives_after_the_sheet_was_recorded_is_not_kept(self):
        hanako = UserFactory()
        keep(author=hanako.public_id)
        actions.close_sheet(author=hanako.public_id, sheet=ONE, at=NOW)

        with pytest.raises(actions.SheetRecorded):
            keep(author=hanako.public_id, fields="title=late")

        assert kept() == [""]
        assert not Draft.objects.visible_to(hanako).exists()

    def test_a_sheet_that_had_no_draft_is_closed_too(self):
        actions.close_sheet(author="hanako", sheet=ONE, at=NOW)
        actions.close_sheet(author="hanako", sheet=None, at=NOW)

        with pytest.raises(actions.SheetRecorded):
            keep()
        assert Draft.objects.count() == 1

    def test_recorded_sheets_take_no_drafts_place_and_go_like_them(self, monkeypatch):
        monkeypatch.setattr(actions, "MOST", 1)
        keep(fields="title=mine")
        actions.close_sheet(author="hanako", sheet=OTHER, at=NOW)
        keep(fields="title=mine, later")

        assert sorted(kept()) == ["", "title=mine, later"]
        keep(sheet=uuid4(), fields="title=new", at=NOW + Draft.KEPT_FOR)
        assert kept() == ["title=new"]

    def test_only_its_writer_sees_it(self):
        hanako, jiro = UserFactory(), UserFactory(operator=True)
        draft = keep(author=hanako.public_id)
        keep(author="", sheet=OTHER)

        assert list(Draft.objects.visible_to(hanako)) == [draft]
        assert list(Draft.objects.visible_to(jiro)) == []
        assert list(Draft.objects.visible_to(ANONYMOUS)) == []


@given(st.dictionaries(ANY_TEXT.filter(bool), ANY_TEXT, max_size=5))
def test_anything_typed_is_given_back_as_it_was(typed):
    sent = QueryDict(mutable=True)
    sent.update(typed)

    assert Draft(fields=sent.urlencode()).typed.dict() == typed


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ("title=mihon&name=x", "mihon"),
        ("title=&name=mihon", "mihon"),
        ("text=" + "a" * 60, "a" * 40),
        ("venue=mihon", ""),
        ("venue=mihon&on_0=平成&on_1=29&on_2=2&on_3=17", "平成29年2月17日"),
        ("on_0=平成&on_1=29&on_2=2&on_3=", "平成29年2月"),
        ("on_0=平成&on_1=29&on_2=&on_3=17&until_1=2017&until_2=3&until_3=1", "平成29年3月1日"),
        ("on_0=平成&on_1=2017/2/17&on_2=&on_3=", "平成29年2月17日"),
        ("on_0=平成&on_1=&on_2=&on_3=", ""),
    ],
    ids=["title", "name", "first words", "none", "day", "month", "second day", "pasted", "no day"],
)
def test_the_first_words_tell_drafts_apart(fields, hint):
    assert Draft(fields=fields).hint == hint


@pytest.mark.parametrize(
    ("version", "made_from"), [("3", 3), ("", None), ("x", None), ("-1", None), ("9" * 9999, None)]
)
def test_a_draft_knows_what_it_was_begun_from(version, made_from):
    assert Draft(fields=f"version={version}").made_from == made_from


@pytest.mark.parametrize(
    ("address", "url"),
    [("/a/", f"/a/?draft={ONE}"), ("/a/?from=2015", f"/a/?from=2015&draft={ONE}")],
)
def test_the_address_to_go_on_keeps_what_was_asked(address, url):
    assert Draft(address=address, sheet=ONE).url == url
