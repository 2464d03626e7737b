"""Values of the region's own: given at the desk, proposed by others, taken back."""

from datetime import timedelta

import pytest

from renkei.audit.history import history_of
from renkei.core.actors import SYSTEM
from renkei.directory import actions
from renkei.directory.actions.proposing import NothingNew
from renkei.directory.actions.returning import AlreadyDecided, AsPublished
from renkei.directory.facts import effective
from renkei.directory.models import Ability, Correction, Evidence, Vacancy
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.directory.factories import (
    AbilityFactory,
    CorrectionFactory,
    SourceRowFactory,
    VacancyFactory,
)
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

A_MONTH = timedelta(days=30)
BY = {"by": SYSTEM, "at": NOW}
NUMBER = {"value": "0297-00-9999", "reason": "電話で確認"}


def telephone(desk) -> str:
    desk.place.refresh_from_db()
    return effective(desk.place, desk.region).telephone.value


def say(desk, field="telephone", value="0297-00-9999", **more):
    return actions.propose_correction(
        region=desk.region,
        facility=desk.place,
        field=field,
        value=value,
        proposed_by="見本の読者",
        at=NOW,
        **more,
    )


def test_a_value_given_at_the_desk_shows_at_once_and_leaves_the_published_one(desk):
    answer = desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")

    assert answer["Location"] == desk.url("resource", facility=desk.place)
    assert telephone(desk) == "0297-00-9999"
    assert desk.place.telephone == "0297-00-1111"
    [event] = history_of(desk.place)
    assert event.changes == {"電話": ["0297-00-1111", "0297-00-9999"]}
    assert event.reason == "電話で確認"


def test_of_two_who_correct_one_value_the_second_is_told_of_the_first(desk):
    shown = NUMBER | {"was": "0297-00-1111"}
    desk.post("resource-correct", shown, facility=desk.place, field="telephone")
    later = shown | {"value": "0297-00-8888"}

    answer = desk.post("resource-correct", later, facility=desk.place, field="telephone")

    form = answer.context["form"]
    assert form.errors["value"] == [
        "ほかの人が先に「0297-00-9999」に直しました。確かめて、もう一度記録してください。"
    ]
    assert (form["value"].value(), form["was"].value()) == ("0297-00-8888", "0297-00-9999")
    assert telephone(desk) == "0297-00-9999"
    again = later | {"was": form["was"].value()}
    desk.post("resource-correct", again, facility=desk.place, field="telephone")
    assert telephone(desk) == "0297-00-8888"


def test_the_page_shows_both_values_side_by_side(desk):
    SourceRowFactory(facility=desk.place)
    desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")

    page = desk.get("resource", facility=desk.place).content.decode()

    assert "0297-00-9999" in page
    assert '<td data-label="公表">0297-00-1111</td>' in page
    assert "電話で確認" in page
    assert "介護サービス情報公表システム" in page


def test_the_form_begins_with_what_is_shown(desk):
    page = desk.get("resource-correct", facility=desk.place, field="telephone")

    assert page.context["form"]["value"].value() == "0297-00-1111"


def test_any_field_of_a_place_can_have_a_local_value(desk):
    data = {"value": "見本の時間", "reason": "電話で確認"}

    desk.post("resource-correct", data, facility=desk.place, field="hours")

    assert effective(desk.place, desk.region).hours.value == "見本の時間"


def test_a_local_value_can_be_taken_back(desk):
    answer = desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")

    desk.undo(answer)

    assert telephone(desk) == "0297-00-1111"


def test_taking_back_the_second_value_brings_the_first_again(desk):
    desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")
    second = NUMBER | {"value": "0297-00-7777"}
    answer = desk.post("resource-correct", second, facility=desk.place, field="telephone")
    assert telephone(desk) == "0297-00-7777"

    desk.undo(answer)

    assert telephone(desk) == "0297-00-9999"


def test_the_published_value_is_one_press_away_whatever_was_corrected_before(desk):
    desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")
    second = NUMBER | {"value": "0297-00-7777"}
    desk.post("resource-correct", second, facility=desk.place, field="telephone")
    for page in (
        desk.get("resource", facility=desk.place),
        desk.get("resource-correct", facility=desk.place, field="telephone"),
    ):
        assert page.content.decode().count("公表の内容に戻す") == 1

    answer = desk.post("resource-as-published", facility=desk.place, field="telephone")

    assert telephone(desk) == "0297-00-1111"
    assert not Correction.objects.approved().exists()
    event = history_of(desk.place)[0]
    assert event.changes == {"電話": ["0297-00-7777", "0297-00-1111"]}
    desk.undo(answer)
    assert telephone(desk) == "0297-00-7777"


