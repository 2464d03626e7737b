"""How the invented people of the demo sign in."""

from playwright.sync_api import Page

from renkei.demo.accounts import PASSWORD


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    give_password(page, email)


def give_password(page: Page, email: str) -> None:
    """On the page that asks for it, wherever it came from."""
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("パスワード").first.fill(PASSWORD)
    page.get_by_role("button", name="ログインする").first.click()
