import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from renkei.audit.history import history_of
from renkei.organizations.models import Organization
from tests.accounts.factories import MembershipFactory
from tests.geo.factories import MunicipalityFactory
from tests.programme.factories import RegionFactory
from tests.programme.settings.conftest import signed_in
from tests.programme.sheets import sheet_of

pytestmark = pytest.mark.django_db
ADDRESS = "/mihon/desk/settings/edit/"


def change(browser, **changes):
    typed = sheet_of(browser.get(ADDRESS))
    return browser.post(ADDRESS, {**typed, **changes})


def errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_what_is_set_shows_at_once_on_the_public_page(coordinator, client):
    change(coordinator, nickname="みほんネット", welcome="見本の家で暮らす")

    page = client.get("/mihon/").content.decode()
    assert "みほんネット" in page
    assert "見本の家で暮らす" in page


def test_sending_the_form_untouched_changes_nothing_but_the_version(coordinator, region):
    assert change(coordinator).status_code == 302

    assert history_of(region).get().changes == {}


def test_telephone_and_fax_are_tidied(coordinator, region):
    change(coordinator, telephone="（０２９７）００－９９９９", fax="0297 00 8888")

    region.refresh_from_db()
    assert (region.telephone, region.fax) == ("0297-00-9999", "0297-00-8888")


def test_a_weak_colour_is_refused_with_a_proposal_and_nothing_is_kept(coordinator, region):
    answer = change(coordinator, accent="#66cc99", name="別の名前")

    assert "もっと濃い色" in errors(answer)["accent"][0]
    region.refresh_from_db()
    assert region.name == "見本圏域"


def test_two_regions_do_not_share_a_name(coordinator):
    RegionFactory(name="隣の圏域")

    answer = change(coordinator, name="隣の圏域")

    assert "ほかの圏域が使っています" in errors(answer)["name"][0]


def test_a_refused_change_does_not_show_in_the_frame(coordinator):
    answer = change(coordinator, accent="#66cc99", nickname="出ない愛称")

    assert "<title>エラー：" in answer.content.decode()
    assert answer.context["region"].nickname == ""


@pytest.mark.parametrize("typed", ["green", "#12", "#12345g"])
def test_a_colour_has_one_form(coordinator, typed):
    assert "#115a36 のように" in errors(change(coordinator, accent=typed))["accent"][0]


def test_capital_letters_of_a_colour_are_made_small(coordinator, region):
    change(coordinator, accent="#8B0045")

    region.refresh_from_db()
    assert region.accent == "#8b0045"


def test_the_background_map_is_off_until_somebody_chooses_it(coordinator, region):
    assert region.uses_gsi_tiles is False
    assert "国土地理院に伝わります" in coordinator.get(ADDRESS).content.decode()

    change(coordinator, uses_gsi_tiles="on")

    region.refresh_from_db()
    assert region.uses_gsi_tiles is True
    assert history_of(region).get().changes == {
        "地図の背景に地理院タイルを使う": ["いいえ", "はい"]
    }
    shown = coordinator.get("/mihon/desk/settings/").content.decode()
    assert "地理院タイル（国土地理院のサーバーから届く）" in shown


def test_municipalities_are_written_by_name(coordinator, region):
    MunicipalityFactory(code="90003", name="南見本村")

    change(coordinator, municipalities="東見本市\n見本県南見本村")

    assert [town.name for town in region.municipalities.all()] == ["東見本市", "南見本村"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("見本府中市", "「見本府中市」という市町村は見つかりません。名前を確かめてください"),
        ("府中市", "「府中市」は2つ以上あります。都道府県から書いてください"),
    ],
)
def test_a_municipality_nobody_knows_or_two_share_is_asked_back(coordinator, typed, sentence):
    MunicipalityFactory(code="90004", name="府中市", prefecture="東見本県")
    MunicipalityFactory(code="90005", name="府中市", prefecture="西見本県")

    assert errors(change(coordinator, municipalities=typed))["municipalities"] == [sentence]


def test_a_new_body_that_runs_the_centre_is_registered(coordinator, region):
    change(coordinator, operator="見本財団")

    region.refresh_from_db()
    assert region.operated_by == Organization.objects.get(name="見本財団")


def test_no_body_need_run_the_centre(coordinator, region):
    change(coordinator, operator="")

    region.refresh_from_db()
    assert region.operated_by is None


def test_the_history_tells_what_differs(coordinator, region):
    change(coordinator, municipalities="東見本市", office_hours="平日 9時～17時")

    assert history_of(region).get().changes == {
        "受付時間": ["", "平日 9時～17時"],
        "市町村": ["東見本市、西見本町", "東見本市"],
    }


def test_the_second_of_two_writers_sees_both_texts_and_nothing_is_lost(coordinator, region):
    typed = sheet_of(coordinator.get(ADDRESS))
    change(coordinator, welcome="先の言葉")

    answer = coordinator.post(ADDRESS, {**typed, "welcome": "あとの言葉"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "先の言葉" in page
    assert "あとの言葉" in page


def png(width: int = 900) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (width, width), "#8b0045").save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue(), "image/png")


def test_a_logo_is_drawn_anew_and_served(coordinator, region, client):
    change(coordinator, new_logo=png())

    region.refresh_from_db()
    served = Image.open(io.BytesIO(client.get(region.logo_url).content))
    assert (served.format, max(served.size) <= 512) == ("PNG", True)


def test_a_logo_can_be_taken_off(coordinator, region):
    change(coordinator, new_logo=png())
    change(coordinator, without_logo="on")

    region.refresh_from_db()
    assert region.logo is None


def test_what_is_no_picture_is_refused_with_a_sentence(coordinator, region):
    fake = SimpleUploadedFile("logo.png", b"MZ\x90", "image/png")

    refusal = errors(change(coordinator, new_logo=fake))["new_logo"]
    assert refusal == ["PNGかJPEGの画像を選んでください。"]
    region.refresh_from_db()
    assert region.logo is None


def test_the_settings_page_shows_all_and_its_history(coordinator):
    change(coordinator, functions="相談\n研修", new_logo=png())

    page = coordinator.get("/mihon/desk/settings/").content.decode()

    assert "東見本市、西見本町" in page
    assert "相談<br>研修" in page
    assert "いまのロゴ" in page


@pytest.mark.parametrize("role", ["professional", "council_member"])
@pytest.mark.parametrize("path", ["", "edit/", "contacts/new/"])
def test_only_staff_set_the_region(region, role, path):
    person = MembershipFactory(region=region, **{role: True}).user

    assert signed_in(person).get(f"/mihon/desk/settings/{path}").status_code == 403
