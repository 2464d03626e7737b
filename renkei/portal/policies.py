"""Who may do what on the pages that join the apps."""

from typing import Any

from renkei.core.actors import Actor, Role
from renkei.programme.policies import may_open_desk


def may_follow_council_signs(actor: Actor, obj: Any) -> bool:
    """協議会委員の案内です。コーディネーターと行政の担当者には、仕事の案内があります。"""
    sits = actor.has_role(obj.region.pk, Role.COUNCIL_MEMBER)
    return sits and not may_open_desk(actor, obj)


def may_discard_draft(actor: Actor, obj: object) -> bool:
    """下書きを捨てられるのは、それを書いた人です。ログインしてください。"""
    return actor.is_authenticated
