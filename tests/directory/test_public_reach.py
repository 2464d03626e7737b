"""The list measured from a person's district or town, and doctors from beyond 16 km."""

import csv
import io
import re
from math import degrees

import pytest
from django.urls import reverse

from renkei.directory import picked, visiting
from renkei.directory.search.called import without_rank
from renkei.directory.whereabouts import called, whereabouts_of
from renkei.geo.models import Boundary, TownPoint
from renkei.geo.points import EARTH_RADIUS_M, Point
from renkei.vocabulary.models import Scheme
from tests.clock import NOW
from tests.directory.factories import FilingFactory
from tests.directory.public import opened, page
from tests.directory.searching import LATITUDE, LONGITUDE
from tests.vocabulary.factories import TermFactory

DOCTOR = {"can": ["night-call"]}


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture(autouse=True)
def _middle(town) -> None:
    """The town in the middle from which everything is measured."""
    town.town("本町", north=0)


def metres_north(metres: float) -> dict:
    return {"latitude": LATITUDE + degrees(metres / EARTH_RADIUS_M), "longitude": LONGITUDE}


def picking(client, town, name="遠くの医院", metres=16_100.0, kind="clinic", **more):
    """A place that far north of the middle, on the list."""
    place = town.place(name, kind, **{**DOCTOR, **metres_north(metres), **more})
    post(client, town, "list", {"add": place.public_id})
    return place


def post(client, town, name, data=None, **keys):
    url = reverse(f"directory:{name}", kwargs={"region": town.region.slug, **keys})
    return client.post(url, data or {})


def measure(client, town, words="本町"):
    return post(client, town, "list-measure", {"place": words})


def give_reason(client, town, place, reason="none-within", words=""):
    key = place.public_id
    data = {f"{key}-reason": reason, f"{key}-words": words}
    return post(client, town, "list-reason", data, facility=key)


def get(client, town, path):
    return client.get(f"/{town.region.slug}/list/{path}")


# ---------------------------------------------------------------- how far


def test_without_a_place_nothing_is_measured(client, town):
    picking(client, town)

    text = page(client, town, "list/")

    assert "から直線" not in text
    assert get(client, town, "sheet/").status_code == 200


def test_every_row_says_how_far_it_is(client, town):
    picking(client, town, metres=850)
    picking(client, town, "近くの薬局", 3_440, kind="nursing", can=[])

    assert measure(client, town).url == f"/{town.region.slug}/list/"
    text = page(client, town, "list/")

    assert "見本市本町から直線 <strong>850m</strong>" in text
    assert "見本市本町から直線 <strong>3.4km</strong>" in text


@pytest.mark.parametrize(
    ("metres", "shown", "is_beyond"),
    [
        (15_999, "16.0km", False),
        (16_000, "16.0km", False),
        (16_001, "16.1km", True),
        (16_160, "16.2km", True),
        (16_100, "16.1km", True),
        (994, "990m", False),
        (1_000, "1.0km", False),
    ],
)
def test_sixteen_kilometres_are_within_and_one_metre_more_is_not(metres, shown, is_beyond):
    start = visiting.Start("見本市本町", Point(LATITUDE, LONGITUDE))
    reach = visiting.Reach(start, float(metres), is_visiting=True)

    assert (reach.distance, reach.is_beyond) == (shown, is_beyond)


@pytest.mark.parametrize(("metres", "is_warned"), [(15_999, False), (16_100, True)])
def test_a_doctor_from_beyond_is_warned_of_in_words_with_the_rule(client, town, metres, is_warned):
    picking(client, town, metres=metres)
    measure(client, town)

    text = page(client, town, "list/")

    assert ("往診・訪問診療の16kmを超えています" in text) == is_warned
    assert (visiting.RULE in text) == is_warned
    assert (visiting.SOURCE_URL in text) == is_warned


def test_others_may_be_as_far_as_they_like(client, town):
    picking(client, town, "遠くの看護", 30_000, kind="nursing", can=[])
    measure(client, town)

    assert "30.0km" in page(client, town, "list/")
    assert get(client, town, "sheet/").status_code == 200


def test_a_doctor_is_known_by_a_filing_or_the_kind_of_a_service(client, town):
    filed = TermFactory(scheme=Scheme.FILING, code="home-clinic-3")
    FilingFactory(facility=picking(client, town, "届出の医院", can=[]), term=filed)
    town.terms["visits"] = TermFactory(scheme=Scheme.SERVICE, label="訪問診療")
    picking(client, town, "一覧の医院", kind="visits", can=[])
    picking(client, town, "通うだけの医院", can=[])
    measure(client, town)

    lines = opened(client, town, "list/").context["lines"]

    assert [line.reach.is_beyond for line in lines] == [True, True, False]


