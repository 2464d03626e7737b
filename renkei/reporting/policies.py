"""Who may make and read papers and reports."""

from typing import Any

from renkei.core.actors import Actor, Role


def may_make_papers(actor: Actor, obj: Any) -> bool:
    """資料を作れるのは、この圏域のコーディネーターと行政の担当者です。"""
    return actor.has_role(obj.region.pk, Role.COORDINATOR, Role.OFFICER)


def may_read_report(actor: Actor, obj: Any) -> bool:
    """年度の報告を開けるのは、この圏域のコーディネーターと行政の担当者です。"""
    return actor.has_role(obj.region.pk, Role.COORDINATOR, Role.OFFICER)
