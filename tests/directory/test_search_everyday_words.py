"""What residents, care managers and social workers type, beside the code lists as shipped.

Each phrase is read on a Friday (平成29年2月17日).
"""

import pytest

from renkei.directory.search.settling import settled
from renkei.directory.search.understanding import understand
from renkei.directory.search.words import (
    Lexicon,
    Place,
    Word,
    from_municipality,
    from_synonyms,
    from_terms,
    particles,
    synonyms,
)
from renkei.geo.points import Point
from renkei.vocabulary.actions import read_terms
from renkei.vocabulary.models import Scheme
from tests.clock import TODAY

ASKED = (Scheme.SERVICE, Scheme.ABILITY, Scheme.FILING, Scheme.INFORMAL)
TERMS = [
    Word(
        number,
        term.label,
        is_service=term.scheme == Scheme.SERVICE,
        code=term.code,
        is_filing=term.scheme == Scheme.FILING,
        is_help=term.scheme == Scheme.INFORMAL,
    )
    for number, term in enumerate(read_terms(), 1)
    if term.scheme in ASKED
]
CITY = Place("守谷市", Point(36, 140), 10_000, 1, is_whole=True)
LEXICON = Lexicon.of(
    [
        *from_municipality("守谷市", "もりやし", CITY),
        *from_terms(TERMS),
        *from_synonyms(synonyms(), TERMS),
    ],
    particles(synonyms()),
)


def said(words: str) -> str:
    pieces = settled(understand(words, LEXICON), TODAY)
    return " ".join(f"{piece.meaning.kind}:{piece.meaning.label}" for piece in pieces)


