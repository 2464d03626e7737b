"""What is said not to be wanted is no condition, and no condition turned round."""

import pytest

from tests.directory.public import page
from tests.directory.searching import reindex


@pytest.fixture
def places(town):
    town.place("東歯科", "dentist")
    town.place("手本歯科", "dentist", municipality=town.village)
    town.place("往診医院", "clinic", can=["day-call"])
    reindex()
    return town


NEGATED = {
    "見本市以外 歯科": (("見本市以外",), ["歯科"]),
    "見本市 以外の 歯科": (("見本市以外",), ["歯科"]),
    "往診なし 診療所": (("往診なし",), ["診療所"]),
    "診療所 往診 無し": (("往診無し",), ["診療所"]),
    "見本市以外 往診なし": (("見本市以外", "往診なし"), []),
    "以外 歯科": (("以外",), ["歯科"]),
    "歯科": ((), ["歯科"]),
}


@pytest.mark.parametrize(("words", "read"), NEGATED.items(), ids=list(NEGATED))
def test_what_is_not_wanted_is_left_out_with_its_word(places, words, read):
    found = places.find(words)

    assert (found.negated, [chip.label for chip in found.understood]) == read
    assert found.not_understood == ()


def test_it_is_said_in_a_sentence(client, places):
    said = "「見本市以外」は、使わずにさがしました。</strong>「以外」や「なし」では、さがせません。"

    assert said in page(client, places, "search/", q="見本市以外 歯科")
    assert "使わずに" not in page(client, places, "search/", q="見本市 歯科")


def test_a_name_that_ends_so_stays_a_name(places):
    places.place("はなし歯科", "dentist")
    reindex()

    assert places.names("はなし歯科") == ["はなし歯科"]
    assert places.find("はなし歯科").negated == ()
