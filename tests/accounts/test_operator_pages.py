"""The operator founds regions and invites their first people."""

import pytest
from django.urls import reverse

from renkei.programme.models import Region
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.geo.factories import MunicipalityFactory
from tests.programme.factories import RegionFactory

NEW = reverse("accounts:region-new")


@pytest.fixture
def operator(browser, db):
    return browser(UserFactory(operator=True))


@pytest.fixture
def typed(db):
    MunicipalityFactory(prefecture="見本県", name="取本市")
    return {
        "name": "見本圏域",
        "slug": "mihon",
        "municipality_names": "取本市",
        "contact_name": "見本センター",
        "telephone": "０２９７－００－１２３４",
        "accent": "#115a36",
    }


def test_the_operator_learns_of_what_the_map_knows_nothing(operator, django_assert_max_num_queries):
    MunicipalityFactory(name="どこにも無い市")
    RegionFactory(municipalities=[MunicipalityFactory(name="取本市")])
    RegionFactory(municipalities=[MunicipalityFactory(name="守見市")])

    with django_assert_max_num_queries(8):
        page = operator.get(reverse("accounts:operator")).content.decode()

    assert "町丁目か形の入っていない市町村：取本市、守見市" in page
    assert "どこにも無い市" not in page


def test_a_region_is_founded_and_its_first_coordinator_invited(operator, typed):
    answer = operator.post(NEW, typed)

    region = Region.objects.get()
    assert answer.url == reverse("accounts:invite", kwargs={"region": "mihon"})
    assert region.telephone == "0297-00-1234"
    assert [str(one) for one in region.municipalities.all()] == ["取本市"]
    assert operator.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"accent": "#ffee00"}, "白の上で読みにくい色です"),
        ({"accent": "green"}, "色は #115a36 のように"),
        ({"slug": "me"}, "システムが使っています"),
        ({"slug": "taken"}, "ほかの圏域が使っています"),
        ({"slug": "見本"}, "アルファベットと数字"),
        ({"name": "隣の圏域"}, "この名前は、ほかの圏域が使っています"),
        ({"municipality_names": "取本"}, "もしかして：見本県取本市"),
        ({"municipality_names": "無い村"}, "市・区・町・村まで"),
        ({"municipality_names": "二重市"}, "2つあります"),
        ({"municipality_names": ""}, "市町村を書いてください"),
    ],
    ids=[
        *["pale", "no colour", "reserved", "taken", "no letters", "name taken"],
        *["nearly", "unknown", "twice", "none"],
    ],
)
def test_a_wrong_region_is_answered_in_a_sentence(operator, typed, changed, sentence):
    RegionFactory(slug="taken", name="隣の圏域")
    MunicipalityFactory(prefecture="東県", name="二重市")
    MunicipalityFactory(prefecture="西県", name="二重市")

    answer = operator.post(NEW, typed | changed)

    assert sentence in answer.content.decode()
    assert Region.objects.count() == 1


def test_the_prefecture_tells_two_towns_apart(operator, typed):
    MunicipalityFactory(prefecture="東県", name="二重市")
    west = MunicipalityFactory(prefecture="西県", name="二重市")

    operator.post(NEW, typed | {"municipality_names": "西県二重市\n西県二重市\n"})

    assert list(Region.objects.get().municipalities.all()) == [west]


def test_the_list_shows_which_region_has_nobody_yet(operator):
    RegionFactory(name="見本の空き圏域")
    MembershipFactory(coordinator=True)

    page = operator.get(reverse("accounts:operator")).content.decode()

    assert page.count("最初のコーディネーターを招く") == 1


def test_an_empty_installation_says_what_to_do(operator):
    assert "まだ圏域がありません" in operator.get(reverse("accounts:operator")).content.decode()


@pytest.mark.parametrize("name", ["operator", "region-new"])
def test_others_are_refused(browser, db, name):
    coordinator = MembershipFactory(coordinator=True).user

    assert browser(coordinator).get(reverse(f"accounts:{name}")).status_code == 403