PHRASES = {
    "家に来てくれる歯医者": "訪問:家に来てくれる サービス:歯科診療所",
    "家まで来てくれるお医者さん": "訪問:家まで来てくれる サービス:お医者さん",
    "自宅に来てほしい 美容師": "訪問:自宅に来てほしい 手助け:訪問理美容",
    "歯が痛いけど通えない": "サービス:歯科診療所 訪問:通えない",
    "本日開いている薬局": "時間:今日（金曜） サービス:薬局",
    "今日やっている歯科": "時間:今日（金曜） サービス:歯科診療所",
    "土曜日に開いている歯医者さん": "時間:土曜 サービス:歯科診療所",
    "夜も開いている薬局": "時間:夜間 サービス:薬局",
    "夜往診してくれる医者": "時間:夜間 できること:往診 サービス:医者",
    "あした診てくれる病院": "時間:明日（土曜） サービス:病院",
    "日曜祝日 往診": "時間:休日 できること:往診",
    "痛み止めを家で": "できること:痛み止め 訪問:家で",
    "がんの痛みをとってほしい": "できること:がんの痛み",
    "末期がん 最期まで家で過ごしたい": "できること:がん できること:自宅での看取り",
    "看取りまで診てくれる先生": "できること:自宅での看取り サービス:先生",
    "一人暮らしの母の見守り": "手助け:見守り・安否確認",
    "独居 安否確認": "手助け:見守り・安否確認",
    "DS 守谷": "サービス:DS 場所:守谷市",
    "DSとSSを探しています": "サービス:DS サービス:SS",
    "SS 空きあり 胃ろう": "サービス:SS 空き:空きあり できること:胃ろう",
    "GH 空室": "サービス:認知症グループホーム 空き:空きあり",
    "CM 守谷市": "サービス:居宅介護支援 場所:守谷市",
    "HH 早朝": "サービス:訪問介護 名前:早朝",
    "糖尿病のインスリン": "できること:インスリン・血糖の管理",
    "インスリン注射をしてくれる看護師さん": "できること:インスリン・血糖の管理 サービス:訪問看護",
    "配食": "手助け:宅配弁当",
    "お弁当を届けてほしい": "手助け:宅配弁当",
    "夕食の宅配 守谷市": "手助け:宅配弁当 場所:守谷市",
    "やわらか食の宅配": "手助け:宅配弁当 手助け:商品の配達",
    "ゴミ出しを手伝ってほしい": "手助け:ごみ出し",
    "粗大ごみ": "手助け:ごみ出し",
    "買い物に行けない": "手助け:買い物に行けない",
    "買い物代行 守谷": "手助け:買い物代行 場所:守谷市",
    "移動スーパー": "手助け:移動販売",
    "通院の付き添い": "手助け:移動・外出の手伝い",
    "病院への送り迎え": "サービス:病院 できること:送迎",
    "介護タクシー": "手助け:移動・外出の手伝い",
    "車いすで送迎": "できること:送迎",
    "庭の草むしり": "手助け:庭",
    "電球の交換": "手助け:電球の交換",
    "雪かき": "手助け:雪かき",
    "掃除と洗濯": "手助け:家事の手伝い",
    "家に来てくれる床屋さん": "訪問:家に来てくれる 手助け:訪問理美容",
    "話し相手がほしい": "手助け:話し相手",
    "いきいき体操": "手助け:サロン・通いの場",
    "オレンジカフェ": "手助け:認知症カフェ",
    "緊急通報ボタン": "手助け:緊急通報",
    "紙おむつ": "手助け:福祉用品・おむつ",
    "認知症の母を預けたい": "できること:認知症 サービス:預けたい",
    "認知症の相談をしたい": "できること:認知症",
    "物忘れがひどい": "できること:認知症",
    "徘徊する人が入れる施設": "できること:認知症 サービス:入れる施設",
    "夜中に熱が出たら来てくれる先生": "時間:夜間 できること:熱が出たら サービス:先生",
    "退院後のリハビリ": "できること:リハビリ",
    "PTの訪問": "できること:リハビリ 訪問:訪問",
    "寝たきりのお風呂": "訪問:寝たきり サービス:お風呂",
    "お風呂に入れてほしい": "サービス:お風呂",
    "機械浴のあるデイサービス": "できること:機械浴 サービス:デイサービス",
    "飲み込みが悪い": "できること:嚥下",
    "口から食べられない": "できること:嚥下",
    "栄養士に相談したい": "できること:栄養の相談",
    "車椅子を借りたい": "サービス:福祉用具貸与",
    "手すりをつけたい": "サービス:福祉用具貸与",
    "介護ベッドのレンタル": "サービス:福祉用具貸与",
    "介護認定の申請": "サービス:介護認定の申請",
    "介護の相談窓口": "サービス:介護の相談窓口",
    "ケアマネを探しています": "サービス:居宅介護支援",
    "ケアマネさんを紹介してほしい": "サービス:居宅介護支援",
    "薬を届けてくれる薬局": "できること:薬を届けてくれる サービス:薬局",
    "飲み残しの薬の管理": "できること:飲み残しの薬",
    "酸素を使っている人のショートステイ": "できること:在宅酸素 サービス:ショートステイ",
    "人工呼吸器の受け入れができるショート": "できること:人工呼吸器 サービス:ショート",
    "たんの吸引ができるデイ": "できること:たんの吸引 サービス:デイ",
    "気切 胃ろう 空室": "できること:気管切開・たんの吸引 できること:胃ろう 空き:空きあり",
    "IVH 訪看 24時間対応": "できること:中心静脈栄養 サービス:訪問看護 時間:24時間",
    "CVポートの管理": "できること:中心静脈栄養",
    "褥瘡の処置 夜間 訪問看護": "できること:褥瘡の処置 時間:夜間 サービス:訪問看護",
    "バルーン交換 往診": "できること:尿道カテーテル できること:往診",
    "在宅酸素 HOT": "できること:在宅酸素",
    "NPPV レスパイト入院": "できること:人工呼吸器 サービス:病院",
    "ALSの訪問看護": "できること:難病 サービス:訪問看護",
    "パーキンソン病 リハビリ 訪問": "できること:難病 できること:リハビリ 訪問:訪問",
    "精神科の訪問看護": "できること:精神疾患 サービス:訪問看護",
    "うつ病 訪問看護": "できること:精神疾患 サービス:訪問看護",
    "医療的ケア児のレスパイト": "できること:医療的ケア児 サービス:レスパイト",
    "小児の訪問看護": "できること:小児 サービス:訪問看護",
    "失語症 ST": "できること:言語",
    "手話のできるデイ": "できること:手話 サービス:デイ",
    "中国語が話せる医師": "できること:外国語での対応 サービス:医師",
    "強化型在支診": "できること:強化型在支診",
    "機能強化型在支診 守谷市": "できること:機能強化型在支診 場所:守谷市",
    "無菌調剤 医療用麻薬 薬局": "できること:無菌調剤 できること:医療用麻薬 サービス:薬局",
    "訪問薬剤師": "できること:薬の訪問管理",
    "口腔ケア 歯科衛生士": "できること:口腔ケア できること:訪問歯科",
    "入れ歯 訪問": "サービス:歯科診療所 訪問:訪問",
    "特養 すぐに入れる": "サービス:特養 空き:空きあり",
    "老健 リハビリ": "サービス:介護老人保健施設 できること:リハビリ",
    "サ高住": "サービス:サ高住",
    "小多機 泊まり": "サービス:小規模多機能型居宅介護 サービス:泊まり",
    "看多機 空き": "サービス:看護小規模多機能型居宅介護 空き:空きあり",
    "定期巡回 夜間": "サービス:定期巡回・随時対応型訪問介護看護 時間:夜間",
    "男性のヘルパー": "名前:男性 サービス:訪問介護",
    "おむつ交換に来てほしい": "サービス:訪問介護",
    "生活保護": "名前:生活保護",
    "要支援1 デイ": "名前:要支援1 サービス:デイ",
    "高橋医院": "名前:高橋 サービス:診療所",
    "たかはしクリニック": "名前:たかはし サービス:診療所",
    "さかもと内科": "名前:さかもと内科",
    "リハビリ特化型デイ": "できること:リハビリ サービス:特化型デイ",
    "雪すかし": "手助け:雪すかし",
    "取手市医師会": "名前:取手市 名前:医師会",
    "社協": "名前:社協",
    "もりやのデイ": "場所:守谷市 サービス:デイ",
    "0297-45-1111": "電話:0297-45-1111",
    "レスパイト 来週": "サービス:レスパイト 名前:来週",
    "入院できるところ": "サービス:病院",
    "在宅ケアセンターもみじ": "名前:在宅ケアセンターもみじ",
    "訪問看護くれよん": "サービス:訪問看護 名前:くれよん",
    "地域連携室": "サービス:病院",
}