def test_what_has_no_published_value_is_ended(desk):
    CorrectionFactory(
        region=desk.region, facility=desk.place, field="hours", value="見本の時間", approved=True
    )
    assert "圏域の内容をやめる" in desk.get("resource", facility=desk.place).content.decode()

    desk.post("resource-as-published", facility=desk.place, field="hours")

    assert effective(desk.place, desk.region).hours.value == ""


def test_writing_the_published_value_again_ends_the_local_one(desk):
    desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")
    again = NUMBER | {"value": "0297-00-1111"}

    answer = desk.post("resource-correct", again, facility=desk.place, field="telephone")

    assert answer.status_code == 302
    assert not Correction.objects.approved().exists()
    desk.undo(answer)
    assert telephone(desk) == "0297-00-9999"


def test_without_a_local_value_there_is_nothing_to_return_from(desk):
    url = desk.url("resource-as-published", facility=desk.place, field="telephone")

    assert AsPublished.__doc__ in desk.client.post(url, follow=True).content.decode()
    assert not history_of(desk.place)
    assert "公表の内容に戻す" not in desk.get("resource", facility=desk.place).content.decode()


def test_an_unknown_field_has_no_published_value(desk):
    answer = desk.post("resource-as-published", facility=desk.place, field="ability")

    assert answer.status_code == 404


def test_taking_back_twice_is_told_calmly(desk):
    answer = desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")
    correction = Correction.objects.get()
    desk.undo(answer)

    again = desk.client.post(desk.url("correction-take-back", correction=correction), follow=True)

    assert AlreadyDecided.__doc__ in again.content.decode()


def test_a_value_needs_a_reason_and_must_be_new(desk):
    data = {"value": "0297-00-1111", "reason": ""}
    no_reason = desk.post("resource-correct", data, facility=desk.place, field="telephone")
    data["reason"] = "電話で確認"
    same = desk.post("resource-correct", data, facility=desk.place, field="telephone")

    assert "理由を書いてください" in no_reason.content.decode()
    assert NothingNew.__doc__ in same.content.decode()
    assert (no_reason.status_code, same.status_code) == (422, 422)


def test_only_fields_of_a_place_can_be_corrected(desk):
    assert desk.get("resource-correct", facility=desk.place, field="ability").status_code == 404


def test_a_place_of_another_region_is_not_found(desk):
    stranger = FacilityFactory()

    assert desk.get("resource", facility=stranger).status_code == 404
    assert desk.get("resource-link", facility=stranger).status_code == 404


def test_what_a_reader_says_changes_nothing_until_approved(desk):
    correction = say(desk)
    assert telephone(desk) == "0297-00-1111"

    desk.post("correction-approve", correction=correction)

    assert telephone(desk) == "0297-00-9999"


def test_an_approved_report_keeps_who_said_it_and_names_nobody_in_public(desk, client):
    correction = say(desk, reason="見本 よみこの母が電話した")
    desk.post("correction-approve", correction=correction)

    row = desk.get("resource", facility=desk.place).content.decode()
    page = client.get(f"/{desk.region.slug}/services/{desk.place.public_id}/").content.decode()

    assert f"ページを見た方の知らせ、確認 {desk.coordinator.name}" in row
    assert "ページを見た方の知らせを圏域で確認" in page
    assert "よみこ" in row
    assert "よみこ" not in page
    assert desk.coordinator.name not in page


def test_a_local_value_without_a_reason_has_no_dangling_mark(desk):
    desk.post("correction-approve", correction=say(desk))

    row = desk.get("resource", facility=desk.place).content.decode()
    facts = row[row.index('id="facts"') : row.index("</table>")]

    assert "理由" not in facts
    assert f"{desk.coordinator.name}：" not in facts


def test_an_approval_can_be_undone_and_the_proposal_waits_again(desk):
    desk.post("resource-correct", NUMBER, facility=desk.place, field="telephone")
    correction = say(desk, value="0297-00-7777")
    answer = desk.post("correction-approve", correction=correction)
    assert telephone(desk) == "0297-00-7777"

    desk.undo(answer)

    assert telephone(desk) == "0297-00-9999"
    assert list(Correction.objects.waiting()) == [correction]


