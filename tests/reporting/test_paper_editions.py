"""A final edition stays as it was, whatever the records say later."""

import hashlib

import pytest
from django.test import Client

from renkei.audit.models import AuditEvent
from renkei.core.actors import ANONYMOUS, SYSTEM
from renkei.documents.models import Edition
from renkei.reporting import actions
from renkei.reporting.actions import Plan
from renkei.reporting.models import Paper
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.programme.factories import UndertakingFactory
from tests.reporting.factories import begin_paper
from tests.reporting.test_pdf import thawed

BY = {"by": SYSTEM, "at": NOW}


@pytest.fixture
def work(region):
    return UndertakingFactory(region=region, title="見本の取組", summary="はじめの文")


@pytest.fixture
def paper(region, work):
    return begin_paper(
        region, Plan(1, "undertaking", parameters={"undertaking": work.public_id}), number="資料３"
    )


def bytes_of(edition):
    with edition.file.open() as kept:
        return kept.read()


def page(paper, path=""):
    return Client().get(f"/mihon/papers/{paper.public_id}/{path}")


def test_an_edition_keeps_file_content_and_check_value(paper):
    edition = actions.finalise(paper=paper, **BY)

    content = bytes_of(edition)
    assert content.startswith(b"%PDF")
    assert edition.sha256 == hashlib.sha256(content).hexdigest()
    assert edition.file_name == "資料３　見本の資料.pdf"
    assert thawed(edition.frozen["tree"]).sections[0].title == "見本の取組"
    assert "finalise" in AuditEvent.objects.values_list("verb", flat=True)


def test_it_stays_when_the_records_change(paper, work):
    edition = actions.finalise(paper=paper, **BY)
    before = page(paper).content
    work.summary = "あとの文"
    work.save()

    assert page(paper).content == before
    assert "はじめの文" in before.decode()
    kept = Edition.objects.get()
    assert (kept.sha256, kept.frozen) == (edition.sha256, edition.frozen)


def test_another_edition_follows_and_the_first_stays_readable(paper, work):
    actions.finalise(paper=paper, **BY)
    work.summary = "あとの文"
    work.save()
    paper.refresh_from_db()

    second = actions.finalise(paper=paper, **BY)

    assert second.number == 2
    assert "あとの文" in page(paper).content.decode()
    first = page(paper, "1/").content.decode()
    assert "はじめの文" in first
    assert "新しい版があります" in first
    assert "新しい版があります" not in page(paper).content.decode()


def test_a_paper_without_sections_is_not_finalised(paper):
    paper.sections.update(is_included=False)

    with pytest.raises(actions.NothingToFinalise):
        actions.finalise(paper=paper, **BY)
    assert not Edition.objects.exists()


def test_a_paper_with_an_edition_is_not_thrown_away(paper):
    actions.finalise(paper=paper, **BY)
    paper.refresh_from_db()

    with pytest.raises(actions.HasFinalEdition):
        actions.discard(paper=paper, **BY)


def test_the_public_sees_final_public_papers_only(paper, region):
    draft, internal = begin_paper(region), begin_paper(region, is_public=False)
    actions.finalise(paper=paper, **BY)
    actions.finalise(paper=internal, **BY)

    assert list(Paper.objects.visible_to(ANONYMOUS)) == [paper]
    assert list(Paper.objects.published()) == [paper]
    assert page(paper).status_code == 200
    assert [page(each).status_code for each in (draft, internal)] == [404, 404]


def test_the_regions_staff_sees_drafts_and_nobody_elses(paper, region):
    mine = MembershipFactory(region=region, officer=True).user
    member = MembershipFactory(region=region, council_member=True).user
    other = MembershipFactory(coordinator=True).user

    seen = [list(Paper.objects.visible_to(each)) for each in (mine, member, other)]

    assert seen == [[paper], [], []]


def test_the_kept_file_is_handed_out(paper):
    edition = actions.finalise(paper=paper, **BY)

    response = page(paper, "1.pdf")

    assert response.getvalue() == bytes_of(edition)
    assert page(paper, "2.pdf").status_code == 404


def test_papers_are_listed_by_year(paper):
    actions.finalise(paper=paper, **BY)

    for address in ("/mihon/papers/", "/mihon/papers/2016/"):
        shown = Client().get(address).content.decode()
        assert "資料３　見本の資料" in shown
        assert "A4 1ページ" in shown
    assert "まだありません" in Client().get("/mihon/papers/2015/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_list_costs_no_more_queries(region, count, django_assert_num_queries):
    for _ in range(count):
        actions.finalise(paper=begin_paper(region), **BY)

    with django_assert_num_queries(3):
        Client().get("/mihon/papers/")
