"""What each kind of section of a council paper reads from the records."""

from datetime import date

import pytest

from renkei.core.dates import Precision
from renkei.programme.models import BrandDecision, Item, Undertaking
from renkei.reporting.actions import Plan
from renkei.reporting.blocks import Bars, texts
from renkei.reporting.composition import parts_of, tree_of
from renkei.reporting.evidence import Evidence
from renkei.reporting.outline import council_paper
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.council.factories import MeetingFactory
from tests.liaison.factories import VisitFactory
from tests.outreach.factories import LeafletFactory, LectureFactory, SchoolDistrictFactory
from tests.programme.factories import UndertakingFactory
from tests.reporting.factories import begin_paper
from tests.training.factories import TrainingFactory
from tests.vocabulary.factories import TermFactory


def built(region, source, **parameters):
    """Title, texts and gaps of a paper's only section."""
    paper = begin_paper(region, Plan(1, source, parameters=parameters))
    (part,) = parts_of(paper, TODAY)
    said = [line for block in part.blocks for line in texts(block)]
    return part.title, said, [gap.text for gap in part.gaps]


def test_the_centre_with_its_opening_and_functions(region):
    region.centre_name, region.nickname = "見本支援センター", "みほんネット"
    region.opened_on, region.opened_precision = date(2017, 10, 1), Precision.MONTH
    region.opened_note, region.functions = "見本館に開く。", "相談\n研修"
    region.save()

    assert built(region, "centre-heading")[0] == "見本支援センター（みほんネット）について"
    assert built(region, "centre") == ("概要", ["平成29年10月に見本館に開く。"], [])
    assert built(region, "functions") == ("機能", ["相談", "ア", "研修", "イ"], [])


def test_a_centre_not_yet_described_says_what_is_missing(region):
    assert built(region, "centre-heading")[0] == "見本圏域について"
    assert built(region, "centre")[1:] == ([], ["センターの開設について書かれていません"])
    assert built(region, "functions")[1:] == ([], ["センターの機能が書かれていません"])
    assert built(region, "heading") == ("見出しだけ", [], [])


@pytest.mark.parametrize(
    ("precision", "day"), [(Precision.MONTH, "平成29年3月"), (Precision.DAY, "平成29年3月5日")]
)
def test_how_the_nickname_was_chosen(region, precision, day):
    BrandDecision.objects.create(
        region=region,
        subject=BrandDecision.Subject.NICKNAME,
        decided_on=date(2017, 3, 5),
        precision=precision,
        process="委員会を開き、",
        entries_count=23,
        chosen="みほんネット",
        meaning="見本の意",
        created_at=NOW,
        updated_at=NOW,
    )

    title, (sentence, meaning), gaps = built(region, "nickname")

    assert title == "愛称について"
    assert sentence.startswith(f"{day}、委員会を開き、")
    assert "23作品" in sentence
    assert sentence.endswith("「みほんネット」に決定。")
    assert (meaning, gaps) == ("見本の意", [])


def test_a_logo_decided_on_an_unknown_day(region):
    BrandDecision.objects.create(
        region=region,
        subject=BrandDecision.Subject.LOGO,
        process="見本に委託し決定。",
        created_at=NOW,
        updated_at=NOW,
    )

    assert built(region, "logo")[1] == ["見本に委託し決定。"]
    assert built(region, "nickname")[2] == ["愛称の決め方が記録されていません"]


def test_one_undertaking_gives_its_title_and_words(region):
    chosen = UndertakingFactory(region=region, summary="見本を進める。", note="※順次")
    UndertakingFactory(region=region)

    said = built(region, "undertaking", undertaking=chosen.public_id)

    assert said == (chosen.title, ["見本を進める。", "※順次"], [])


def test_undertakings_of_a_kind_and_item_stand_under_numbers(region):
    wanted = UndertakingFactory(region=region, kind=Undertaking.Kind.PREPARATION, item=Item.U)
    UndertakingFactory(region=region, kind=Undertaking.Kind.PREPARATION)
    UndertakingFactory(region=region, item=Item.U)
    paper = begin_paper(
        region, Plan(2, "undertaking", parameters={"kind": "preparation", "item": "u"})
    )

    (section,) = tree_of(paper, parts_of(paper, TODAY)).sections

    assert [(each.number, each.level, each.title) for each in section.subsections] == [
        ("①", 3, wanted.title)
    ]


def test_an_undertaking_deleted_meanwhile_is_missed(region):
    gone = UndertakingFactory(region=region, deleted=True)

    _, said, gaps = built(region, "undertaking", undertaking=gone.public_id)

    assert (said, gaps) == ([], ["取組の記録がありません"])


