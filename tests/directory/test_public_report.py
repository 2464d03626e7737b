import pytest

from renkei.directory.models import Correction
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.directory.public import page, url_of
from tests.geo.factories import MunicipalityFactory


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def place(town):
    return town.place("東の会", "nursing", telephone="0297-00-0011")


def report(client, town, place, **told):
    return client.post(
        f"/{town.region.slug}/{url_of(town, place, 'report/')}",
        {"field": "telephone", "value": "0297-00-0099"} | told,
        follow=True,
    )


def test_a_mistake_is_told_and_waits(client, town, place):
    answer = report(client, town, place, reason="電話したら違いました")

    correction = Correction.objects.get()
    assert correction.state == Correction.State.WAITING
    assert correction.public_value == "0297-00-0011"
    assert correction.proposed_by == "ページを見た方"
    assert "お知らせを受け取りました。" in answer.content.decode()
    assert 'href="tel:0297-00-0011"' in answer.content.decode()


def test_a_region_is_not_told_of_a_place_it_does_not_reach(client, town):
    far = town.place("遠くの会", "nursing", north=900, municipality=MunicipalityFactory())

    assert report(client, town, far).status_code == 404
    assert not Correction.objects.exists()


def test_a_name_is_kept_if_one_gives_it(client, town, place):
    report(client, town, place, name="見本 太郎")

    assert Correction.objects.get().proposed_by == "見本 太郎"


def test_a_signed_in_person_need_not_write_a_name(client, town, place):
    user = MembershipFactory(region=town.region, role="professional").user
    client.force_login(user)

    report(client, town, place)

    assert Correction.objects.get().proposed_by == user.label


def test_what_is_missing_is_said(client, town, place):
    answer = report(client, town, place, field="", value="")

    text = answer.content.decode()
    assert "違っているところを選んでください" in text
    assert "正しい内容を書いてください" in text
    assert not Correction.objects.exists()


def test_what_stands_there_already_is_no_news(client, town, place):
    report(client, town, place, value="0297-00-0011")

    assert not Correction.objects.exists()


def test_the_form_stands_on_a_page_of_its_own(client, town, place):
    assert "違っているところを知らせる" in page(client, town, url_of(town, place, "report/"))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("telephone", "電話は0297 00 0099です", "電話番号は数字とハイフンで書いてください"),
        ("fax", "なし", "FAX番号は数字とハイフンで書いてください"),
        ("website", "javascript:alert(1)", "ウェブサイトは https:// から書いてください"),
    ],
)
def test_what_the_field_cannot_hold_is_asked_back(client, town, place, field, value, sentence):
    answer = report(client, town, place, field=field, value=value)

    assert answer.context["form"].errors == {"value": [sentence]}
    assert not Correction.objects.exists()


def test_a_number_and_an_address_are_kept_tidy(client, town, place):
    report(client, town, place, value="（０２９７）００－００９９")
    report(client, town, place, field="website", value="ｗｗｗ．example.jp")

    assert set(Correction.objects.values_list("value", flat=True)) == {
        "0297-00-0099",
        "http://www.example.jp",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("can", "できること：人工呼吸器は受けていません"),
        ("room", "受入れ・空き：人工呼吸器は受けていません"),
        ("closed", "閉まった（廃止・移転）：人工呼吸器は受けていません"),
        ("other", "人工呼吸器は受けていません"),
    ],
)
def test_what_no_field_holds_waits_in_words(client, town, place, field, value):
    answer = report(client, town, place, field=field, value="人工呼吸器は受けていません")

    assert "お知らせを受け取りました。" in answer.content.decode()
    assert [(one.field, one.value) for one in Correction.objects.waiting()] == [("other", value)]
