"""Who may read the log."""

from renkei.core.actors import Actor


def may_read_audit(actor: Actor) -> bool:
    """操作の記録は、運用管理者だけが見られます。"""
    return actor.is_operator
