"""Change or delete a record behind the paper: the draft follows, the final edition stays."""

import pytest
from django.test import Client

from renkei.accounts.models import User
from renkei.reporting.models import Paper
from tests.golden.changes import IN_THE_PAPER
from tests.golden.conftest import address_of_paper, get
from tests.golden.facts import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "in_august")]


def draft():
    client = Client()
    client.force_login(User.objects.get(email="coordinator@kanazawa.example"))
    paper = Paper.objects.get()
    return get(f"/kanazawa/desk/papers/{paper.public_id}/", client).part("main").text


@pytest.mark.parametrize("change", IN_THE_PAPER, ids=[change.name for change in IN_THE_PAPER])
def test_the_draft_says_what_the_record_says(change):
    assert plain(change.gone) in draft()

    change.do()

    told = draft()
    assert plain(change.gone) not in told
    assert plain(change.new) in told


def test_the_final_edition_says_what_it_said(council_paper):
    for change in IN_THE_PAPER:
        if change.name.endswith(("deleted", "dropped")):
            change.do()

    assert get(address_of_paper()).part("main").text == council_paper.part("main").text