def test_of_a_place_that_lies_nowhere_nothing_is_claimed(client, town):
    nowhere = {"latitude": None, "longitude": None, "point_basis": ""}
    picking(client, town, **nowhere)
    picking(client, town, "見本の薬局", can=[], **nowhere)
    measure(client, town)

    text = page(client, town, "list/")

    assert text.count("場所が分からないため、距離は出せません。") == 2
    assert text.count("16km以内かどうか、電話でお確かめください。") == 1
    assert "距離は分かりません" in page(client, town, "list/fax/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    client, town, count, django_assert_num_queries
):
    for number in range(count):
        picking(client, town, f"見本医院{number}")
    measure(client, town)
    get(client, town, "")

    with django_assert_num_queries(12):
        get(client, town, "")


# ---------------------------------------------------------------- from where


def test_a_place_is_named_once_and_forgotten_with_the_list(client, town):
    picking(client, town)
    measure(client, town)
    post(client, town, "list-clear")

    picking(client, town, "近くの医院", 100)

    assert "から直線" not in page(client, town, "list/")


def test_a_place_can_be_taken_back(client, town):
    give_reason(client, town, place := picking(client, town))
    measure(client, town)
    give_reason(client, town, place)

    post(client, town, "list-measure", {"forget": "1"})

    assert picked.START in client.session
    assert client.session[picked.START] == {town.region.slug: None}
    assert client.session[picked.WHY] == {town.region.slug: None}
    assert "から直線" not in page(client, town, "list/")


def test_what_is_kept_is_the_town_and_not_what_was_typed(client, town):
    picking(client, town)
    measure(client, town, "本町３丁目")

    (kept,) = client.session[picked.START].values()

    assert kept == {"label": "見本市本町", "at": [LATITUDE, LONGITUDE]}


@pytest.mark.parametrize("words", ["本町1-2-3", "見本太郎", "", "%", "'; DROP TABLE", "・"])
def test_an_address_or_a_name_is_refused_and_not_kept(client, town, words):
    picking(client, town)

    answer = measure(client, town, words)

    assert answer.status_code == 422
    assert "エラー：わたしのリスト" in answer.content.decode()
    assert picked.START not in client.session


def test_what_is_wrong_stands_above_the_list_and_leads_to_its_field(client, town):
    place = picking(client, town)

    text = measure(client, town, "見本太郎").content.decode()
    summary = text.split('id="error-summary" role="alert"')[1].split("</div>")[0]
    assert '<a href="#id_place">' in summary

    measure(client, town)
    text = give_reason(client, town, place, "").content.decode()
    summary = text.split('id="error-summary" role="alert"')[1].split("</div>")[0]
    assert f'<a href="#id_{place.public_id}-reason_group">' in summary


def test_towns_of_one_name_are_offered_with_their_municipality(client, town):
    town.town("本町", north=5, of=town.village)
    picking(client, town)

    answer = measure(client, town)
    text = answer.content.decode()

    assert "近い名前の場所があります。下から選んでください" in text
    assert '<option value="見本市本町">' in text
    assert 'name="place" value="手本町本町"' in text
    assert measure(client, town, "手本町本町").status_code == 302


def test_a_part_of_a_name_is_enough_where_only_one_has_it(client, town):
    town.town("南台", north=1)
    picking(client, town)

    measure(client, town, "南")

    assert "見本市南台から直線" in page(client, town, "list/")


def test_a_school_district_is_measured_from_the_middle_of_its_outline(client, town):
    district = town.district("瓢箪")
    town.district("輪郭の無い")
    box = {"west": LONGITUDE, "east": LONGITUDE, "south": 36.0, "north": 36.2}
    Boundary.objects.create(school_district=district, rings=[], **box)

    (found,) = called("瓢箪校下", whereabouts_of(town.region))

    assert (found.label, found.point) == ("見本市瓢箪校下", Point(36.1, LONGITUDE))
    assert called("輪郭の無い校下", whereabouts_of(town.region)) == []


def test_a_district_that_names_itself_is_not_named_twice(client, town):
    district = town.district("手本校下")
    box = {"west": 140, "east": 140, "south": 36, "north": 36}
    Boundary.objects.create(school_district=district, rings=[], **box)

    assert [place.name for place in whereabouts_of(town.region)] == ["手本校下", "本町"]


def test_the_middle_of_a_town_is_that_of_its_blocks(client, town):
    town.town("南台1丁目", north=0)
    town.town("南台2丁目", north=2)

    (found,) = called("南台", whereabouts_of(town.region))

    assert found.point.latitude == pytest.approx(LATITUDE + 0.01)


@pytest.mark.parametrize(
    "typed", ["布川", "大字布川", "字布川", "見本市布川", "見本市大字布川", "見本市字布川"]
)
def test_a_town_is_known_with_and_without_its_rank(client, town, typed):
    town.town("大字布川", north=0)

    (found,) = called(typed, whereabouts_of(town.region))

    assert found.label == "見本市布川"


@pytest.mark.parametrize("typed", ["瓢箪校下", "瓢箪校区"])
def test_a_district_without_an_outline_leads_to_the_town_of_its_name(client, town, typed):
    town.town("瓢箪町", north=0)

    assert [found.name for found in called(typed, whereabouts_of(town.region))] == ["瓢箪町"]


def test_where_no_town_is_known_nobody_is_asked_for_one(client, town):
    TownPoint.objects.all().delete()
    picking(client, town)

    assert "利用する方の校下か町" not in page(client, town, "list/")


