from datetime import date

import pytest

from renkei.liaison.figures import as_csv, counts_by_target
from renkei.liaison.models import Visit
from renkei.vocabulary.models import Term
from tests.liaison.factories import VisitFactory
from tests.programme.factories import RegionFactory
from tests.programme.office import VISITS
from tests.vocabulary.factories import TermFactory

APRIL, AUGUST = date(2017, 4, 3), date(2017, 8, 9)


@pytest.fixture
def hospital(db):
    return TermFactory(scheme=VISITS.scheme, label="病院", position=1)


@pytest.fixture
def pharmacy(db):
    return TermFactory(scheme=VISITS.scheme, label="薬局", position=2)


def rows(figure) -> list[tuple[str, int]]:
    return [(row.target.label, row.count) for row in figure["rows"]]


def figure_of(visits):
    return counts_by_target(visits, Term.objects.of(VISITS.scheme))


def test_every_visit_counts_also_the_second_to_a_place(hospital, pharmacy):
    VisitFactory.create_batch(2, title="見本病院", target=hospital)

    figure = figure_of(Visit.objects.all())

    assert rows(figure) == [("病院", 2), ("薬局", 0)]
    assert figure["bars"] == [("病院", 2, 100.0), ("薬局", 0, 0.0)]
    assert figure["total"] == 2


def test_a_visit_with_several_purposes_counts_once(office, hospital):
    visit = VISITS.factory(region=office.region, target=hospital)
    visit.purposes.set([TermFactory(scheme="visit-purpose") for _ in range(3)])

    assert office.get("visits/").context["total"] == 1


def test_cancelled_visits_do_not_count(hospital):
    VisitFactory(target=hospital, cancelled=True)

    assert figure_of(Visit.objects.all())["total"] == 0


def test_a_retired_kind_is_left_out_unless_somebody_went_there(hospital, pharmacy):
    Term.objects.update(is_retired=True)
    VisitFactory(target=pharmacy)

    assert rows(figure_of(Visit.objects.all())) == [("薬局", 1)]


def test_the_period_is_that_of_the_visits(hospital):
    VisitFactory(target=hospital, starts_on=APRIL)
    VisitFactory(target=hospital, starts_on=AUGUST)

    assert figure_of(Visit.objects.all())["period"] == {"first": APRIL, "last": AUGUST}
    assert figure_of(Visit.objects.none())["period"] == {"first": None, "last": None}


@pytest.mark.parametrize(
    ("period", "total"),
    [
        ("since=H29.4.3&until=H29.8.9", 2),
        ("since=H29.4.4&until=H29.8.9", 1),
        ("since=H29.4.3&until=H29.8.8", 1),
        ("since=H29.4.4&until=H29.8.8", 0),
        ("year=2017", 2),
    ],
)
def test_the_figure_is_made_for_any_period(office, hospital, period, total):
    VISITS.factory(region=office.region, target=hospital, starts_on=APRIL)
    VISITS.factory(region=office.region, target=hospital, starts_on=AUGUST)
    VISITS.factory(region=RegionFactory(), target=hospital, starts_on=APRIL)

    assert office.get(f"visits/?{period}").context["total"] == total


def test_the_page_says_how_was_counted(office, hospital):
    VISITS.factory(region=office.region, target=hospital, starts_on=APRIL)

    page = office.page("visits/")

    assert "平成29年4月3日～平成29年4月3日。" in page
    assert "（延件数）" in page
    assert "2月17日 10時" in page


def test_the_visits_between_two_days_include_both(hospital):
    VisitFactory(starts_on=APRIL)
    VisitFactory(starts_on=AUGUST)

    assert Visit.objects.between(APRIL, AUGUST).count() == 2
    assert Visit.objects.between(APRIL, date(2017, 8, 8)).count() == 1


def test_the_table_is_handed_out_for_the_same_filters(office, hospital):
    VISITS.factory(region=office.region, target=hospital, starts_on=APRIL)
    VISITS.factory(region=office.region, target=hospital, starts_on=AUGUST)

    response = office.get("visits/table.csv?since=H29.5.1")

    assert response.content.decode("utf-8-sig") == "訪問先,件数\r\n病院,1\r\n合計,1\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="visits-2017-02-17.csv"'


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_label_never_becomes_a_formula(db, label):
    TermFactory(scheme=VISITS.scheme, label=label)

    table = as_csv(figure_of(Visit.objects.all())).decode("utf-8-sig")

    assert f"'{label}" in table


def test_the_link_to_the_table_keeps_the_filters(office, hospital):
    VISITS.factory(region=office.region, target=hospital)

    assert "/mihon/desk/visits/table.csv?year=2016" in office.page("visits/?year=2016&page=1")


def test_a_visit_shows_what_was_learnt_and_what_follows(office):
    record = office.record(
        VISITS,
        people_met="見本さん",
        learnt="見本の話",
        follow_up="電話する",
        follow_up_by_1="2017/3/1",
        starts_at_0="9:30",
    )

    page = office.page(office.at(VISITS, record))

    for told in ("見本さん", "見本の話", "電話する（平成29年3月1日（水曜日）まで）", "9時30分"):
        assert told in page
