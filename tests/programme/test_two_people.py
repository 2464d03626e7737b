import json

import pytest

from renkei.audit.history import history_of
from tests.programme.office import LEAFLETS, TRAININGS, VISITS, of_every_kind
from tests.programme.sheets import sheet_of
from tests.vocabulary.factories import TermFactory


class Conflict:
    """Hanako and Jiro open the same sheet; Jiro is faster."""

    def __init__(self, office, kind, record) -> None:
        self.office, self.kind, self.record = office, kind, record
        self.edit = office.at(kind, record, "edit")
        self.mine = office.sheet(self.edit)
        self.jiro = office.colleague()
        self.theirs = self.jiro.sheet(self.edit)

    def jiro_writes(self, **typed: object) -> None:
        assert self.jiro.post(self.edit, self.theirs | typed).status_code == 302

    def i_write(self, **typed: object):
        return self.office.post(self.edit, self.mine | typed)

    def i_answer(self, response, **typed: object):
        return self.office.post(self.edit, sheet_of(response) | typed)

    def now(self):
        return self.kind.model.objects.get(pk=self.record.pk)


@pytest.fixture
def conflict(office):
    return Conflict(office, TRAININGS, office.record(TRAININGS, venue="見本公民館"))


def shown(response) -> dict[str, tuple[str, str, bool]]:
    return {
        each.name: (each.mine, each.theirs, each.is_mine_old)
        for each in response.context["form"].differences
    }


@of_every_kind
def test_the_second_sees_both_texts(office, kind):
    conflict = Conflict(office, kind, office.record(kind))
    conflict.jiro_writes(title="次郎の名前")

    response = conflict.i_write(title="花子の名前")

    assert response.status_code == 422
    assert shown(response) == {"title": ("花子の名前", "次郎の名前", False)}
    assert "花子の名前" in sheet_of(response)["title"]
    assert conflict.now().title == "次郎の名前"


@of_every_kind
def test_my_text_stays_unless_i_choose_the_other(office, kind):
    conflict = Conflict(office, kind, office.record(kind))
    conflict.jiro_writes(title="次郎の名前")

    conflict.i_answer(conflict.i_write(title="花子の名前"))

    assert conflict.now().title == "花子の名前"


@of_every_kind
def test_the_others_text_is_taken_where_i_choose_it(office, kind):
    conflict = Conflict(office, kind, office.record(kind))
    conflict.jiro_writes(title="次郎の名前")

    conflict.i_answer(conflict.i_write(title="花子の名前"), choice_title="theirs")

    assert conflict.now().title == "次郎の名前"


def test_where_i_changed_nothing_the_newer_text_is_proposed(conflict):
    conflict.jiro_writes(venue="見本会館")

    response = conflict.i_write(title="花子の名前")

    assert shown(response) == {"venue": ("見本公民館", "見本会館", True)}
    conflict.i_answer(response)
    assert (conflict.now().title, conflict.now().venue) == ("花子の名前", "見本会館")


def test_what_only_i_changed_is_not_asked(conflict):
    conflict.jiro_writes(venue="見本会館")

    assert "title" not in shown(conflict.i_write(title="花子の名前", venue="見本ホール"))


def test_where_both_typed_the_same_there_is_nothing_to_choose(conflict):
    conflict.jiro_writes(venue="見本会館")

    response = conflict.i_write(venue="見本会館")

    assert shown(response) == {}
    assert "もう一度「記録する」を押してください" in response.content.decode()
    assert conflict.i_answer(response).status_code == 302


def test_lines_and_numbers_are_chosen_like_any_field(office):
    doctor = TermFactory(label="医師")
    record = office.record(TRAININGS, agenda="開会", **{f"attendance-p{doctor.pk}-count": "3"})
    conflict = Conflict(office, TRAININGS, record)
    conflict.jiro_writes(
        agenda="次郎の話",
        more_days="H29.2.11 13:30～15:00",
        attendance_total="4",
        **{f"attendance-p{doctor.pk}-count": "4"},
    )

    response = conflict.i_write(agenda="花子の話")

    assert shown(response) == {
        "agenda": ("花子の話", "次郎の話", False),
        "more_days": ("（なし）", "平成29年2月11日 13時30分～15時", True),
        "attendance": ("医師 3名", "医師 4名", True),
        "attendance_total": ("3", "4", True),
    }
    conflict.i_answer(response, choice_agenda="theirs")
    kept = conflict.now()
    assert kept.as_history()["プログラム"] == "次郎の話"
    assert kept.as_history()["参加者の内訳"] == "医師 4名"
    assert kept.occasions.count() == 2