def test_visits_are_counted_per_kind_within_the_period(region):
    hospital = TermFactory(scheme=Scheme.VISIT_TARGET, label="見本病院", position=1)
    TermFactory(scheme=Scheme.VISIT_TARGET, label="見本薬局", position=2)
    for day in (date(2016, 4, 1), date(2016, 8, 10), date(2016, 8, 11)):
        VisitFactory(region=region, starts_on=day, target=hospital)
    VisitFactory(region=region, starts_on=date(2016, 5, 1), target=hospital, cancelled=True)
    retired = TermFactory(scheme=Scheme.VISIT_TARGET, label="見本の旧種類", is_retired=True)
    VisitFactory(region=region, starts_on=date(2016, 5, 1), target=retired)
    paper = begin_paper(
        region, Plan(1, "visits", parameters={"first": "2016-04-01", "last": "2016-08-10"})
    )

    (part,) = parts_of(paper, TODAY)

    (chart,) = part.blocks
    assert isinstance(chart, Bars)
    assert [(bar.label, bar.value) for bar in chart.bars] == [
        ("見本病院", 2),
        ("見本薬局", 0),
        ("見本の旧種類", 1),
    ]
    assert chart.total == 3
    assert "平成28年4月1日～平成28年8月10日" in chart.note
    assert part.built.origin == "/mihon/desk/visits/?since=2016-04-01&until=2016-08-10"


def test_without_a_choice_the_figure_counts_from_april_to_the_meeting(region):
    meeting = MeetingFactory(region=region, starts_on=date(2016, 8, 10))
    paper = begin_paper(region, Plan(1, "visits"), meeting=meeting)

    (part,) = parts_of(paper, TODAY)

    assert part.built.origin.endswith("since=2016-04-01&until=2016-08-10")
    assert [gap.text for gap in part.gaps] == ["この期間の訪問の記録がありません"]


def test_visits_may_begin_with_the_words_of_an_undertaking(region):
    chosen = UndertakingFactory(region=region, summary="訪ねて回る。")

    title, said, _ = built(region, "visits", undertaking=chosen.public_id)

    assert (title, said) == (chosen.title, ["訪ねて回る。"])


def test_trainings_are_told_with_days_and_a_line(region):
    first, second = (TermFactory(scheme=Scheme.TRAINING, position=place) for place in (1, 2))
    TrainingFactory(region=region, title="後の研修", kind=second, cancelled=True)
    TrainingFactory(
        region=region,
        title="体験会",
        kind=first,
        summary="体験する",
        days=[{"on": date(2016, 7, 10)}, {"on": date(2016, 11, 10)}],
    )
    TrainingFactory(
        region=region,
        title="講演会",
        kind=second,
        starts_on=date(2016, 9, 27),
        summary="記念講演会",
        lecturers=[{"name": "見本花子", "honorific": "氏", "affiliation": "見本所"}],
    )
    TrainingFactory(
        region=region, title="未定", kind=second, starts_on=None, precision="year", fiscal_year=2016
    )

    title, said, gaps = built(region, "trainings")

    assert title == "研修等の実施"
    assert said == [
        "体験会（7/10、11/10）", "体験する", "ア",
        "後の研修（中止）", "イ",
        "講演会（9/27）", "見本花子氏（見本所）による記念講演会", "ウ",
        "未定", "エ",
    ]  # fmt: skip
    assert gaps == ["研修の日程が1件未定"]


def test_lectures_of_school_districts_with_what_is_open(region):
    kind = TermFactory(scheme=Scheme.LECTURE, code="school-district")
    told = UndertakingFactory(region=region, item=Item.KI, summary="校下ごとに開く。", note="※順次")
    LectureFactory(
        region=region,
        kind=kind,
        school_district=SchoolDistrictFactory(name="見本"),
        capacity=30,
        lecturers=[{"name": "見本", "affiliation": "見本医院"}],
    )
    LectureFactory(region=region, kind=kind)
    LectureFactory(region=region)

    title, said, gaps = built(region, "lectures", undertaking=told.public_id)

    assert title == told.title
    assert said[0] == "校下ごとに開く。"
    assert said[-1] == "※順次"
    assert said[5:9] == ["見本", "見本", "見本医院", "予定 30名"]
    assert gaps == ["出前講座の校下・人数が1件未記入"]


def test_no_lectures_no_table(region):
    assert built(region, "lectures") == (
        "校下ごとの講座",
        [],
        ["出前講座の記録がありません"],
    )


def test_a_leaflet_with_its_places_in_groups(region):
    LeafletFactory(
        region=region,
        title="見本の冊子",
        note="別添",
        handed_out_at="講座で配布",
        places=[
            {"group": "市施設", "name": "窓口"},
            {"group": "市施設", "name": "公民館", "count": 1200},
            {"name": "病院"},
        ],
    )
    LeafletFactory(region=region, title="止めた冊子", cancelled=True, handed_out_at="配らない")

    title, said, gaps = built(region, "leaflet", item="ki")

    assert title == "見本の冊子の作成（別添）"
    assert said == [
        "講座で配布",
        "市施設（窓口、公民館 1,200部）、病院に設置",
        "止めた冊子　中止：見本の大雪のため",
    ]
    assert gaps == []
    assert built(region, "leaflet", leaflet="x")[0] == "リーフレット"


