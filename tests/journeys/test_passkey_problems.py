"""A passkey that cannot be used says what to do, beside its button."""

import re

import pytest
from playwright.sync_api import expect

PRESS = {"name": "パスキーでログインする"}


def plug_an_empty_key_in(page) -> None:
    """A security key without any passkey, which answers at once."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True}
    more = {"hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key | more})


def test_without_a_passkey_the_page_names_the_other_way(screen):
    plug_an_empty_key_in(screen)
    screen.goto("/account/login/")
    screen.get_by_role("button", **PRESS).click()

    problem = screen.get_by_role("alert")
    expect(problem).to_contain_text("パスキーを確かめられませんでした")
    expect(problem).to_contain_text("メールアドレスとパスワードでもログインできます")


@pytest.fixture
def by_number(browser, live_server):
    """A page that opens the server at 127.0.0.1; the server answers by its name."""
    at_number = live_server.url.replace("localhost", "127.0.0.1")
    context = browser.new_context(base_url=at_number)

    def answer(route) -> None:
        by_name = route.request.url.replace(at_number, live_server.url)
        route.fulfill(response=route.fetch(url=by_name))

    context.route(f"{at_number}/**", answer)
    yield context.new_page()
    context.unroute_all(behavior="wait")  # an answer under way would fail in the next test
    context.close()


def test_at_an_address_of_numbers_the_page_gives_the_one_that_works(by_number, live_server):
    by_number.goto("/account/login/?next=/toride/")
    by_number.get_by_role("button", **PRESS).click()

    link = by_number.get_by_role("alert").get_by_role("link")
    expect(link).to_have_attribute(
        "href", re.compile(re.escape(f"{live_server.url}/account/login/?next=/toride/"))
    )
