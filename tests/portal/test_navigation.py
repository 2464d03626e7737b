import pytest

pytestmark = pytest.mark.django_db


def current(browser, path: str) -> list[str]:
    groups = browser.get(f"/mihon/{path}").context["navigation"]
    return [entry["label"] for group in groups for entry in group if entry["is_current"]]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("desk/", "今日"),
        ("desk/calendar/", "予定"),
        ("desk/commission/2016/", "委託と年度"),
        ("desk/undertakings/", "委託と年度"),
        ("desk/undertakings/new/", "委託と年度"),
        ("desk/settings/edit/", "圏域の設定"),
    ],
)
def test_the_navigation_shows_where_one_is(desk, path, label):
    assert current(desk, path) == [label]


def test_the_way_to_the_telephone_stands_in_the_public_navigation(client, region):
    entries = client.get("/mihon/contact/").context["public_navigation"]

    assert [entry["label"] for entry in entries if entry["is_current"]] == ["相談先"]
