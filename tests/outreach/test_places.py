import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.events.lines import LineError
from renkei.outreach.lines import Place, read_places

PIECES = st.sampled_from(
    ["市の施設", "見本駅", "：", ":", " ", "　", "30部", "部", "7", "\n", "1234567部"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=10).map("".join))


@given(TEXTS)
def test_what_can_be_read_is_written_so_that_it_reads_the_same(text):
    try:
        places = read_places(text)
    except LineError:
        return

    assert read_places("\n".join(map(str, places))) == places


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("見本駅", Place("見本駅")),
        ("見本駅　３０部", Place("見本駅", count=30)),
        ("市の施設：見本公民館 30部", Place("見本公民館", "市の施設", 30)),
        ("市の施設: 見本公民館", Place("見本公民館", "市の施設")),
        ("見本薬局 ３０", Place("見本薬局", "", 30)),
    ],
)
def test_a_place_may_have_a_group_and_a_number(line, place):
    assert read_places(line) == [place]


def test_a_long_name_is_answered_with_its_line():
    with pytest.raises(LineError, match="3行目：設置場所を80文字までで書いてください"):
        read_places("見本駅\n\n" + "長" * 81)
