"""What an address may carry."""

from django.urls import register_converter

from renkei.core.fiscal import FiscalYear
from renkei.core.models import ID_ALPHABET, ID_LENGTH


class PublicId:
    """The public id of a record."""

    regex = f"[{ID_ALPHABET}]{{{ID_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Year:
    """A fiscal year by the western year of its April: 2016 is 平成28年度."""

    regex = "(?:19|20)[0-9]{2}"

    def to_python(self, value: str) -> FiscalYear:
        return FiscalYear(int(value))

    def to_url(self, value: FiscalYear | int) -> str:
        return str(int(value))


def register() -> None:
    """Make ``<id:…>`` and ``<year:…>`` known to all urls; called once at start."""
    register_converter(PublicId, "id")
    register_converter(Year, "year")