def test_a_leaflet_that_lies_nowhere_yet_names_no_places(region):
    LeafletFactory(region=region, title="見本の冊子", handed_out_at="")

    assert built(region, "leaflet") == ("見本の冊子の作成", [], [])


def test_the_open_lecture_names_who_gives_it_together(region):
    LectureFactory(
        region=region,
        title="見本公開講座",
        co_organizer="見本医師会",
        summary="調整中。",
        starts_on=None,
        precision="year",
        fiscal_year=2016,
    )

    title, said, gaps = built(region, "open-lecture")

    assert title == "見本医師会との共催による見本公開講座の開催"
    assert said == ["調整中。"]
    assert gaps == ["公開講座の日程が1件未定"]


def test_several_open_lectures_are_named_each(region):
    LectureFactory(region=region, title="一つ目", starts_on=date(2016, 5, 1))
    LectureFactory(region=region, title="二つ目", starts_on=date(2016, 6, 1), venue="見本館")

    title, said, _ = built(region, "open-lecture")

    assert title == "公開講座の開催"
    assert said == ["一つ目（5/1）", "ア", "二つ目（6/1）", "見本館", "イ"]
    LectureFactory(region=region, title="三つ目")
    assert built(region, "open-lecture", item="ka")[1] == []


@pytest.mark.parametrize(
    ("summary", "topics", "told"),
    [
        ("", ["見本の話"], ["甲先生（見本所）による講演「見本の話」"]),
        ("", [""], ["甲先生（見本所）による講演"]),
        ("記念講演会", [""], ["甲先生（見本所）による記念講演会"]),
        ("記念講演会", ["話"], ["記念講演会\n甲先生（見本所）による講演「話」"]),
        ("輪を広げ、続ける研修", [""], ["輪を広げ、続ける研修\n甲先生（見本所）による講演"]),
        (
            "",
            ["", "話"],
            ["甲先生（見本所）による講演「話」、甲先生（見本所）による講演"],
        ),
    ],
    ids=["topic", "bare", "name", "name and topic", "sentence", "some with topics"],
)
def test_who_spoke_is_told_in_a_natural_phrase(region, summary, topics, told):
    speaker = {"name": "甲", "honorific": "先生", "affiliation": "見本所"}
    LectureFactory(
        region=region,
        summary=summary,
        lecturers=[speaker | {"topic": topic} for topic in topics],
    )

    assert built(region, "open-lecture")[1][1:] == told


def test_of_a_cancelled_lecture_nobody_spoke_and_nobody_came(region):
    LectureFactory(
        region=region,
        title="見本",
        cancelled=True,
        attendance_total=9,
        summary="見本の会",
        lecturers=[{"name": "甲"}],
    )

    assert built(region, "open-lecture")[1] == ["見本（中止）", "見本の会"]


def test_free_text_waits_to_be_written(region):
    assert built(region, "text") == ("自由な文", [], ["文がまだありません"])


def test_internal_records_stay_out_of_papers(region):
    TrainingFactory(region=region, internal=True)

    assert built(region, "trainings")[2] == ["研修の記録がありません"]


def test_a_new_paper_has_the_sections_its_year_calls_for(region):
    region.functions = "相談"
    region.save()
    BrandDecision.objects.create(region=region, subject="nickname", created_at=NOW, updated_at=NOW)
    prepared = [UndertakingFactory(region=region, kind="preparation") for _ in range(2)]
    work = UndertakingFactory(region=region)
    for_residents = [UndertakingFactory(region=region, item=Item.KI) for _ in range(2)]

    plans = council_paper(Evidence(region, prepared[0].year, is_public=True))

    assert [
        (plan.level, plan.source, plan.parameters.get("undertaking", "")) for plan in plans
    ] == [
        (1, "centre-heading", ""),
        (2, "centre", ""),
        (3, "functions", ""),
        (3, "nickname", ""),
        (2, "heading", ""),
        (3, "visits", prepared[0].public_id),
        (3, "undertaking", prepared[1].public_id),
        (1, "heading", ""),
        (2, "heading", ""),
        (3, "trainings", ""),
        (3, "undertaking", work.public_id),
        (2, "heading", ""),
        (3, "lectures", for_residents[0].public_id),
        (3, "undertaking", for_residents[1].public_id),
        (3, "leaflet", ""),
        (3, "open-lecture", ""),
    ]


def test_a_year_without_undertakings_still_begins_a_paper(region):
    sources = [plan.source for plan in council_paper(Evidence(region, _year(), is_public=True))]

    assert sources == [
        "centre-heading", "centre", "visits", "heading", "heading", "trainings", "heading",
        "lectures", "leaflet", "open-lecture",
    ]  # fmt: skip


def _year():
    from renkei.core.fiscal import FiscalYear

    return FiscalYear(2016)