# ---------------------------------------------------------------- the reason


@pytest.mark.parametrize("path", ["sheet/", "fax/", "list.csv"])
def test_nothing_is_printed_without_a_reason_and_nothing_is_lost(client, town, path):
    place = picking(client, town)
    measure(client, town)

    answer = get(client, town, path)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="#reach-{place.public_id}"' in text
    assert "16kmを超える理由を選んでください。理由がないと印刷できません。" in text
    assert [line.row.facility for line in answer.context["lines"]] == [place]
    assert answer.context["start"].label == "見本市本町"


def test_with_a_reason_the_sheet_and_the_fax_say_it(client, town):
    place = picking(client, town)
    measure(client, town)

    assert give_reason(client, town, place).status_code == 302

    for path in ("list/sheet/", "list/fax/"):
        text = re.sub("<rt>.*?</rt>|<rp>.*?</rp>|</?ruby>", "", page(client, town, path))
        assert "から直線16.1km。16kmを超える理由：16km以内に対応できる医療機関がない" in text
    assert "理由：<strong>16km以内に対応できる医療機関がない</strong>" in page(
        client, town, "list/"
    )


def test_the_table_has_distance_and_reason(client, town):
    place = picking(client, town)
    picking(client, town, "近くの医院", 500)
    measure(client, town)
    give_reason(client, town, place, "not-visiting", "二つの医院に断られた")

    text = get(client, town, "list.csv").content.decode("utf-8-sig")
    head, *rows = [row[-3:] for row in csv.reader(io.StringIO(text))]

    assert head == ["どこから", "直線距離", "16kmを超える理由"]
    assert rows == [
        [
            "見本市本町",
            "16.1km",
            "近くの医療機関が往診・訪問診療を行っていない　二つの医院に断られた",
        ],
        ["見本市本町", "500m", ""],
    ]


@pytest.mark.parametrize(
    ("reason", "words", "error"),
    [
        ("", "", "16kmを超える理由を選んでください"),
        ("made-up", "", "16kmを超える理由を、一覧から選んでください"),
        ("other", "", "「その他」の理由を言葉で書いてください"),
    ],
)
def test_a_reason_is_one_of_four_and_another_needs_words(client, town, reason, words, error):
    place = picking(client, town)
    measure(client, town)

    answer = give_reason(client, town, place, reason, words)

    assert answer.status_code == 422
    assert error in answer.content.decode()
    assert get(client, town, "sheet/").status_code == 422


def test_a_hospital_that_is_asked_for_no_visit_is_printed_with_just_that(client, town):
    place = picking(client, town)
    measure(client, town)

    assert give_reason(client, town, place, "not-asked").status_code == 302

    text = get(client, town, "fax/").content.decode()
    assert "往診・訪問診療は頼まない（通院・入院など）" in text


def test_words_of_its_own_stand_for_the_reason(client, town):
    place = picking(client, town)
    measure(client, town)
    give_reason(client, town, place, "other", "かかりつけで続けて診てもらう")

    assert "理由：<strong>かかりつけで続けて診てもらう</strong>" in page(client, town, "list/")


def test_a_reason_holds_for_the_place_it_was_given_for(client, town):
    town.town("南台", north=0.1)
    place = picking(client, town)
    measure(client, town)
    give_reason(client, town, place)

    measure(client, town, "南台")
    assert get(client, town, "sheet/").status_code == 200

    measure(client, town, "本町")
    assert get(client, town, "sheet/").status_code == 422


def test_a_reason_goes_with_the_row(client, town):
    place = picking(client, town)
    measure(client, town)
    give_reason(client, town, place)
    post(client, town, "unpick", facility=place.public_id)

    post(client, town, "list", {"add": place.public_id})

    assert get(client, town, "sheet/").status_code == 422


def test_a_reason_for_what_is_not_on_the_list_is_not_kept(client, town):
    place = town.place("よその医院", "clinic")

    assert give_reason(client, town, place).status_code == 302
    assert picked.WHY not in client.session


def test_the_sheet_of_one_service_knows_of_no_person(client, town):
    place = picking(client, town)
    measure(client, town)

    answer = client.get(f"/{town.region.slug}/list/sheet/", {"only": place.public_id})

    assert answer.status_code == 200
    assert "から直線" not in answer.content.decode()


def test_neither_place_nor_reason_is_in_an_address_or_the_log(client, town, caplog):
    place = picking(client, town)
    with caplog.at_level("DEBUG"):
        answers = [measure(client, town), give_reason(client, town, place, "other", "内緒の言葉")]

    assert {answer.url for answer in answers} == {f"/{town.region.slug}/list/"}
    assert "本町" not in caplog.text
    assert "内緒の言葉" not in caplog.text


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("大字布川", "布川"),
        ("見本市字布川", "見本市布川"),
        ("字布", "字布"),
        ("十文字町", "十文字町"),
    ],
)
def test_the_rank_of_a_town_goes_and_its_name_stays(written, usual):
    assert without_rank(written) == usual
