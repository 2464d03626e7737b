"""The invented people of the demo, one per role and region, and one operator."""

from typing import NamedTuple

from renkei.core.actors import Role
from renkei.demo import source

# Printed for everybody to read: it protects nothing but the demo.
PASSWORD = "mihon-renkei-2017"  # noqa: S105


class DemoAccount(NamedTuple):
    """Who can be tried out: address, invented name, role and region (a slug)."""

    email: str
    name: str
    role: str
    region: str


OPERATOR = DemoAccount("operator@renkei.example", "見本 うんよう", "運用管理者", "")


def _of(slug: str) -> list[DemoAccount]:
    people = source.read(slug)["people"]
    return [DemoAccount(p["email"], p["name"], Role(p["role"]).label, slug) for p in people]


DEMO_ACCOUNTS = [OPERATOR, *(account for slug in source.REGIONS for account in _of(slug))]