def test_a_refusal_changes_nothing_and_can_be_undone(desk):
    correction = say(desk)

    answer = desk.post("correction-refuse", correction=correction)

    assert telephone(desk) == "0297-00-1111"
    assert not Correction.objects.waiting().exists()
    assert history_of(desk.place)[0].verb_label == "見送り"
    desk.undo(answer)
    assert list(Correction.objects.waiting()) == [correction]


def test_a_decision_is_made_once(desk):
    correction = say(desk)
    actions.refuse(correction=correction, **BY)

    with pytest.raises(AlreadyDecided):
        actions.approve(correction=correction, **BY)
    page = desk.client.post(desk.url("correction-approve", correction=correction), follow=True)
    assert AlreadyDecided.__doc__ in page.content.decode()


def test_each_field_is_decided_by_itself(desk):
    number, name = say(desk), say(desk, "name", "新しい見本病院")

    actions.approve(correction=name, **BY)
    actions.refuse(correction=number, **BY)

    facts = effective(desk.place, desk.region)
    assert (facts.name.value, facts.telephone.value) == ("新しい見本病院", "0297-00-1111")


def test_plain_words_are_only_put_away(desk):
    first, second = say(desk, "other", "見本の連絡"), say(desk, "other", "見本の連絡")

    actions.approve(correction=first, **BY)
    actions.approve(correction=second, **BY)

    assert not Correction.objects.waiting().exists()


def test_an_approved_ability_lives_on_as_one(desk):
    term = TermFactory(scheme=Scheme.ABILITY)
    correction = say(desk, "ability", "can", term=term)
    assert not Ability.objects.exists()

    answer = desk.post("correction-approve", correction=correction)

    ability = Ability.objects.get()
    assert (ability.term, ability.evidence) == (term, Evidence.TOLD)
    desk.undo(answer)
    assert not Ability.objects.exists()
    assert list(Correction.objects.waiting()) == [correction]


def test_an_ability_denied_by_the_place_goes_when_approved(desk):
    ability = AbilityFactory(region=desk.region, facility=desk.place)
    correction = say(desk, "ability", "cannot", term=ability.term)

    answer = desk.post("correction-approve", correction=correction)

    assert not Ability.objects.exists()
    desk.undo(answer)
    assert Ability.objects.get().public_id == ability.public_id


def test_an_approved_vacancy_is_told_as_of_the_day_it_was_answered(desk):
    vacancy = VacancyFactory(region=desk.region, facility=desk.place, told_at=NOW - A_MONTH)
    correction = say(desk, "vacancy", "full", term=vacancy.kind)

    actions.approve(correction=correction, by=SYSTEM, at=NOW + timedelta(days=10))

    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.told_by) == (Vacancy.State.FULL, "見本の読者")
    assert vacancy.told_at == NOW


def test_the_list_shows_the_difference_in_words(desk):
    vacancy = VacancyFactory(region=desk.region, facility=desk.place)
    ability = AbilityFactory(region=desk.region, facility=desk.place)
    say(desk, "vacancy", "full", term=vacancy.kind)
    say(desk, "ability", "cannot", term=ability.term)
    say(desk, "other", "見本の連絡")
    say(desk)

    places = desk.get("corrections").context["places"]
    lines = [line for _, waiting in places for line in waiting.changed]

    assert [(line.shown, line.value) for line in lines] == [
        ("受入可", "満員"),
        ("できる", "できない・不明"),
        ("", "見本の連絡"),
        ("0297-00-1111", "0297-00-9999"),
    ]
    assert "見本の連絡" in desk.get("resource", facility=desk.place).content.decode()


def test_what_changes_nothing_stands_apart_and_is_confirmed_with_one_press(desk):
    vacancy = VacancyFactory(region=desk.region, facility=desk.place, told_at=NOW - A_MONTH)
    ability = AbilityFactory(region=desk.region, facility=desk.place)
    say(desk, "vacancy", vacancy.state, term=vacancy.kind)
    for field, value, term in (
        ("ability", "can", ability.term),
        ("telephone", "0297-00-1111", None),
    ):
        CorrectionFactory(
            region=desk.region, facility=desk.place, field=field, value=value, term=term
        )
    differs, words = say(desk, "name", "新しい見本病院"), say(desk, "other", "見本の連絡")

    waiting = desk.get("corrections").context["places"][0][1]
    answer = desk.post("corrections-unchanged", facility=desk.place)

    vacancy.refresh_from_db()
    assert [line.correction.field for line in waiting.same] == ["vacancy", "ability", "telephone"]
    assert [line.correction for line in waiting.changed] == [differs, words]
    assert vacancy.told_at != NOW - A_MONTH
    assert not Correction.objects.approved().filter(field="telephone").exists()
    assert history_of(desk.place)[0].reason == f"変更なし：{desk.place} 電話"
    assert set(Correction.objects.waiting()) == {differs, words}
    desk.undo(answer)
    vacancy.refresh_from_db()
    assert vacancy.told_at == NOW - A_MONTH
    assert Correction.objects.waiting().count() == 5


