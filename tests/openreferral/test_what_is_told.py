"""What another system learns of a service, its place and its body."""

from datetime import time, timedelta

import pytest

from renkei.directory.models import Opening
from renkei.openreferral import mapping
from renkei.openreferral.ids import Kind, uuid_of
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.directory.factories import CorrectionFactory, FilingFactory, VacancyFactory
from tests.openreferral.asking import ask, contents
from tests.openreferral.conftest import offered
from tests.organizations.factories import FacilityFactory, OrganizationFactory
from tests.vocabulary.factories import TermFactory


def whole(client, service):
    return ask(client, f"services/{uuid_of(Kind.SERVICE, service.public_id)}")


def meal_of(client, town):
    return ask(client, f"services/{uuid_of(Kind.INFORMAL_SERVICE, town.meal.public_id)}")


def test_a_service_has_kind_and_place_in_its_name_and_its_number_below(client, town):
    told = whole(client, town.nursing)

    assert told["name"] == "訪問看護　見本訪問看護ステーション"
    assert told["description"] == "介護事業所番号 08A0000001。定員 30人。盆は休み"
    assert told["organization"]["website"] == "https://mihon.example/%E4%BC%9A"
    assert (told["status"], told["last_modified"]) == ("active", "2017-02-17T01:00:00+00:00")


def test_the_number_of_an_institution_is_called_what_it_is(client, town):
    clinic = TermFactory(scheme=Scheme.SERVICE, code="iryo-clinic", label="診療所")

    told = whole(client, offered(town.station, clinic, number="0810000001"))

    assert told["description"] == "医療機関コード 0810000001"


def test_a_place_has_address_telephones_and_says_that_its_point_is_estimated(client, town):
    place = whole(client, town.nursing)["service_at_locations"][0]["location"]

    assert place["description"] == mapping.ESTIMATED
    assert [phone["number"] for phone in place["phones"]] == ["0297-00-1111", "0297-00-1112"]
    assert place["addresses"][0]["city"] == "見本市"
    assert place["external_identifier_type"] == "介護事業所番号"


def test_without_times_the_days_are_told_in_words(client, town):
    (words,) = whole(client, town.nursing)["schedules"]

    assert words["description"] == "平日,土曜日"


def test_times_are_told_as_weekly_recurrences_and_holidays_in_words(client, town, opening):
    Opening.objects.create(
        service=town.nursing, weekday=7, starts_at=time(9), ends_at=time(12), manner="call"
    )

    monday, holiday = whole(client, town.nursing)["schedules"]

    assert (monday["freq"], monday["byday"]) == ("WEEKLY", "MO")
    assert (monday["opens_at"], monday["closes_at"]) == ("09:00:00", "17:00:00")
    assert (monday["description"], holiday["description"]) == ("内科", "祝日　電話での対応")
    assert "byday" not in holiday


def test_abilities_come_with_evidence_and_day(client, town):
    said = whole(client, town.nursing)["service_at_locations"][0]["attributes"]

    ability = next(each for each in said if each["link_type"] == "ability")
    assert ability["value"] == "電話で確認 2017-02-17"
    assert ability["taxonomy_term"]["name"] == "看取り"


def test_what_the_place_filed_comes_with_its_day_and_edition(client, town):
    filed = FilingFactory(
        facility=town.station, term__label="24時間対応体制加算", publication__label="2017-02"
    )
    FilingFactory(facility=town.station, term=None, name="内緒ではないが一覧に無い届出")

    said = whole(client, town.nursing)["service_at_locations"][0]["attributes"]

    (told,) = [each for each in said if each["link_type"] == "filing"]
    assert told["taxonomy_term"]["name"] == filed.term.label
    assert told["value"] == "2017-02-17から（届出受理名簿 2017-02）"


def test_services_are_found_by_what_their_place_filed(client, town):
    filed = FilingFactory(facility=town.station)
    ended = FilingFactory(facility=town.station, until=TODAY)

    def found(filing):
        uuid = uuid_of(Kind.TERM, filing.term.public_id)
        return len(contents(client, "services", taxonomy_term_id=uuid))

    assert (found(filed), found(ended)) == (1, 0)


