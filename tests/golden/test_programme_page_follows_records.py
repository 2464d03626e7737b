"""Change or delete a record behind the page of the seed, and the page changes."""

import pytest

from tests.golden.changes import ON_THE_PROGRAMME_PAGE
from tests.golden.conftest import get
from tests.golden.facts import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "in_february")]


@pytest.mark.parametrize(
    "change", ON_THE_PROGRAMME_PAGE, ids=[change.name for change in ON_THE_PROGRAMME_PAGE]
)
def test_the_page_says_what_the_record_says(programme_page, change):
    assert plain(change.gone) in programme_page.part("main").text

    change.do()

    told = get("/toride/programme/2016/").part("main").text
    assert plain(change.gone) not in told
    assert plain(change.new) in told