def test_places_of_a_leaflet_are_chosen_too(office):
    conflict = Conflict(office, LEAFLETS, office.record(LEAFLETS, places="見本駅"))
    conflict.jiro_writes(places="見本公民館 30部")

    conflict.i_answer(conflict.i_write(places="見本病院"), choice_places="theirs")

    assert str(conflict.now().places.get()) == "見本公民館 30部"


def test_choices_days_and_times_are_told_in_words(office):
    first, second = (TermFactory(scheme=VISITS.scheme, label=name) for name in ("病院", "薬局"))
    purpose = TermFactory(scheme="visit-purpose", label="あいさつ")
    conflict = Conflict(office, VISITS, office.record(VISITS, target=first.pk))
    conflict.jiro_writes(
        target=second.pk, purposes=[purpose.pk], on_1="2017/2/11", starts_at_0="9:30", scene="daily"
    )

    told = shown(conflict.i_write(title="花子の名前"))

    assert told["target"] == ("病院", "薬局", True)
    assert told["purposes"] == ("（なし）", "あいさつ", True)
    assert told["on"] == ("平成29年2月10日", "平成29年2月11日", True)
    assert told["starts_at"] == ("（なし）", "9時30分", True)


def test_a_tick_is_told_as_yes_or_no(conflict):
    del conflict.theirs["is_public"]
    conflict.jiro_writes()

    response = conflict.i_write(title="花子の名前")

    assert shown(response) == {"is_public": ("はい", "いいえ", True)}
    conflict.i_answer(response)
    assert (conflict.now().title, conflict.now().is_public) == ("花子の名前", False)


def test_a_third_person_starts_the_comparison_anew(conflict):
    conflict.jiro_writes(venue="見本会館")
    response = conflict.i_write(venue="見本ホール")
    conflict.theirs = conflict.jiro.sheet(conflict.edit)
    conflict.jiro_writes(venue="見本センター")

    again = conflict.i_answer(response)

    assert shown(again) == {"venue": ("見本ホール", "見本センター", False)}


def test_a_choice_stays_while_another_field_is_put_right(conflict):
    conflict.jiro_writes(venue="見本会館")
    response = conflict.i_answer(
        conflict.i_write(venue="見本ホール"), choice_venue="theirs", ends_at_0="12"
    )

    assert sheet_of(response)["venue"] == ["見本会館"]


@pytest.mark.parametrize("version", ["", "いち"], ids=["without", "not a number"])
def test_a_sheet_that_hides_its_version_overwrites_nothing(conflict, version):
    conflict.jiro_writes(venue="見本会館")

    response = conflict.i_write(venue="見本ホール", version=version)

    assert response.status_code == 422
    assert conflict.now().venue == "見本会館"


@pytest.mark.parametrize("base", ["", "{", json.dumps(["venue"])], ids=["none", "torn", "a list"])
def test_without_its_fingerprints_a_sheet_asks_about_every_difference(conflict, base):
    conflict.jiro_writes(venue="見本会館")

    assert shown(conflict.i_write(base=base))["venue"] == ("見本公民館", "見本会館", False)


def test_a_record_deleted_meanwhile_comes_back_with_what_i_typed_by_one_press(conflict):
    conflict.jiro.post(conflict.office.at(TRAININGS, conflict.record, "delete"))

    response = conflict.i_write(title="花子の名前")

    assert "書いているあいだに削除されました" in response.content.decode()
    assert response.content.decode().count("元に戻してから記録する</button>") == 2
    assert history_of(conflict.record)[0].verb == "delete"
    assert conflict.i_answer(response, restoring="1").status_code == 302
    assert (conflict.now().title, conflict.now().deleted_at) == ("花子の名前", None)
    verbs = [event.verb for event in history_of(conflict.record)]
    assert verbs == ["update", "restore", "delete", "create"]


def test_what_was_changed_before_the_deletion_is_chosen_like_any_change(conflict):
    conflict.jiro_writes(venue="見本会館")
    conflict.jiro.post(conflict.office.at(TRAININGS, conflict.record, "delete"))

    response = conflict.i_write(title="花子の名前")

    assert shown(response) == {"venue": ("見本公民館", "見本会館", True)}
    assert "残すほうを選び、「元に戻してから記録する」" in response.content.decode()
    conflict.i_answer(response, restoring="1")
    assert (conflict.now().title, conflict.now().venue) == ("花子の名前", "見本会館")


def test_the_sheet_of_a_deleted_record_says_so_and_offers_to_bring_it_back(conflict):
    conflict.jiro.post(conflict.office.at(TRAININGS, conflict.record, "delete"))

    page = conflict.office.page(conflict.edit)

    assert "この記録は削除されています" in page
    assert "元に戻す</button>" in page
    assert "元に戻してから記録する</button>" in page
