"""An address is written in many ways and means one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.geo.addresses import (
    Gazetteer,
    Parts,
    Towns,
    lot_key,
    plain,
    prefecture_of,
    split,
    town_key,
)
from renkei.geo.points import Point

SAME_PLACES = [
    ("金沢市長町1丁目5の30", "石川県金沢市長町　一丁目５－３０"),
    ("金沢市長町1丁目5番30号", "長町1-5-30"),
    ("金沢市泉ヶ丘2丁目13-43", "金沢市泉が丘二丁目１３番４３号"),
    ("金沢市本町1丁目3番38号リファーレ3階", "金沢市本町１－３－３８"),
    ("金沢市寺中町ト7-3", "金沢市寺中町ト７番地３"),
    ("金沢市大字間明町254番地", "金沢市字間明町254"),
    ("金沢市西町薮ノ内通27", "金沢市西町薮の内通27"),
    ("金沢市駅西本町十二丁目3", "金沢市駅西本町12-3"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PLACES)
def test_one_place_has_one_key(one, other):
    assert lot_key(one, "金沢市") == lot_key(other, "金沢市")


def test_numbers_of_another_house_make_another_key():
    assert lot_key("長町1-5-30") != lot_key("長町1-5-31")


def test_the_county_does_not_count():
    assert lot_key("茨城県北相馬郡利根町大字布川1234", "利根町") == "布川1234"
    assert lot_key("利根町布川1234", "利根町") == "布川1234"


def test_a_municipality_that_is_not_the_named_one_stays():
    assert lot_key("野田市山崎1", "守谷市") == "野田市山崎1"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("札幌市中央区北１１条西１３丁目１番１号", "北11条西13-1-1"),
        ("北11条西", "北11条西"),
        ("下本多町五番丁6-1", "下本多町5番丁6-1"),
        ("七十二番地", "72"),
        ("一〇番地", "10"),
        ("二十十番地", "二十十番地".replace("番地", "")),
        ("", ""),
    ],
)
def test_towns_with_numbers_in_them(address, key):
    assert lot_key(address, "札幌市中央区") == key


def test_parts_of_a_full_address():
    assert split("石川県金沢市長町一丁目5-30 ビル") == Parts(
        "石川県", "金沢市", "長町1丁目", "5-30ビル"
    )


@pytest.mark.parametrize(
    ("address", "municipality"),
    [
        ("石川県野々市市市郷町262", "野々市市"),
        ("三重県四日市市諏訪町1", "四日市市"),
        ("札幌市北区麻生町6丁目", "札幌市北区"),
        ("茨城県北相馬郡利根町布川1", "北相馬郡利根町"),
        ("北相馬郡利根町布川1", "北相馬郡利根町"),
        ("松が丘１丁目１５－１５", ""),
        ("寺町5丁目", ""),
        ("東京都世田谷区若林4", "世田谷区"),
    ],
)
def test_the_municipality_is_recognised(address, municipality):
    assert split(address).municipality == municipality


def test_an_address_may_end_with_its_town():
    assert split("石川県金沢市泉が丘") == Parts("石川県", "金沢市", "泉が丘", "")


@given(st.text())
def test_any_text_has_a_key_and_parts(text):
    assert isinstance(lot_key(text, "金沢市"), str)
    assert isinstance(split(text), Parts)
    assert plain(plain(text)) == plain(plain(plain(text)))


TOWNS = Towns(
    (town_key(name), point)
    for name, point in [
        ("長町一丁目", Point(36.0, 136.0)),
        ("長町二丁目", Point(36.2, 136.2)),
        ("泉が丘", Point(36.5, 136.5)),
        ("大字布川", Point(35.8, 140.1)),
    ]
)


@pytest.mark.parametrize(
    ("address", "centre"),
    [
        ("長町2丁目3-4", Point(36.2, 136.2)),
        ("長町", Point(36.1, 136.1)),
        ("長町12-3", Point(36.1, 136.1)),
        ("泉ヶ丘5", Point(36.5, 136.5)),
        ("布川1234", Point(35.8, 140.1)),
        ("知らない町1", None),
        ("", None),
    ],
)
def test_the_centre_of_the_town(address, centre):
    found = TOWNS.centre_of(lot_key(address))

    assert found == (pytest.approx(centre) if centre else None)


def test_no_towns_are_false():
    assert not Towns([])
    assert TOWNS


GAZETTEER = Gazetteer(
    [("17201", "金沢市"), ("08564", "利根町"), ("22100", "静岡市"), ("22101", "静岡市葵区")]
)


@pytest.mark.parametrize(
    ("address", "prefecture", "code"),
    [
        ("石川県金沢市長町1", "", "17201"),
        ("金沢市長町1", "17", "17201"),
        ("金沢市長町1", "", ""),
        ("茨城県北相馬郡利根町布川", "17", "08564"),
        ("静岡県静岡市葵区追手町", "", "22101"),
        ("静岡県静岡市どこか", "", "22100"),
        ("静岡県どこか", "", ""),
    ],
)
def test_the_list_of_municipalities_says_which_one_is_meant(address, prefecture, code):
    assert GAZETTEER.code_of(address, prefecture) == code


def test_without_a_prefecture_an_address_may_mean_one_municipality_of_each():
    everywhere = Gazetteer([("13206", "府中市"), ("34208", "府中市"), ("17201", "金沢市")])

    assert everywhere.codes_of("府中市宮西町2") == ["13206", "34208"]
    assert everywhere.codes_of("金沢市長町1") == ["17201"]
    assert everywhere.codes_of("長町1") == []


def test_the_first_digits_of_a_code_name_the_prefecture():
    assert prefecture_of("08217") == "茨城県"
    assert prefecture_of("99") == ""
