"""A device is recognised by its browser."""

import pytest

from renkei.accounts.templatetags.browsers import browser

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/149 Safari/537.36", "Chrome（Windows）"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/149 Edg/149", "Edge（Windows）"),
        (f"Mozilla/5.0 (iPhone; like Mac OS X) {WEBKIT} Safari/604.1", "Safari（iPhone）"),
        ("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/150.0", "Firefox（Linux）"),
        ("", "不明（不明）"),
    ],
    ids=["Chrome", "Edge", "iPhone", "Firefox", "nothing"],
)
def test_browser_and_device_are_named(user_agent, words):
    assert browser(user_agent) == words
