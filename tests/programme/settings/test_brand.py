import pytest

pytestmark = pytest.mark.django_db


def test_the_style_sheet_names_the_three_colours(client, region):
    answer = client.get("/mihon/brand.css")

    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "--accent: #115a36;" in answer.content.decode()
    assert "--accent-tint: #e7f8f0;" in answer.content.decode()
    assert "--accent-bar: #296a4a;" in answer.content.decode()


def test_the_address_with_the_version_may_be_kept_for_good(client, region):
    answer = client.get("/mihon/brand.css?v=1")

    assert "immutable" in answer.headers["Cache-Control"]


def test_the_plain_address_is_asked_again_and_answered_shortly(client, region):
    first = client.get("/mihon/brand.css")
    again = client.get("/mihon/brand.css", headers={"If-None-Match": first.headers["ETag"]})

    assert "no-cache" in first.headers["Cache-Control"]
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_region_has_another_tag(client, region):
    before = client.get("/mihon/brand.css").headers["ETag"]
    region.version = 2
    region.save()

    assert client.get("/mihon/brand.css").headers["ETag"] != before


def test_a_region_without_a_logo_has_no_picture(client, region):
    assert client.get("/mihon/logo.png").status_code == 404
    assert region.logo_url == ""


def test_a_logo_is_served_as_a_picture(client, region):
    region.logo = b"\x89PNG"
    region.save()

    answer = client.get(region.logo_url)

    assert (answer.headers["Content-Type"], answer.content) == ("image/png", b"\x89PNG")


def test_the_style_sheet_costs_one_question(client, region, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/mihon/brand.css")
