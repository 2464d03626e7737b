"""Why a file is not let in; each docstring is the sentence the sender reads."""

from renkei.core.errors import DomainError


class UploadRefused(DomainError):
    """このファイルは受け取れません。"""


class EmptyFile(UploadRefused):
    """ファイルが空です（0バイト）。中身のあるファイルを選んでください。"""


class FileTooLarge(UploadRefused):
    """ファイルが大きすぎます。20MB以下にしてください。"""


class UnknownKind(UploadRefused):
    """この形式は使えません。PDF・PNG・JPEG・Word・Excel・PowerPoint・テキスト・CSVにしてください。"""


class NameDisagrees(UploadRefused):
    """ファイル名の末尾（拡張子）と中身が合いません。もとのファイルを選び直してください。"""


class BrokenFile(UploadRefused):
    """ファイルが壊れていて開けません。もう一度保存し直してから選んでください。"""


class LockedFile(UploadRefused):
    """パスワードのかかったファイルは受け取れません。パスワードを外してから選んでください。"""


class HasProgram(UploadRefused):
    """マクロや実行プログラムを含むファイルは受け取れません。取り除いてから選んでください。"""


class TooMuchInside(UploadRefused):
    """圧縮された中身が大きすぎるため、受け取れません。"""


class TooManyPixels(UploadRefused):
    """画像が大きすぎます。4,000万画素以下にしてください。"""


class NotAnImage(UploadRefused):
    """PNGかJPEGの画像を選んでください。"""
