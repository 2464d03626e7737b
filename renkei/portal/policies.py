"""Who may do what on the pages that join the apps."""

from renkei.core.actors import Actor


def may_discard_draft(actor: Actor, obj: object) -> bool:
    """下書きを捨てられるのは、それを書いた人です。ログインしてください。"""
    return actor.is_authenticated
