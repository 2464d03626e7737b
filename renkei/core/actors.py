"""Who acts: the roles of product.md and what a rule may ask about a person."""

from typing import Protocol, runtime_checkable

from django.db import models
from django.http import HttpRequest


class Role(models.TextChoices):
    """What a person does for a region; residents need no account."""

    COORDINATOR = "coordinator", "コーディネーター"
    OFFICER = "officer", "行政"
    PROFESSIONAL = "professional", "専門職"
    COUNCIL_MEMBER = "council-member", "協議会委員"


@runtime_checkable
class Actor(Protocol):
    """A person, or nobody, as rules and the audit log see them."""

    @property
    def public_id(self) -> str: ...

    @property
    def label(self) -> str:
        """The name written into the history."""
        ...

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def is_operator(self) -> bool:
        """Whether this person runs the installation (運用管理者)."""
        ...

    @property
    def staff_region_ids(self) -> frozenset[int]:
        """Regions whose work this person records: as coordinator or officer, today."""
        ...

    @property
    def working_region_ids(self) -> frozenset[int]:
        """Regions in which this person works in care or records its work, today."""
        ...

    @property
    def workplaces(self) -> frozenset[tuple[int, int]]:
        """Region and facility of each membership of today."""
        ...

    def has_role(self, region_id: int, *roles: str) -> bool:
        """Whether the person has one of ``roles`` in the region today; any role when none given."""
        ...


class _Nobody:
    """An actor without any right: a visitor, or renkei itself at work."""

    is_authenticated = False
    is_operator = False
    staff_region_ids: frozenset[int] = frozenset()
    working_region_ids: frozenset[int] = frozenset()
    workplaces: frozenset[tuple[int, int]] = frozenset()

    def __init__(self, label: str) -> None:
        self.public_id = ""
        self.label = label

    def has_role(self, region_id: int, *roles: str) -> bool:
        return False


ANONYMOUS: Actor = _Nobody("来訪者")
SYSTEM: Actor = _Nobody("renkei")


def visitor(label: str) -> Actor:
    """A visitor of whom something is known: who holds the link that was mailed to a place."""
    return _Nobody(label)


def actor_of(request: HttpRequest) -> Actor:
    """The person behind the request, or ANONYMOUS."""
    user = getattr(request, "user", ANONYMOUS)
    return user if user.is_authenticated else ANONYMOUS
