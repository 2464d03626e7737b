"""Where a person goes on from the entrance of the installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from renkei.core.actors import Actor
from renkei.portal.policies import may_follow_council_signs
from renkei.programme.models import Region


@dataclass(frozen=True)
class Door:
    """One way on: its address, name and a line of help; ``is_work`` of pages for a role."""

    url: str
    label: str
    help: str
    is_work: bool = False
    telephone: str = ""


def doors_of(actor: Actor, regions: list[Region]) -> list[Door]:
    """The ways on for a person: work first, then public homes; without a role all homes."""
    desks = [_desk(region) for region in regions if region.pk in actor.staff_region_ids]
    desks += [_seat(region) for region in regions if may_follow_council_signs(actor, region)]
    operation = [Door(reverse("accounts:operator"), "運用管理", "地域と人の管理", is_work=True)]
    staff = desks + operation * actor.is_operator
    if staff:
        return staff
    own = [_home(region) for region in regions if actor.has_role(region.pk)]
    return own or [_home(region) for region in regions]


def _desk(region: Region) -> Door:
    url = reverse("portal:today", kwargs={"region": region.slug})
    return Door(url, str(region.display_name), "今日の仕事を開く", is_work=True)


def _seat(region: Region) -> Door:
    url = reverse("portal:council", kwargs={"region": region.slug})
    return Door(url, str(region.display_name), "協議会のページを開く", is_work=True)


def _home(region: Region) -> Door:
    url = reverse("portal:home", kwargs={"region": region.slug})
    towns = "、".join(map(str, region.municipalities.all()))
    return Door(url, str(region.display_name), towns, telephone=region.telephone)
