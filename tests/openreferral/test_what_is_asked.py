"""Pages and filters of the interface."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.openreferral.ids import Kind, uuid_of, uuid_of_scheme
from tests.openreferral.asking import ask, contents, names
from tests.openreferral.conftest import offered
from tests.organizations.factories import FacilityFactory

NURSING, MEAL = "訪問看護　見本訪問看護ステーション", "見本のお弁当"


def test_a_page_of_services_runs_over_from_the_insurances_to_the_informal_ones(client, town):
    offered(FacilityFactory(name="見本の二つ目"), town.kind)

    pages = [names(client, "services", per_page=2, page=number) for number in (1, 2, 3)]

    assert pages == [[NURSING, "訪問看護　見本の二つ目"], [MEAL], []]


def test_a_page_tells_where_it_stands(client, town):
    page = ask(client, "services", per_page=1, page=2)

    place = {name: page[name] for name in ("total_items", "total_pages", "page_number", "size")}
    assert place == {"total_items": 2, "total_pages": 2, "page_number": 2, "size": 1}
    assert (page["first_page"], page["last_page"], page["empty"]) == (False, True, False)


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_only_those_of_a_kind_or_with_an_ability(client, town, path):
    kind, ability = (uuid_of(Kind.TERM, t.public_id) for t in (town.kind, town.ability.term))
    offered(FacilityFactory(), town.nursing.kind)

    assert len(contents(client, path, taxonomy_term_id=kind)) == 2
    assert len(contents(client, path, taxonomy_term_id=ability)) == 1


def test_informal_services_of_a_kind(client, town):
    kind = uuid_of(Kind.TERM, town.meal.kind.public_id)

    assert names(client, "services", taxonomy_term_id=kind) == [MEAL]


def test_only_those_of_a_body(client, town):
    body = uuid_of(Kind.ORGANIZATION, town.body.public_id)

    assert names(client, "services", organization_id=body) == [NURSING]


def test_an_id_of_another_kind_of_thing_finds_nothing(client, town):
    place = uuid_of(Kind.LOCATION, town.station.public_id)

    assert names(client, "services", organization_id=place) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("みほん", [NURSING]), ("弁当", [MEAL]), ("訪問看護", [NURSING]), ("%", [])],
)
def test_a_word_in_the_name(client, town, words, found):
    assert names(client, "services", search=words) == found


@pytest.mark.parametrize(
    ("since", "count"),
    [
        ("2017-02-17", 2),
        ("2017-02-18", 0),
        ("2017-02-17T01:00:00", 2),
        ("2017-02-17T01:00:01", 0),
        ("2017-02-17T10:00:01+09:00", 0),
        ("2017-02-17T01:00:00Z", 2),
        ("0001-01-01T00:00:00Z", 2),
        ("9999-12-31T23:59:59Z", 0),
        ("9999-12-31", 0),
    ],
)
def test_only_what_changed_since(client, town, since, count):
    assert len(contents(client, "services", modified_after=since)) == count
    assert len(contents(client, "organizations", modified_after=since)) == count / 2


def test_a_new_ability_counts_as_a_change_of_the_service(client, town):
    town.ability.updated_at = town.ability.updated_at.replace(year=2018)
    town.ability.save()

    assert names(client, "services", modified_after="2018-01-01") == [NURSING]


def test_bodies_and_terms_by_name(client, town):
    assert names(client, "organizations", search="見本会") == ["見本会"]
    assert names(client, "taxonomy_terms", search="看取り") == ["看取り"]
    assert names(client, "taxonomy_terms", taxonomy_id=uuid_of_scheme("service")) == ["訪問看護"]


def test_code_lists_by_pages(client, db):
    assert names(client, "taxonomies", per_page=4, page=2) == ["お助けサービスの種類"]


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "x"},
        {"page": "１"},
        {"per_page": "501"},
        {"page": "9" * 400},
        {"search": "長" * 101},
        {"search": "\0"},
        {"taxonomy_term_id": "1"},
        {"organization_id": "' or 1=1"},
        {"taxonomy_id": "72656e6b-6569-8000-8000-000000000000"},
        {"modified_after": "yesterday"},
        {"modified_after": "2017-02-31"},
        {"modified_after": "2017-13-01T00:00"},
        {"modified_after": "0001-01-01"},
        {"modified_after": "0001-01-01T00:00:00+09:00"},
        {"modified_after": "9999-12-31T23:59:59-12:00"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["services", "service_at_locations", "organizations"])
def test_a_question_that_cannot_be_read_is_answered_in_words(client, db, asked, path):
    told = ask(client, path, status=400, **asked)

    assert next(iter(asked)) in told["error"]
    assert told["license"] == "CC BY 4.0"


UNSUPPORTED = "is in HSDS 3.0 but not supported here; known here: page, per_page, format"


@pytest.mark.parametrize(
    ("path", "asked", "told"),
    [
        ("taxonomies", {"region": "nai"}, "unknown parameter region; known here: page, per_page"),
        ("", {"text": "歯科"}, "unknown parameter text; known here: none"),
        ("services", {"minimal": "true"}, f"minimal {UNSUPPORTED}"),
        ("services", {"taxonomy_id": uuid_of_scheme("service")}, f"taxonomy_id {UNSUPPORTED}"),
        ("organizations", {"full_service": "true"}, f"full_service {UNSUPPORTED}"),
        ("taxonomies", {"format": "ndjson"}, "format must be json"),
    ],
)
def test_what_would_be_passed_over_in_silence_is_refused(client, db, path, asked, told):
    assert ask(client, path, status=400, **asked)["error"].startswith(told)


@pytest.mark.parametrize("asked", [{"full": "false"}, {"minimal": "false"}, {"format": "json"}])
def test_what_asks_for_nothing_else_is_no_mistake(client, town, asked):
    assert names(client, "organizations", **asked) == ["見本会"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "services", "no/such/thing"])
def test_nothing_can_be_sent(db, method, path):
    strict = Client(enforce_csrf_checks=True)

    answer = getattr(strict, method)(f"/api/hsds/{path}")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["error"] == "only GET, HEAD, OPTIONS are answered"


@pytest.mark.parametrize(
    "path", ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
)
@pytest.mark.parametrize(
    "uuid", ["00000000-0000-4000-8000-000000000000", "f" * 8 + "-ffff" * 3 + "-" + "f" * 12]
)
def test_what_is_not_there_is_not_found(client, db, path, uuid):
    assert ask(client, f"{path}/{uuid}", status=404)["error"] == "not found"


@pytest.mark.parametrize("path", ["services/abc", "services/", "no/such/thing", "services.json"])
def test_an_unknown_address_is_answered_as_any_other(client, db, path):
    told = ask(client, path, status=404)

    assert (told["error"], told["license"]) == ("not found", "CC BY 4.0")


PARAMETERS = ("page", "per_page", "search", "taxonomy_term_id", "taxonomy_id", "organization_id")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from((*PARAMETERS, "modified_after", "full")), st.text(max_size=120))
def test_any_text_in_any_parameter_is_answered(db, name, text):
    answers = [
        Client().get(f"/api/hsds/{path}", {name: text}) for path in ("services", "taxonomies")
    ]

    assert {answer.status_code for answer in answers} <= {200, 400}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.datetimes(timezones=st.timezones() | st.none()) | st.dates())
def test_any_moment_is_answered(db, moment):
    answer = Client().get("/api/hsds/services", {"modified_after": moment.isoformat()})

    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    "words", ["%' OR 1=1 --", '"NEAR(', "<script>alert(1)</script>", "\\", "_", "*"]
)
def test_what_looks_like_a_command_is_only_text(client, town, words):
    assert names(client, "services", search=words) == []
