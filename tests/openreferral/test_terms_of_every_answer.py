"""Every answer may be read by anybody, kept, and says whose data it is."""

import pytest

from renkei.openreferral.ids import Kind, uuid_of, uuid_of_scheme
from tests.openreferral.asking import ROOT, ask


def addresses(town):
    of = {
        "services": uuid_of(Kind.SERVICE, town.nursing.public_id),
        "organizations": uuid_of(Kind.ORGANIZATION, town.body.public_id),
        "service_at_locations": uuid_of(Kind.SERVICE_AT_LOCATION, town.nursing.public_id),
        "taxonomies": uuid_of_scheme("ability"),
        "taxonomy_terms": uuid_of(Kind.TERM, town.kind.public_id),
    }
    meal = uuid_of(Kind.INFORMAL_SERVICE, town.meal.public_id)
    singles = [f"{path}/{uuid}" for path, uuid in of.items()]
    full = ["services?full=true", "service_at_locations?full=true", "services?search=内緒"]
    return ["", *of, *singles, *full, f"services/{meal}"]


def test_licence_and_sources_are_in_all_of_them(client, town):
    for path in addresses(town):
        told = ask(client, path)
        assert told["license"] == "CC BY 4.0"
        assert told["attribution"] == [
            "出典：厚生労働省 「介護サービス情報公表システム」 2025-12（PDL1.0）を加工して作成",
            "できること・空き・お助けサービス：各圏域の記録（renkei）",
        ]


def test_nothing_private_is_in_any_of_them(client, town):
    """The private words exist in the town: notes, proposals, who told, unpublished, raw rows."""
    for path in addresses(town):
        words = client.get(f"{ROOT}{path}").content.decode()
        assert ("内緒" in words, "秘密" in words) == (False, False), path


def test_an_unpublished_service_has_no_address(client, town):
    town.meal.is_public = False
    town.meal.save()
    meal = uuid_of(Kind.INFORMAL_SERVICE, town.meal.public_id)

    ask(client, f"services/{meal}", status=404)


def test_any_page_may_read_but_not_send(client, town):
    answer = client.get(f"{ROOT}services")

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.options(f"{ROOT}services").status_code == 204
    assert client.post(f"{ROOT}services").status_code == 405


def test_what_has_not_changed_is_not_sent_again(client, town):
    first = client.get(f"{ROOT}services")

    again = client.get(f"{ROOT}services", headers={"If-None-Match": first["ETag"]})
    town.nursing.days_note = "変わりました"
    town.nursing.save()
    changed = client.get(f"{ROOT}services", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert changed.status_code == 200


def test_a_head_tells_the_same_of_every_answer_without_sending_it(client, town):
    for path in [*addresses(town), "services?page=x", f"services/{uuid_of_scheme('none')}"]:
        get, head = client.get(f"{ROOT}{path}"), client.head(f"{ROOT}{path}")

        assert (head.status_code, head.content) == (get.status_code, b""), path
        assert head.headers == get.headers, path
        assert ("ETag" in head.headers) == (head.status_code == 200), path


def test_a_head_tells_that_nothing_has_changed(client, town):
    kept = {"If-None-Match": client.get(f"{ROOT}services")["ETag"]}

    assert client.head(f"{ROOT}services", headers=kept).status_code == 304


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("services", 12), ("services?full=true", 16), ("service_at_locations?full=true", 13)],
)
def test_a_page_asks_the_same_questions_for_one_and_for_three(
    client, town, count, path, queries, django_assert_num_queries
):
    from tests.openreferral.conftest import offered
    from tests.organizations.factories import FacilityFactory

    for _ in range(count - 1):
        offered(FacilityFactory(), town.kind)

    with django_assert_num_queries(queries):
        client.get(f"{ROOT}{path}")


def test_the_root_says_which_version_it_speaks(client, db):
    assert ask(client)["version"] == "3.0"
