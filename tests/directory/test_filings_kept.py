"""届出 have a period: begun by the edition that tells of them, ended by the one that does not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renkei.core.actors import SYSTEM
from renkei.directory import filing_kinds, joining
from renkei.directory.imports import filings, importing
from renkei.directory.models import Filing, Join, Publication, Source, SourceRow
from renkei.organizations.models import Facility
from renkei.vocabulary.models import Scheme, Term
from tests.clock import NOW, TODAY
from tests.directory.factories import FilingFactory
from tests.directory.importers import ground, office, table

pytestmark = pytest.mark.django_db

PLAIN = "区分,医療機関番号,医療機関名称,都道府県名,医療機関所在地（住所）"
HEAD = f"{PLAIN},受理届出名称,受理記号,受理番号,算定開始年月日\n"
CLINIC = "医科,0110063,見本医院,石川県,金沢市長町1-5-30"
OTHER = "医科,0110071,手本医院,石川県,金沢市長町2-1-1"
THREE = "在宅療養支援診療所（３）,支援診３,第12号,令和6年6月1日"
TWO = "在宅療養支援診療所（２）,支援診２ア,第3号,令和7年10月1日"
RARE = "人工腎臓,人工腎臓,第8号,平成30年4月1日"


@pytest.fixture(autouse=True)
def _ground():
    ground()


def bring(*lines, edition="2025-09", head=HEAD, at=NOW):
    content = (head + "".join(f"{line}\n" for line in lines)).encode()
    run = importing.begin(
        source=Source.KOUSEIKYOKU, content=content, file_name="名簿.csv", edition=edition, at=at
    )
    return importing.run_to_end(run=run, content=content, by=SYSTEM, at=at)


def periods():
    """Symbols with the days between which they held."""
    kept = Filing.objects.order_by("since", "pk")
    return [(one.symbol, one.since, one.until) for one in kept]


def held(day):
    return sorted(one.symbol for one in Filing.objects.on(day))


def test_what_an_edition_tells_of_has_its_kind_its_day_and_its_source():
    bring(f"{CLINIC},{THREE}")

    filing = Filing.objects.get()
    assert (str(filing), filing.term.code) == ("在宅療養支援診療所3", "home-clinic-3")
    assert (filing.number, filing.since, filing.until) == ("12", date(2024, 6, 1), None)
    assert (str(filing.publication.label), filing.seen_on) == ("2025-09", date(2025, 9, 1))
    assert filing.row.facility.name == "見本医院"


def test_the_status_on_any_day_can_be_asked_for():
    bring(f"{CLINIC},{THREE}", f"{CLINIC},{RARE}")
    bring(f"{CLINIC},{TWO}", f"{CLINIC},{RARE}", edition="2025-11")

    assert held(date(2018, 3, 31)) == []
    assert held(date(2018, 4, 1)) == ["人工腎臓"]
    assert held(date(2025, 9, 30)) == ["人工腎臓", "支援診3"]
    assert held(date(2025, 10, 1)) == ["人工腎臓", "支援診2ア", "支援診3"]
    assert held(date(2025, 11, 1)) == ["人工腎臓", "支援診2ア"]


def test_what_a_newer_edition_leaves_out_has_ended_and_stays():
    bring(f"{CLINIC},{THREE}", f"{CLINIC},{RARE}")
    bring(f"{CLINIC},{RARE}", edition="2025-10")

    assert periods() == [
        ("人工腎臓", date(2018, 4, 1), None),
        ("支援診3", date(2024, 6, 1), date(2025, 10, 1)),
    ]


def test_what_one_edition_tells_twice_is_kept_once():
    bring(f"{CLINIC},{THREE}", f"{CLINIC},在宅療養支援診療所３,,第13号,R6.6.1")

    assert [one.number for one in Filing.objects.all()] == ["13"]


def test_only_what_changed_is_marked_as_changed():
    later = NOW + timedelta(days=40)
    bring(f"{CLINIC},{THREE}", f"{CLINIC},{RARE}")

    bring(f"{CLINIC},{THREE}", edition="2025-10", at=later)

    changed = Filing.objects.filter(changed_at=later)
    assert [one.symbol for one in changed] == ["人工腎臓"]


def test_one_that_begins_anew_ends_the_one_before_on_that_day():
    bring(f"{CLINIC},{THREE}")
    bring(f"{CLINIC},在宅療養支援診療所（３）,支援診３,第40号,令和7年4月1日")

    assert periods() == [
        ("支援診3", date(2024, 6, 1), date(2025, 4, 1)),
        ("支援診3", date(2025, 4, 1), None),
    ]


def test_the_same_edition_again_changes_nothing():
    bring(f"{CLINIC},{THREE}")
    before = list(Filing.objects.values())
    bring(f"{CLINIC},{THREE}")

    assert list(Filing.objects.values()) == before


def test_a_newer_edition_that_says_the_same_is_the_source_from_now_on():
    bring(f"{CLINIC},{THREE}")
    bring(f"{CLINIC},{THREE}", edition="2025-12")

    filing = Filing.objects.get()
    assert (filing.publication.label, filing.seen_on) == ("2025-12", date(2025, 12, 1))
    assert (filing.since, filing.until) == (date(2024, 6, 1), None)


def test_another_way_of_writing_the_kind_is_the_same_filing():
    bring(f"{CLINIC},{THREE}")
    bring(
        f"{CLINIC},別添1の「第9」の1の(3)に規定する在宅療養支援診療所,,第12号,R6.6.1",
        edition="2025-10",
    )

    assert [(one.name, one.until) for one in Filing.objects.all()] == [
        ("在宅療養支援診療所(3)", None)
    ]


def test_an_institution_gone_from_the_list_ends_all_of_its_own_and_no_others():
    bring(f"{CLINIC},{THREE}", f"{OTHER},{TWO}")
    bring(f"{OTHER},{TWO}", edition="2025-12")

    assert periods() == [
        ("支援診3", date(2024, 6, 1), date(2025, 12, 1)),
        ("支援診2ア", date(2025, 10, 1), None),
    ]


def test_an_institution_that_comes_back_goes_on_as_before():
    bring(f"{CLINIC},{THREE}", f"{OTHER},{TWO}")
    bring(f"{OTHER},{TWO}", edition="2025-11")
    bring(f"{CLINIC},{THREE}", f"{OTHER},{TWO}", edition="2025-12")

    assert [until for _, _, until in periods()] == [None, None]


def test_a_list_that_says_nothing_about_filings_ends_none():
    bring(f"{CLINIC},{THREE}")
    bring(CLINIC, edition="2025-10", head=f"{PLAIN}\n")
    bring(CLINIC, edition="2025-11", head=f"{PLAIN}\n")

    filing = Filing.objects.get()
    assert (filing.until, filing.publication.label) == (None, "2025-09")


def test_an_older_edition_that_comes_in_later_tells_of_the_past_and_ends_nothing():
    bring(f"{CLINIC},{TWO}", edition="2025-11")
    bring(f"{CLINIC},{THREE}", edition="2025-09")

    assert periods() == [
        ("支援診3", date(2024, 6, 1), date(2025, 11, 1)),
        ("支援診2ア", date(2025, 10, 1), None),
    ]
    assert Filing.objects.get(symbol="支援診2ア").publication.label == "2025-11"


def test_an_older_edition_does_not_become_the_source_of_what_a_newer_one_tells():
    bring(f"{CLINIC},{THREE}", edition="2025-11")
    bring(f"{CLINIC},{THREE}", f"{CLINIC},{RARE}", edition="2025-09")
    bring(f"{CLINIC},{THREE}", f"{CLINIC},{RARE}", edition="2025-08")

    assert Filing.objects.get(symbol="支援診3").seen_on == date(2025, 11, 1)


def test_what_was_invented_makes_room_for_the_first_list_of_the_bureau():
    bring(CLINIC, head=f"{PLAIN}\n", edition="2025-08")
    sample = FilingFactory(
        row=SourceRow.objects.get(),
        publication__source=Source.OWN,
        since=date(2025, 1, 1),
        seen_on=date(2026, 1, 1),
    )

    bring(f"{CLINIC},{THREE}")

    sample.refresh_from_db()
    assert sample.until == date(2025, 9, 1)
    assert Filing.objects.get(symbol="支援診3").until is None


def test_without_a_day_it_holds_from_the_edition_that_told_first():
    bring(f"{CLINIC},在宅療養支援診療所（３）,,,")

    filing = Filing.objects.get()
    assert (filing.since, filing.is_since_told) == (date(2025, 9, 1), False)


def test_a_day_that_is_told_later_becomes_its_day():
    bring(f"{CLINIC},在宅療養支援診療所（３）,,,")
    bring(f"{CLINIC},{THREE}", edition="2025-10")

    filing = Filing.objects.get()
    assert (filing.since, filing.is_since_told, filing.number) == (date(2024, 6, 1), True, "12")


def test_a_day_that_is_no_longer_told_stays_known():
    bring(f"{CLINIC},{THREE}")
    bring(f"{CLINIC},在宅療養支援診療所（３）,,,", edition="2025-10")

    filing = Filing.objects.get()
    assert (filing.since, filing.until, filing.seen_on) == (
        date(2024, 6, 1),
        None,
        date(2025, 10, 1),
    )


def test_one_that_was_only_to_begin_never_held():
    bring(f"{CLINIC},在宅療養支援診療所（３）,,,令和9年4月1日")
    bring(f"{CLINIC},{RARE}", edition="2025-10")

    ended = Filing.objects.get(since=date(2027, 4, 1))
    assert ended.until == date(2027, 4, 1)
    assert ended not in Filing.objects.on(date(2027, 4, 1))


def test_a_kind_that_comes_to_our_list_later_is_known_after_the_next_import(monkeypatch):
    bring(f"{CLINIC},{RARE}")
    assert Filing.objects.coded().count() == 0
    term = Term.objects.of(Scheme.FILING).first()
    monkeypatch.setattr(filings, "code_of", lambda name, symbol="": term.code)

    bring(f"{CLINIC},{RARE}")

    assert Filing.objects.get().term == term


def test_kinds_that_are_nowhere_on_the_list_stay_as_they_are_written():
    bring(f"{CLINIC},{RARE}")

    filing = Filing.objects.get()
    assert (filing.term, str(filing)) == (None, "人工腎臓")
    assert filing_kinds.code_of(filing.name, filing.symbol) == ""


def test_filings_follow_a_place_that_is_merged_and_taken_apart():
    bring(f"{CLINIC},{THREE}", f"{OTHER},{TWO}")
    kept, other = (row.facility for row in SourceRow.objects.order_by("key"))
    join = Join(kept=kept, other=other, score=1)
    join.stamp(NOW)
    join.save()

    joining.merge(join=join, by=SYSTEM, at=NOW)
    assert Filing.objects.at([kept]).count() == 2

    joining.take_apart(join=join, by=SYSTEM, at=NOW)
    assert Filing.objects.at([other]).count() == 1


def test_a_station_of_nurses_is_the_office_that_the_care_list_knows():
    content = table(office("見本訪問看護", telephone="076-000-0001"))
    care = importing.begin(
        source=Source.KAIGO, content=content, file_name="", edition="2025-06", at=NOW
    )
    importing.run_to_end(run=care, content=content, by=SYSTEM, at=NOW)

    bring(
        '"01,9001,2",見本訪問看護,石川県金沢市長町9-9,076-000-0001,（訪看23）第12号,令和6年6月1日',
        head="ステーションコード,事業所名称,事業所所在地,電話番号,受理番号,算定開始年月日\n",
    )

    facility = Filing.objects.get(term__code="nursing-24h").row.facility
    assert [service.number for service in facility.services.all()] == ["1770100001"]
    assert Facility.objects.count() == 1


@pytest.mark.parametrize(
    ("publication", "day"),
    [
        (Publication(label="2025-09 東海北陸"), date(2025, 9, 1)),
        (Publication(label="2025-09-15"), date(2025, 9, 15)),
        (Publication(label="2025-09", published_on=date(2025, 9, 3)), date(2025, 9, 3)),
        (Publication(label="秋の版"), TODAY),
        (Publication(label="2025-13"), TODAY),
        (Publication(label="令和7年9月15日"), date(2025, 9, 15)),
        (Publication(label="R7.9"), date(2025, 9, 1)),
    ],
    ids=lambda value: str(getattr(value, "label", value)),
)
def test_the_day_an_edition_stands_for(publication, day):
    assert filings.day_of(publication, NOW) == day


def asked(queries):
    """Without what PostgreSQL does for itself where a table has grown."""
    return [each for each in queries if not each["sql"].startswith("ANALYZE")]


def test_a_list_of_many_institutions_asks_no_more_than_of_one():
    def lines(number):
        return [
            f"医科,01{each:05},見本医院{each},石川県,金沢市長町1-5-{each},{THREE}"
            for each in range(number)
        ]

    bring(*lines(1))
    with CaptureQueriesContext(connection) as few:
        bring(*lines(2), edition="2025-10")
    with CaptureQueriesContext(connection) as many:
        bring(*lines(30), edition="2025-11")

    assert len(asked(many)) == len(asked(few))
    assert Filing.objects.count() == 30
