"""No region may take the address of one of our own pages."""

from django.urls import URLResolver, get_resolver

from renkei.accounts.forms.region import RESERVED


def first_parts(resolver, before: str = "") -> set[str]:
    """The fixed first part of every address that has one."""
    found = set()
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if route.partition("/")[0] == "" and isinstance(pattern, URLResolver):
            found |= first_parts(pattern, route)
        else:
            found.add(route.partition("/")[0])
    return {part for part in found if part and "<" not in part}


def test_every_first_part_is_reserved():
    letters = {part for part in first_parts(get_resolver()) if "." not in part}

    assert "operator" in letters
    assert letters - RESERVED == set()
