"""The handbook of a real directory: nobody is left out, and the index leads to everybody."""

import pytest

from renkei.directory.models import InformalService, Service
from renkei.programme.models import Region
from renkei.reporting.handbook.composing import book_of
from renkei.reporting.handbook.keeping import pdf_of
from tests.clock import TODAY
from tests.reporting.handbooks import INDEX, Printed, index_names

pytestmark = pytest.mark.django_db


def test_every_listed_place_stands_under_its_municipality_and_kind_and_in_the_index():
    region = Region.objects.get(slug="toride")
    book = book_of(region, TODAY)
    printed = Printed(pdf_of(book).content)
    listed = Service.objects.listed().filter(
        facility__municipality__in=region.municipalities.all(), facility__merged_into=None
    )
    helps = InformalService.objects.of(region).filter(is_public=True)
    places = [place for place in printed.places if place[0] != INDEX]

    assert {place[:3] for place in places} == {
        *listed.values_list("facility__municipality__name", "kind__label", "facility__name"),
        *(("お助けサービス", *row) for row in helps.values_list("kind__label", "name")),
    }
    pages: dict[str, set[int]] = {}
    for *_, name, page in places:
        pages.setdefault(name, set()).add(page)
    assert printed.indexed(index_names(book)) == pages
