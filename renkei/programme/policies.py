"""Who may do what with a region's work."""

from typing import Any

from renkei.core.actors import Actor, Role


def may_open_desk(actor: Actor, obj: Any) -> bool:
    """この圏域のコーディネーターと行政の担当者が開けます。"""
    return actor.has_role(obj.region.pk, Role.COORDINATOR, Role.OFFICER)


def may_read_for_council(actor: Actor, obj: Any) -> bool:
    """この圏域の協議会委員と、コーディネーター、行政の担当者が開けます。"""
    return may_open_desk(actor, obj) or actor.has_role(obj.region.pk, Role.COUNCIL_MEMBER)


def may_record(actor: Actor, obj: Any) -> bool:
    """この圏域のコーディネーターと行政の担当者が記録できます。"""
    return actor.has_role(obj.region.pk, Role.COORDINATOR, Role.OFFICER)


def may_set_commission(actor: Actor, obj: Any) -> bool:
    """委託の範囲を決められるのは、この圏域の行政の担当者です。"""
    return actor.has_role(obj.region.pk, Role.OFFICER)


def may_set_region(actor: Actor, obj: Any) -> bool:
    """圏域の設定を変えられるのは、この圏域のコーディネーターと行政の担当者です。"""
    return actor.has_role(obj.region.pk, Role.COORDINATOR, Role.OFFICER)
