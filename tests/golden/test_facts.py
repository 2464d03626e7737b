"""The tables of facts and the seed documents say the same."""

import pytest

from tests.golden.facts import document, left_over, plain, table

LINES = [(name, fact) for name in ("kz", "mr") for fact in table(name)]


@pytest.mark.parametrize(("name", "fact"), LINES, ids=[f"{n}-{fact.id}" for n, fact in LINES])
def test_a_fact_stands_in_the_seed(name, fact):
    assert plain(fact.text) in plain(document(name))


@pytest.mark.parametrize("name", ["kz", "mr"])
def test_nothing_of_the_seed_is_forgotten(name):
    assert left_over(name) == ""
