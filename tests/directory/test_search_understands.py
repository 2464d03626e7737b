"""A phrase is taken apart into what it means: pure, on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.directory.search import Kind
from renkei.directory.search.called import (
    from_district,
    from_municipality,
    from_terms,
    from_town,
)
from renkei.directory.search.settling import settled
from renkei.directory.search.synonyms import from_synonyms, particles, synonyms
from renkei.directory.search.understanding import LONGEST, as_one_name, understand
from renkei.directory.search.words import Lexicon, Meaning, Place, Word
from renkei.geo.points import Point
from tests.clock import NOW

SERVICES = {
    "kaigo-110": "訪問介護",
    "kaigo-130": "訪問看護",
    "kaigo-150": "通所介護（デイサービス）",
    "kaigo-210": "短期入所生活介護（ショートステイ）",
    "kaigo-220": "短期入所療養介護（老健）",
    "kaigo-520": "介護老人保健施設（老健）",
    "hospital": "病院",
    "dentist": "歯科診療所",
}
ABILITIES = ["往診（夜間・休日）", "往診（日中）", "人工呼吸器", "気管切開・たんの吸引", "がん"]
ABILITIES += ["認知症", "訪問歯科", "リハビリ", "訪問診療"]
TERMS = [Word(n, label, True, code) for n, (code, label) in enumerate(SERVICES.items(), 1)]
TERMS += [Word(n, label, False) for n, label in enumerate(ABILITIES, 100)]
HERE = Point(36, 140)
LEXICON = Lexicon.of(
    [
        *from_municipality("守谷市", "もりやし", Place("守谷市", HERE, 10_000, 1, True)),
        *from_municipality("取手市", "とりでし", Place("取手市", HERE, 10_000, 2, True)),
        *from_district("瓢箪", Place("瓢箪校下", HERE, 5_000, 1)),
        from_town("中央", Place("守谷市中央", HERE, 3_000, 1)),
        from_town("本町", Place("守谷市本町", HERE, 3_000, 1)),
        *from_terms(TERMS),
        *from_synonyms(synonyms(), TERMS),
    ],
    particles(synonyms()),
)


def said(words: str) -> list[str]:
    """What is understood on a Friday."""
    pieces = settled(understand(words, LEXICON), NOW)
    return [f"{piece.meaning.kind}:{piece.meaning.label}" for piece in pieces]


PHRASES = {
    "瓢箪校下 夜間 往診 人工呼吸器": [
        "場所:瓢箪校下",
        "時間:夜間",
        "できること:往診",
        "できること:人工呼吸器",
    ],
    "守谷市 土曜 訪問歯科": ["場所:守谷市", "時間:土曜", "できること:訪問歯科"],
    "ショートステイ 空き 認知症": ["サービス:ショートステイ", "空き:空きあり", "できること:認知症"],
    "守谷で夜も来てくれる訪問看護 呼吸器": [
        "場所:守谷市",
        "時間:夜間",
        "サービス:訪問看護",
        "できること:人工呼吸器",
    ],
    "080-1234-5678 の事業所": ["電話:080-1234-5678"],
    "０８０（１２３４）５６７８": ["電話:080(1234)5678"],
    "もりや訪問看護リハビリ": ["名前:もりや", "サービス:訪問看護", "できること:リハビリ"],
    "取手中央病院": ["場所:取手市", "名前:中央", "サービス:病院"],
    "守谷市本町のデイ": ["場所:守谷市", "場所:守谷市本町", "サービス:通所介護"],
    "守谷デイ空き": ["場所:守谷市", "サービス:通所介護", "空き:空きあり"],
    "がんばるデイ": ["名前:がんばるデイ"],
    "がんの人": ["できること:がん"],
    "ひまわりの電話番号": ["名前:ひまわり"],
    "もみじ": ["名前:もみじ"],
    "中央": ["場所:守谷市中央"],
    "ｼｮｰﾄｽﾃｲ 空いている": ["サービス:ショートステイ", "空き:空きあり"],
    "老健": ["サービス:介護老人保健施設"],
    "24時間 訪看": ["時間:24時間", "サービス:訪問看護"],
    "認知症る 老健": ["できること:認知症", "サービス:介護老人保健施設"],
    "祝 デイ": ["時間:祝日", "サービス:通所介護"],
    "祝い": ["名前:祝い"],
    "床ずれ": ["できること:床ずれ"],
    "123-456-789": ["名前:123-456-789"],
    "守谷と取手の歯医者さん": ["場所:守谷市", "場所:取手市", "サービス:歯科診療所"],
    "守谷 守谷": ["場所:守谷市"],
    "の": [],
    "": [],
    '"NEAR* %_': ["名前:NEAR"],
}


@pytest.mark.parametrize(("words", "pieces"), PHRASES.items(), ids=PHRASES)
def test_phrases(words, pieces):
    assert said(words) == pieces


def test_a_synonym_without_a_term_stands_for_its_words():
    [piece] = understand("床ずれ", LEXICON)

    assert piece.meaning.texts == ("床ずれ", "褥瘡の処置")


def test_a_word_with_two_meanings_has_both():
    [piece] = understand("往診", LEXICON)

    assert piece.meaning.marks == ("za2s", "za2t")


def test_nothing_is_no_name():
    assert as_one_name(" 、") is None
    assert as_one_name("もりや 病院").typed == "もりや病院"


def sense(meaning: Meaning) -> tuple:
    return (meaning.kind, meaning.need(), meaning.places, meaning.helps)


def is_asked(meaning: Meaning) -> bool:
    """Whether the meaning makes any difference to what is searched for."""
    if meaning.kind in (Kind.VACANCY, Kind.HELP) or meaning.is_untold:
        return True
    return bool(meaning.need() or meaning.places) or meaning.days_ahead is not None


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text_is_understood_or_kept_as_text(words):
    pieces = understand(words, LEXICON)

    assert len({(piece.meaning.kind, piece.typed) for piece in pieces}) == len(pieces)
    assert all(is_asked(piece.meaning) for piece in pieces)
    assert all(0 < len(piece.typed) <= LONGEST * 18 for piece in pieces)


@given(st.lists(st.sampled_from(sorted(LEXICON.meanings)), max_size=6), st.sampled_from(" 　、\t"))
@settings(max_examples=200, deadline=None)
def test_known_words_apart_are_all_understood(words, pause):
    pieces = understand(pause.join(words), LEXICON)

    known = {sense(LEXICON.meanings[word]) for word in words}
    assert {sense(piece.meaning) for piece in pieces} == known


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_order_and_repetition_of_blanks_change_nothing(words):
    assert said(f"  {words}　 ") == said(words) or len(words) > LONGEST - 4


def test_a_long_text_is_cut():
    assert understand("あ" * 10_000_000, LEXICON) == understand("あ" * LONGEST, LEXICON)


def test_particles_go_where_they_touch_a_word():
    assert said("訪問看護のひまわり") == ["サービス:訪問看護", "名前:ひまわり"]
    assert said("ひまわりの訪問看護") == ["名前:ひまわり", "サービス:訪問看護"]


def test_a_place_never_takes_the_meaning_of_a_service():
    place = from_town("病院", Place("病院町", HERE, 3_000, 1))
    words = [*from_terms([Word(1, "病院", True)]), place]

    assert Lexicon.of(words, []).meanings["病院"].kind is Kind.SERVICE


def test_a_village_of_one_character_keeps_its_ending():
    words = from_municipality("津市", "つし", Place("津市", HERE, 10_000, 1, True))

    assert [word for word, _ in words][:3] == ["津市", "つし", "津市内"]


def test_a_name_beside_known_words_is_called_as_it_was_typed():
    pieces = understand("守谷ネコ医療センターＡ訪問看護", LEXICON)

    assert [piece.meaning.label for piece in pieces] == ["守谷市", "ネコ医療センターA", "訪問看護"]
    (_, name) = understand("守谷ネコセンター", LEXICON)
    assert name.meaning.label == "ネコセンター"
