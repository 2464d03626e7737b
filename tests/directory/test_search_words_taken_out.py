"""A chip taken away takes its words out of the phrase, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.directory.search.understanding import understand, without
from tests.directory.test_search_understands import LEXICON, said

TAKEN = [
    ("瓢箪校下 夜間 往診 人工呼吸器", "往診", "瓢箪校下 夜間 人工呼吸器"),
    ("守谷市の訪問看護", "守谷市", "訪問看護"),
    ("守谷市の訪問看護", "訪問看護", "守谷市の"),
    ("守谷で夜も来てくれる訪問看護 呼吸器", "夜間", "守谷で 来てくれる訪問看護 呼吸器"),
    ("守谷と取手の歯医者さん", "取手市", "守谷と 歯医者さん"),
    ("近くの守谷のデイ", "守谷市", "デイ"),
    ("訪問看護のひまわり", "訪問看護", "ひまわり"),
    ("訪問看護のひまわり", "ひまわり", "訪問看護の"),
    ("ひまわりの訪問看護", "ひまわり", "訪問看護"),
    ("守谷市　ｼｮｰﾄｽﾃｲ　空いている", "守谷市", "ｼｮｰﾄｽﾃｲ　空いている"),
    ("守谷市　ｼｮｰﾄｽﾃｲ　空いている", "ショートステイ", "守谷市　空いている"),
    ("守谷 デイ、守谷", "守谷市", "デイ"),
    ("守谷、デイ、呼吸器", "守谷市", "デイ、呼吸器"),
    ("080-1234-5678 のデイ", "080-1234-5678", "のデイ"),
    ("「もみじ」 訪看", "もみじ", "訪看"),
    ("訪看（守谷市の）", "守谷市", "訪看"),
    ("訪看『「もみじ」』", "もみじ", "訪看"),
    ("(守谷 訪看)", "守谷市", "( 訪看)"),
    ("守谷(訪看) [ ] ＜＞", "訪問看護", "守谷"),
    ("㈱もみじ", "もみじ", "㈱"),
    ("訪看", "訪問看護", ""),
]


@pytest.mark.parametrize(("words", "label", "left"), TAKEN, ids=[f"{w}-{o}" for w, o, _ in TAKEN])
def test_a_piece_goes_with_its_words(words, label, left):
    pieces = understand(words, LEXICON)
    taken = [piece for piece in pieces if piece.meaning.label == label]

    assert without(words, taken, pieces) == left


def test_what_is_left_means_what_it_meant():
    for words, label, left in TAKEN:
        kept = [one for one in said(words) if not one.endswith(f":{label}")]
        assert said(left) == kept


@given(
    st.lists(st.sampled_from(sorted(LEXICON.meanings)), min_size=2, max_size=6),
    st.sampled_from(" 　、"),
    st.sampled_from(["", "の", "で"]),
)
@settings(max_examples=200, deadline=None)
def test_known_words_go_one_by_one(words, pause, particle):
    phrase = pause.join(word + particle for word in words)
    first, *others = pieces = understand(phrase, LEXICON)

    left = understand(without(phrase, [first], pieces), LEXICON)

    assert {piece.typed for piece in left} == {piece.typed for piece in others}


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_from_any_text_all_that_was_understood_can_be_taken(words):
    pieces = understand(words, LEXICON)

    assert without(words, pieces, pieces) == ""
    assert all(0 <= begin < end <= len(words) for one in pieces for begin, end in one.spans)
