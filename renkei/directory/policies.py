"""Who may do what with the knowledge of the directory."""

from typing import Any

from renkei.core.actors import Actor, Role


def may_correct_note(actor: Actor, note: Any) -> bool:
    """直せるのは、この圏域のコーディネーターと行政の担当者、その事業所に勤める人です。"""
    is_staff = actor.has_role(note.region_id, Role.COORDINATOR, Role.OFFICER)
    return is_staff or (note.region_id, note.facility_id) in actor.workplaces
