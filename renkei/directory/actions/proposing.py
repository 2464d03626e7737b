"""What somebody says is true of a place: kept as a proposal beside what is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from renkei.audit.models import Verb
from renkei.core.actors import ANONYMOUS, Actor
from renkei.core.errors import DomainError
from renkei.core.once import once
from renkei.core.text import TelephoneError, tidy_telephone
from renkei.directory import facts
from renkei.directory.actions.telling import tell
from renkei.directory.models import Ability, Correction, Vacancy
from renkei.directory.sources import cells
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Term

CAN, CANNOT = "can", "cannot"
# That a vacancy still holds is news; plain words have nothing to be equal to.
ALWAYS_NEWS = (Correction.Field.OTHER, Correction.Field.VACANCY)
NUMBERS = {Correction.Field.TELEPHONE: "電話番号", Correction.Field.FAX: "FAX番号"}
# A place may have no FAX, whatever is published.
MAY_BE_NONE = (*NUMBERS, Correction.Field.WEBSITE)


class NothingNew(DomainError):
    """いまの内容と同じです。"""


class ValueUnfit(DomainError):
    """この項目に書ける内容ではありません。"""


class ShownChanged(DomainError):
    """ほかの人が先に直しました。"""

    def __init__(self, shown: str) -> None:
        """Name what is shown now."""
        now = shown or "（なし）"
        super().__init__(
            f"ほかの人が先に「{now}」に直しました。確かめて、もう一度記録してください。"
        )
        self.shown = shown


def fitting(field: str, value: str) -> str:
    """The value as its field keeps it: a number to dial, an address of the web, else as it is.

    Empty says that there is none. Raises ValueUnfit with what to write.
    """
    if not value and field in MAY_BE_NONE:
        return ""
    if field in NUMBERS:
        try:
            return tidy_telephone(value, NUMBERS[Correction.Field(field)])
        except TelephoneError as why:
            raise ValueUnfit(str(why)) from why
    if field != Correction.Field.WEBSITE:
        return value
    if not (address := cells.website(value)):
        raise ValueUnfit("ウェブサイトは https:// から書いてください")
    return address


def propose_correction(
    *,
    region: Region,
    facility: Facility,
    field: str,
    value: str,
    proposed_by: str,
    at: datetime,
    reason: str = "",
    term: Term | None = None,
    by: Actor = ANONYMOUS,
    submission: UUID | None = None,
    expected: str | None = None,
    is_report: bool = True,
) -> Correction:
    """Keep what somebody says is true; nothing changes until the region approves.

    For an ability ``value`` is ``can`` or ``cannot``, for a vacancy its state; both
    name the ``term``. A second sending of one sheet (same ``submission``) returns the
    correction of the first. Raises ValueUnfit, NothingNew when it says what is shown
    already, and ShownChanged when that is no longer what was ``expected``. The history has
    the report, unless (not ``is_report``) who says it decides on it at once.
    """
    correction = Correction(
        region=region,
        facility=facility,
        field=Correction.Field(field),
        value=fitting(field, value),
        term=term,
        reason=reason,
        proposed_by=proposed_by,
        submission=submission,
    )
    rows = Correction.objects.filter(region=region, facility=facility)
    report = partial(_report, correction, by, at) if is_report else None
    return once(rows, submission, partial(_propose, correction, at, expected, report))


@transaction.atomic
def _propose(
    correction: Correction, at: datetime, expected: str | None, report: Callable[[], None] | None
) -> Correction:
    correction.public_value = shown_value(correction)
    if expected not in (None, correction.public_value):
        raise ShownChanged(correction.public_value)
    if correction.field not in ALWAYS_NEWS and correction.value == correction.public_value:
        raise NothingNew
    correction.stamp(at)
    correction.save()
    if report is not None:
        report()
    return correction


def _report(correction: Correction, by: Actor, at: datetime) -> None:
    tell(
        correction.facility,
        {},
        region=correction.region,
        by=by,
        at=at,
        verb=Verb.CREATE,
        reason=f"知らせ：{correction}",
    )


def shown_value(correction: Correction) -> str:
    """What the region shows now in the place of the correction."""
    place = {"region": correction.region, "facility": correction.facility}
    match correction.field:
        case Correction.Field.ABILITY:
            known = Ability.objects.filter(**place, term=correction.term).exists()
            return CAN if known else CANNOT
        case Correction.Field.VACANCY:
            row = Vacancy.objects.filter(**place, kind=correction.term).first()
            return str(row.state) if row else ""
        case Correction.Field.OTHER:
            return ""
    found = facts.effective(correction.facility, correction.region)
    return str(getattr(found, correction.field))


def words_of(correction: Correction, value: str) -> str:
    """A value as people read it: codes of abilities and vacancies in words."""
    match correction.field:
        case Correction.Field.ABILITY:
            return {CAN: "できる", CANNOT: "できない・不明"}.get(value, value)
        case Correction.Field.VACANCY:
            return dict(Vacancy.State.choices).get(value, value) or "不明"
    return value
