"""The paper of the seed comes out of the records: each published fact, in its place."""

import pytest

from tests.golden.facts import facts_of

FACTS = facts_of("kz")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fact", FACTS, ids=[fact.id for fact in FACTS])
def test_a_fact_stands_in_its_place_in_the_paper(council_paper, fact):
    assert any(fact.expected in place.text for place in council_paper.places(fact))
