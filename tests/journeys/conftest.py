"""A real browser for the journeys: Debian's chromium, a phone and a desk.

``phone``, ``desk`` and ``without_script`` are pages of one visitor each, at the live
server's address: ``phone.goto("/toride/")``. When a journey ends, a request that left
this machine (but to a host the journey ``may_ask``, and answers itself), an error of a
script or a refusal of the content security policy fails it.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.demo.copies import lay_demo

# The browser's driver keeps an event loop in this thread, which Django would take for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Both databases' journeys run side by side on two cores; a fast machine waits no longer for it.
SLOW_MS = 30_000
expect.set_options(timeout=SLOW_MS)

HERE = Path(__file__).parent
AXE = HERE.parent / "vendor" / "axe.min.js"
PICTURES = Path(tempfile.gettempdir()) / "renkei-journeys"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}

OpenPage = Callable[..., Page]
SILENT: WeakSet[Page] = WeakSet()


# Of three journeys, those with these numbers: the databases share them, as each costs seconds.
OF_THREE = os.environ.get("JOURNEYS_OF_THREE", "012")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    journeys = [item for item in items if item.path.is_relative_to(HERE)]
    for item in journeys:
        item.add_marker(pytest.mark.journey)
        item.add_marker(pytest.mark.allow_hosts(["localhost", "127.0.0.1"]))
    others = [item for at, item in enumerate(journeys) if str(at % 3) not in OF_THREE]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("chromium が見つかりません / chromium not found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open the page of a new visitor; options are those of a playwright context."""
    complaints: list[str] = []
    pages: list[Page] = []

    def open_page(*, may_ask: tuple[str, ...] = (), **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="ja-JP", timezone_id="Asia/Tokyo", **options
        )
        context.set_default_timeout(SLOW_MS)
        _listen(context, (live_server.url, *may_ask), complaints)
        pages.append(context.new_page())
        return pages[-1]

    yield open_page

    if request.node.stash.get(FAILED, False):
        _keep_pictures(request.node.name, pages)
    for page in pages:
        page.context.close()
    assert not complaints, "\n".join(complaints)


def _listen(context: Any, addresses: tuple[str, ...], complaints: list[str]) -> None:
    def on_request(asked: Any) -> None:
        if not asked.url.startswith((*addresses, "data:", "blob:")):
            complaints.append(f"asked another host: {asked.url}")

    def on_console(message: Any) -> None:
        # "Failed to load resource" is how a browser tells of any 404 or 403 page.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"console: {message.text}")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))


def _keep_pictures(name: str, pages: list[Page]) -> None:
    PICTURES.mkdir(exist_ok=True)
    for number, page in enumerate(pages, start=1):
        picture = PICTURES / f"{re.sub(r'[^A-Za-z0-9_-]+', '_', name)}-{number}.png"
        page.screenshot(path=picture, full_page=True)
        print(f"{page.url} -> {picture}")  # noqa: T201 -- shown beside the failure


@pytest.fixture
def demo(transactional_db) -> None:
    """Both demo regions."""
    lay_demo()


@pytest.fixture
def in_february_2017(settings, transactional_db) -> None:
    """Both demo regions, in the month before the symposium."""
    settings.CLOCK = "2017-02-20T09:00+09:00"
    lay_demo()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A page on a telephone, 390 x 844."""
    return open_page(**PHONE)


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    """A page on an office computer, 1280 x 900."""
    return open_page(**DESK)


@pytest.fixture(params=[PHONE, DESK], ids=["390px", "1280px"])
def screen(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A page on each of the two screens in turn."""
    return open_page(**request.param)


@pytest.fixture
def without_script(open_page: OpenPage) -> Page:
    """A page on a telephone that runs no JavaScript."""
    page = open_page(**PHONE, java_script_enabled=False)
    SILENT.add(page)
    return page


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe-core finds nothing to complain about on the page."""

    def axe(page: Page) -> None:
        assert page not in SILENT, "axe-core is a script and would wait for ever"
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [_told(page, violation) for violation in found["violations"]]
        assert not told, "\n".join(told)

    return axe


def _told(page: Page, violation: dict[str, Any]) -> str:
    nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
    return f"{page.url} {violation['id']}: {violation['help']} ({nodes})"
