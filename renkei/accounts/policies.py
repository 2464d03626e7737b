"""Who may do what with people and accounts. The docstring is what a refused person reads."""

from typing import TYPE_CHECKING, Protocol

from renkei.core.actors import Actor, Role

if TYPE_CHECKING:  # the navigation needs these rules before models may be imported
    from renkei.accounts.models import Membership
    from renkei.programme.models import Region


class OfRegion(Protocol):
    """Anything that belongs to a region, the region included."""

    @property
    def region(self) -> "Region": ...


def may_manage_people(actor: Actor, obj: OfRegion) -> bool:
    """名簿は、この圏域のコーディネーターと行政の担当者、運用管理者が扱えます。"""
    is_staff = actor.has_role(obj.region.pk, Role.COORDINATOR, Role.OFFICER)
    return is_staff or actor.is_operator


def may_end_membership(actor: Actor, membership: "Membership") -> bool:
    """役割を終えられるのは、名簿を扱う人です。自分の役割は、自分では終えられません。"""
    is_own = membership.user.public_id == actor.public_id
    return may_manage_people(actor, membership) and not is_own


def may_stop_account(actor: Actor, membership: "Membership") -> bool:
    """利用を止められるのは、名簿を扱う人です。自分自身、運用管理者、ほかの圏域でも働く人の利用は、運用管理者でなければ止められません。"""
    person = membership.user
    if person.public_id == actor.public_id or not may_manage_people(actor, membership):
        return False
    regions = {one.region_id for one in person.held_today}
    return actor.is_operator or not (person.is_operator or regions - actor.staff_region_ids)


def may_operate(actor: Actor) -> bool:
    """このページは、運用管理者だけが使えます。"""
    return actor.is_operator


def may_use_own_page(actor: Actor) -> bool:
    """ログインした人が使えるページです。"""
    return actor.is_authenticated