def test_one_answer_without_a_difference_is_not_confirmed_together(desk):
    vacancy = VacancyFactory(region=desk.region, facility=desk.place)
    say(desk, "vacancy", vacancy.state, term=vacancy.kind)

    for page in (desk.get("corrections"), desk.get("resource", facility=desk.place)):
        text = page.content.decode()
        assert "変更なしの答え" in text
        assert "まとめて" not in text
        assert "採用する<span" not in text


def test_the_answers_of_a_strange_place_are_not_confirmed(desk):
    assert desk.post("corrections-unchanged", facility=FacilityFactory()).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("telephone", "きのう変わりました", "電話番号は数字とハイフンで書いてください"),
        ("website", "ありません", "ウェブサイトは https:// から書いてください"),
    ],
)
def test_what_came_in_unfit_is_not_approved_and_stays(desk, field, value, why):
    old = CorrectionFactory(region=desk.region, facility=desk.place, field=field, value=value)

    url = desk.url("correction-approve", correction=old)
    page = desk.client.post(url, follow=True).content.decode()

    assert f"「{value}」は、このままでは採用できません（{why}）" in page
    assert list(Correction.objects.waiting().values_list("value", flat=True)) == [value]


def test_what_came_in_untidy_is_approved_tidy(desk):
    old = CorrectionFactory(
        region=desk.region, facility=desk.place, value="０２９７（００）９９９９"
    )

    desk.post("correction-approve", correction=old)

    assert telephone(desk) == "0297-00-9999"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(desk, django_assert_max_num_queries, count):
    for _ in range(count):
        facility = FacilityFactory(municipality=desk.place.municipality)
        CorrectionFactory(region=desk.region, facility=facility)

    with django_assert_max_num_queries(10):
        assert len(desk.get("corrections").context["places"]) == count


def test_another_regions_proposals_are_not_found(desk):
    foreign = CorrectionFactory(facility=desk.place, region=RegionFactory())

    assert desk.post("correction-approve", correction=foreign).status_code == 404
    assert desk.get("corrections").context["places"] == []


def test_a_value_that_was_emptied_meanwhile_is_told_as_none():
    assert "「（なし）」に直しました" in str(actions.ShownChanged(""))


NO_FAX = {"value": "", "reason": "FAXはないと電話で聞いた"}


def test_that_there_is_no_fax_is_a_value_with_its_reason(
    desk, client, django_capture_on_commit_callbacks
):
    desk.place.fax = "0297-00-3333"
    desk.place.save()
    url = f"/{desk.region.slug}/services/{desk.place.public_id}/"
    assert "0297-00-3333" in client.get(url).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("resource-correct", NO_FAX, facility=desk.place, field="fax")

    assert answer.status_code == 302
    assert effective(desk.place, desk.region).fax.value == ""
    page = client.get(url).content.decode()
    assert page.count("ありません") == 2
    assert "理由：FAXはないと電話で聞いた" in page
    row = desk.get("resource", facility=desk.place).content.decode()
    assert '<td data-label="公表">0297-00-3333</td>' in row
    assert "なし <" in row
    form = desk.get("resource-correct", facility=desk.place, field="fax").content.decode()
    assert "いまの圏域の内容：（なし）" in form


def test_that_there_is_no_telephone_is_told_as_such(desk, client):
    desk.post("resource-correct", NO_FAX, facility=desk.place, field="telephone")

    page = client.get(f"/{desk.region.slug}/services/{desk.place.public_id}/").content.decode()

    assert "電話番号はありません。" in page


def test_a_name_cannot_be_none_and_a_fax_is_called_one(desk):
    name = desk.post("resource-correct", NO_FAX, facility=desk.place, field="name")
    wrong = NO_FAX | {"value": "ありません"}
    fax = desk.post("resource-correct", wrong, facility=desk.place, field="fax")

    assert name.context["form"].errors["value"] == ["名称を書いてください"]
    assert fax.context["form"].errors["value"] == ["FAX番号は数字とハイフンで書いてください"]
