"""Every object is what HSDS 3.0 says it is."""

import pytest

from renkei.openreferral.ids import Kind, uuid_of, uuid_of_scheme
from tests.openreferral.asking import ask, complaints, contents, validator


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("services", "service"),
        ("organizations", "organization"),
        ("service_at_locations", "service_at_location"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
    ],
)
def test_lists(client, town, opening, path, schema):
    page = ask(client, path)

    assert complaints("page", page) == []
    assert page["contents"] != []
    assert [c for each in page["contents"] for c in complaints(schema, each)] == []


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_lists_with_everything(client, town, opening, path):
    schema = path.removesuffix("s")
    told = contents(client, path, full="true")

    assert [c for each in told for c in complaints(schema, each)] == []
    assert all(each["attributes"] for each in told)


def test_single_things(client, town, opening):
    services = ask(client, f"services/{uuid_of(Kind.SERVICE, town.nursing.public_id)}")
    meal = ask(client, f"services/{uuid_of(Kind.INFORMAL_SERVICE, town.meal.public_id)}")
    body = ask(client, f"organizations/{uuid_of(Kind.ORGANIZATION, town.body.public_id)}")
    held = uuid_of(Kind.SERVICE_AT_LOCATION, town.nursing.public_id)
    place = ask(client, f"service_at_locations/{held}")
    term = ask(client, f"taxonomy_terms/{uuid_of(Kind.TERM, town.kind.public_id)}")
    words = ask(client, f"taxonomies/{uuid_of_scheme('service')}")

    assert complaints("service", services) + complaints("service", meal) == []
    assert complaints("organization", body) + complaints("service_at_location", place) == []
    assert complaints("taxonomy_term", term) + complaints("taxonomy", words) == []


def test_the_check_finds_what_is_wrong():
    assert validator("service").is_valid({"id": "1", "name": "x", "status": "active"}) is False
    assert complaints("service", {"phones": [{"id": 1}], "name": "x", "status": "open"}) != []