def test_a_filing_that_changed_changes_the_service(client, town):
    FilingFactory(facility=town.station, changed_at=NOW + timedelta(days=3))

    (told,) = contents(client, "services", modified_after="2017-02-19")

    assert told["last_modified"] == "2017-02-20T01:00:00+00:00"


def test_room_is_told_only_while_it_is_fresh(client, town):
    VacancyFactory(region=town.region, facility=town.station, told_at=NOW - timedelta(days=15))

    said = whole(client, town.nursing)["service_at_locations"][0]["attributes"]

    assert [e["value"] for e in said if e["link_type"] == "vacancy"] == ["受入可 2017-02-17"]


def test_an_approved_local_value_stands_in_place_of_the_published_one(client, town):
    know = {"region": town.region, "facility": town.station, "approved": True}
    CorrectionFactory(**know, value="0297-00-8888", updated_at=NOW + timedelta(hours=1))
    CorrectionFactory(**know, field="hours", value="毎日")

    told = whole(client, town.nursing)

    assert told["phones"][0]["number"] == "0297-00-8888"
    assert told["schedules"][0]["description"] == "毎日"
    assert told["last_modified"] == "2017-02-17T02:00:00+00:00"


def test_a_service_that_a_merge_left_behind_is_inactive_and_says_why(client, town):
    town.station.merged_into = FacilityFactory()
    town.station.save()

    told = whole(client, town.nursing)

    assert (told["status"], told["alert"]) == ("inactive", mapping.MERGED)
    body = ask(client, f"organizations/{told['organization_id']}")
    assert body["locations"] == []
    assert [service["status"] for service in body["services"]] == ["inactive"]


def test_a_service_gone_from_the_published_list_is_inactive_and_says_why(client, town):
    gone = offered(FacilityFactory(), town.kind, unlisted_on=NOW.date())

    told = whole(client, gone)

    assert (told["status"], told["alert"]) == ("inactive", mapping.UNLISTED)
    assert {"organization", "organization_id", "alternate_name"} & told.keys() == set()


def test_an_informal_service_tells_price_area_and_provider(client, town):
    told = meal_of(client, town)

    assert told["name"] == "見本のお弁当"
    assert told["fees_description"] == "500円"
    assert told["description"] == "提供：見本商店"
    assert [area["name"] for area in told["service_areas"]] == ["見本市"]


@pytest.mark.parametrize("path", ["services", "services?full=true"])
@pytest.mark.parametrize(("days_ago", "alert"), [(364, None), (365, mapping.STALE)])
def test_an_informal_service_unchecked_for_a_year_is_flagged(client, town, path, days_ago, alert):
    town.meal.checked_on = TODAY - timedelta(days=days_ago)
    town.meal.save()

    told = [each for each in contents(client, path) if each["name"] == "見本のお弁当"]

    assert [each.get("alert") for each in told] == [alert]


def test_a_body_tells_its_places_and_services(client, town):
    told = ask(client, f"organizations/{uuid_of(Kind.ORGANIZATION, town.body.public_id)}")

    assert [each["identifier"] for each in told["organization_identifiers"]] == ["0000000000000"]
    assert [place["name"] for place in told["locations"]] == ["見本訪問看護ステーション"]
    assert [each["name"] for each in told["services"]] == ["訪問看護　見本訪問看護ステーション"]


def test_a_body_without_a_number_has_no_identifier(client, db):
    OrganizationFactory(name="見本の会")

    assert ["organization_identifiers" in each for each in contents(client, "organizations")] == [
        False
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://mihon.example/", "https://mihon.example/"),
        ("http://mihon.example/見本", "http://mihon.example/%E8%A6%8B%E6%9C%AC"),
        ("mihon.example", ""),
        ("javascript:alert(1)", ""),
        ("http://mihon.example/ ^", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_addresses(text, address):
    assert mapping.uri(text) == address
