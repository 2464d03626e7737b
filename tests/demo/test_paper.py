"""The council paper of the document comes as a final edition."""

import pytest

from renkei.documents.models import Edition
from renkei.reporting.models import Paper
from tests.demo.loading import seed

pytestmark = pytest.mark.django_db


def test_it_is_one_final_edition_made_when_the_document_was_published():
    paper = Paper.objects.get()
    (edition,) = paper.editions

    assert (paper.region.slug, paper.number, str(paper.meeting)) == (
        "kanazawa",
        "資料３",
        "金沢市介護保険運営協議会",
    )
    assert edition.finalised_at == paper.created_at == paper.region.created_at


def test_a_second_run_makes_no_other_edition():
    seed()

    assert Paper.objects.count() == Edition.objects.count() == 1