@pytest.mark.parametrize(("words", "pieces"), PHRASES.items(), ids=PHRASES)
def test_everyday_words(words, pieces):
    assert said(words) == pieces


def test_every_word_of_the_table_means_something():
    """A code or label that no list has would be searched for as a text, or not at all."""
    lists = {label for word in TERMS for label in (word.code, word.name)}
    asked = [row for row in synonyms() if row.about in ("サービス", "できること", "手助け", "訪問")]
    unknown = {
        meaning
        for row in asked
        for meaning in row.meaning.split("|")
        if "*" not in meaning and meaning.partition("（")[0] not in lists
    }

    assert unknown == {"介護予防支援"}


def test_every_word_stands_in_the_table_once():
    words = [(row.word, row.about) for row in synonyms()]

    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("開いている 土曜", "時間:土曜"),
        ("夜 開いている", "時間:夜間"),
        ("開いている 今日", "時間:今日（金曜）"),
        ("来てくれる訪問看護", "サービス:訪問看護"),
        ("来てくれる歯科", "訪問:来てくれる サービス:歯科診療所"),
    ],
)
def test_what_another_word_says_already_is_not_said_twice(words, meant):
    assert said(words) == meant


def test_a_holiday_is_a_holiday_and_no_day_of_the_week():
    founding = TODAY.replace(day=11)

    [piece] = settled(understand("今日", LEXICON), founding)

    assert (piece.meaning.label, piece.meaning.marks) == ("今日（祝日）", ("zt7",))
