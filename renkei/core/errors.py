"""Refusals of the domain."""

from typing import Any


class DomainError(Exception):
    """いまは、この操作ができません。"""

    def __init__(self, message: str = "") -> None:
        """Without a message the docstring of the class is the sentence people read."""
        super().__init__(message or self.__class__.__doc__ or "")


class RecordChanged(DomainError):
    """ほかの人が先に直しました。両方を見くらべて、残すほうを選んでください。"""

    nothing_to_choose = (
        "ほかの人が先に直しましたが、あなたの書いたところとは重なりません。"
        "もう一度「記録する」を押してください。"
    )

    def __init__(self, current: Any) -> None:
        super().__init__()
        self.current = current

    def told(self, *, differs: bool) -> str:
        """What stands above the form, with or without texts to choose between."""
        return str(self) if differs else self.nothing_to_choose
