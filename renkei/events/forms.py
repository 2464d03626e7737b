"""What the forms of meetings, trainings and lectures share."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django import forms

from renkei.core.actors import Actor
from renkei.core.fields import (
    ClockTimeField,
    CountField,
    TelephoneField,
    TidyCharField,
    TidyTextField,
)
from renkei.core.wareki import clock
from renkei.documents.refusals import UploadRefused
from renkei.events import lines
from renkei.events.actions import (
    attach_handout,
    write_agenda,
    write_attendance,
    write_days,
    write_speakers,
)
from renkei.events.fields import UNKNOWN_PROFESSION, AttendanceField, LinesField
from renkei.events.lines import Headcount
from renkei.events.models import Basis, Gathering, Handout, Secretariat
from renkei.geo.models import Municipality
from renkei.programme.forms import ActivityForm, Names, choosable
from renkei.programme.models import Region
from renkei.vocabulary.models import Scheme, Term

G = TypeVar("G", bound=Gathering)


class GatheringForm(ActivityForm[G]):
    """Days, place, programme, application and result of a gathering."""

    KINDS: ClassVar[Scheme]

    kind = forms.ModelChoiceField(Term.objects.none(), label="種類", empty_label="選んでください")
    reception_at = ClockTimeField(label="受付", required=False)
    starts_at = ClockTimeField(label="始まり", required=False)
    ends_at = ClockTimeField(label="終わり", required=False)
    more_days = LinesField(
        read=str.splitlines,
        rows=2,
        label="ほかの日",
        help_text="2日目からを1行に1日。例：11/10 13:30～15:00",
    )
    venue = TidyCharField(
        label="会場", max_length=100, required=False, help_text="建物と部屋を書きます。"
    )
    venue_address = TidyCharField(
        label="会場の所在地",
        max_length=120,
        required=False,
        help_text="前に使った会場なら、空けておくと前の所在地が入ります。",
    )
    venue_municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="会場の市町村", required=False, empty_label="選ばない"
    )
    organizer = TidyCharField(label="主催", max_length=120, required=False)
    co_organizer = TidyCharField(label="共催", max_length=120, required=False)
    target_professions = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label="対象の職種",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audience = TidyCharField(label="対象", max_length=120, required=False)
    capacity = CountField(label="定員", required=False)
    fee = TidyCharField(label="参加費", max_length=60, required=False, help_text="例：無料")
    apply_to = TidyCharField(label="申込先", max_length=80, required=False)
    apply_telephone = TelephoneField(label="申込みの電話", required=False)
    apply_fax = TelephoneField(label="申込みのFAX", required=False)
    apply_note = TidyCharField(label="申込みの案内", max_length=200, required=False)
    agenda = LinesField(
        read=lines.read_agenda,
        label="プログラム",
        help_text="1行に1つ。時刻や見出しも書けます。例：13:30 講演：在宅医療とは",
    )
    speakers = LinesField(
        read=lines.read_speakers,
        label="講師",
        help_text="1行に1人。例：見本太郎先生（見本病院）「在宅医療とは」",
    )
    summary = TidyTextField(
        label="概要",
        required=False,
        max_length=2000,
        help_text="何のために何をするか。開く前から、案内に載ります。",
    )
    attendance_basis = forms.ChoiceField(
        label="数え方",
        choices=Basis.choices,
        initial=Basis.ATTENDED,
        widget=forms.RadioSelect,
        help_text="公表する人数に、この数え方を添えます。修了者は、すべての回・科目を終えた人だけです。",
    )
    secretariat = forms.ChoiceField(
        label="事務局の人",
        choices=Secretariat.choices,
        initial=Secretariat.UNKNOWN,
        widget=forms.RadioSelect,
    )
    attendance = AttendanceField(label="職種別の人数", required=False)
    is_listing_partial = forms.BooleanField(label="ほかにもいる（「等」をつける）", required=False)
    attendance_total = CountField(
        label="人数の合計", required=False, help_text="空けておくと、職種別の人数を足します。"
    )
    rows_before = forms.IntegerField(required=False, widget=forms.HiddenInput)
    result = TidyTextField(
        label="まとめ",
        required=False,
        max_length=4000,
        help_text="終わってから、出た意見や分かったことを書きます。公開のページと報告に載ります。",
    )

    OWN: ClassVar[tuple[str, ...]] = (*ActivityForm.OWN, "rows_before")
    MODEL_FIELDS = (
        *ActivityForm.MODEL_FIELDS,
        "kind",
        "venue",
        "venue_address",
        "venue_municipality",
        "organizer",
        "co_organizer",
        "target_professions",
        "audience",
        "capacity",
        "fee",
        "apply_to",
        "apply_telephone",
        "apply_fax",
        "apply_note",
        "attendance_basis",
        "secretariat",
        "is_listing_partial",
        "attendance_total",
        "result",
    )
    WHEN: ClassVar[tuple[Names, ...]] = (
        "on",
        ("precision", "fiscal_year"),
        ("reception_at", "starts_at", "ends_at"),
        "more_days",
    )
    WHERE: ClassVar[tuple[Names, ...]] = (
        "venue",
        "venue_address",
        "venue_municipality",
        ("organizer", "co_organizer"),
    )
    CONTENT: ClassVar[tuple[Names, ...]] = ("agenda", "speakers", "summary")
    APPLYING: ClassVar[tuple[Names, ...]] = (
        "target_professions",
        "audience",
        ("capacity", "fee"),
        "apply_to",
        ("apply_telephone", "apply_fax"),
        "apply_note",
    )
    APPLICATION = (
        "target_professions",
        "audience",
        "capacity",
        "fee",
        "apply_to",
        "apply_telephone",
        "apply_fax",
        "apply_note",
    )
    RESULT: ClassVar[tuple[Names, ...]] = (
        ("attendance_basis", "secretariat"),
        ("attendance", "attendance_total"),
        "is_listing_partial",
        "result",
    )
    ROW_TEMPLATES: ClassVar[dict[str, str]] = {"attendance": "events/desk/attendance.html"}
    NOT_COPIED = (
        *ActivityForm.NOT_COPIED,
        "more_days",
        "attendance",
        "attendance_total",
        "rows_before",
        "attendance_basis",
        "secretariat",
        "is_listing_partial",
        "result",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        professions = Term.objects.of(Scheme.PROFESSION).in_use()
        self._field("kind").queryset = choosable(self.KINDS, self.instance.kind_id)
        self._field("venue_municipality").queryset = Municipality.objects.filter(
            regions=self.region
        )
        self._field("target_professions").queryset = professions
        self._field("attendance").set_professions(professions.values_list("pk", "label"))

    @classmethod
    def initial_of(cls, record: G) -> dict[str, Any]:
        shown = super().initial_of(record)
        if record._state.adding:
            return shown
        days = [
            lines.Day(day.on, day.starts_at, day.ends_at, day.reception_at)
            for day in record.occasions.all()
        ]
        counts = [
            Headcount(row.label, row.count, row.bodies, row.profession_id)
            for row in record.attendance_counts.all()
        ]
        first = days[0] if days else lines.Day(record.starts_on) if record.starts_on else None
        return shown | {
            "reception_at": first and first.reception_at,
            "starts_at": first and first.starts_at,
            "ends_at": first and first.ends_at,
            "more_days": days[1:],
            "agenda": [
                lines.Point(point.text, point.label, point.starts_at)
                for point in record.agenda_items.all()
            ],
            "speakers": [
                lines.Speaker(each.name, each.honorific, each.affiliation, each.topic)
                for each in record.lecturers.all()
            ],
            "attendance": counts,
            "rows_before": lines.sum_of(counts),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_times(cleaned)
        self._check_days(cleaned)
        self._check_attendance(cleaned)
        return cleaned

    def clean_more_days(self) -> list[lines.Day]:
        """A day without its year follows the one before."""
        typed = self.cleaned_data["more_days"]
        try:
            return lines.read_days("\n".join(map(str, typed)), self.cleaned_data.get("on"))
        except lines.LineError as why:
            raise forms.ValidationError(why.sentences) from why

    def _check_times(self, cleaned: dict[str, Any]) -> None:
        reception, starts, ends = (
            cleaned.get(name) for name in ("reception_at", "starts_at", "ends_at")
        )
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", "始まりの時刻も書いてください")
        if starts and ends and ends <= starts:
            self.add_error(
                "ends_at", f"終わりの時刻を、始まり（{clock(starts)}）より後にしてください"
            )
        if reception and starts and reception > starts:
            self.add_error("reception_at", "受付の時刻を、始まりより前にしてください")

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        on, more = cleaned.get("on"), cleaned.get("more_days") or []
        if more and not on and "on" not in self.errors:
            self.add_error("more_days", "はじめの日を「開催日」に書いてください")
        if on and any(day.on < on for day in more):
            self.add_error("more_days", "「開催日」より後の日を書いてください")

    def _check_attendance(self, cleaned: dict[str, Any]) -> None:
        rows, total = cleaned.get("attendance") or [], cleaned.get("attendance_total")
        counted = lines.sum_of(rows)
        if counted is None or "attendance_total" in self.errors:
            return
        # The sum of the rows before was never typed: it follows them.
        if total in (None, cleaned.get("rows_before")):
            cleaned["attendance_total"] = counted
        elif counted != total and not cleaned.get("is_listing_partial"):
            self._answer_difference(cleaned, rows, counted, total)

    def _answer_difference(
        self, cleaned: dict[str, Any], rows: list[Headcount], counted: int, total: int
    ) -> None:
        if self.data.get("fill_unknown") and total > counted:
            cleaned["attendance"] = [*rows, Headcount(UNKNOWN_PROFESSION, total - counted)]
            return
        self.attendance_gap = total - counted
        self.add_error(
            "attendance_total",
            f"職種別の合計（{counted:,}名）と人数の合計（{total:,}名）が合いません",
        )

    attendance_gap = 0

    @property
    def attendance_counted(self) -> int:
        """The sum beside the total, as the grid stands now."""
        return int(self._field("attendance").widget.counted(self["attendance"].value()))

    def prepare(self) -> None:
        super().prepare()
        self.instance.spans(day.on for day in self._days())
        if self.instance.venue and not self.instance.venue_address:
            self.instance.venue_address = known_address(self.region, self.instance.venue)

    def _days(self) -> list[lines.Day]:
        data = self.cleaned_data
        if data.get("on") is None:
            return []
        first = lines.Day(data["on"], data["starts_at"], data["ends_at"], data["reception_at"])
        return [first, *data["more_days"]]

    def write_below(self, record: G) -> None:
        super().write_below(record)
        write_days(record, self._days())
        write_agenda(record, self.cleaned_data["agenda"])
        write_speakers(record, self.cleaned_data["speakers"])
        write_attendance(record, self.cleaned_data["attendance"])


def known_address(region: Region, venue: str) -> str:
    """The address last written for this venue in the region, or nothing."""
    before = Gathering.objects.filter(region=region, venue=venue).exclude(venue_address="")
    return before.order_by("-pk").values_list("venue_address", flat=True).first() or ""


class HandoutForm(forms.Form):
    """A file to add to a gathering."""

    file = forms.FileField(
        label="ファイル",
        allow_empty_file=True,
        help_text="PDF・Word・Excel・PowerPoint・画像・テキスト。20MBまで。",
        error_messages={"required": "ファイルを選んでください"},
    )
    title = TidyCharField(
        label="題名",
        max_length=200,
        required=False,
        help_text="空けておくと、ファイルの名前になります。",
    )
    is_public = forms.BooleanField(
        label="だれでも見られるようにする",
        required=False,
        help_text="公開している会議・研修・講座のページに載ります。",
    )

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering = gathering

    def keep(self, *, by: Actor, at: datetime) -> Handout | None:
        """The kept handout, or None with the reason beside the file."""
        data = self.cleaned_data
        try:
            return attach_handout(
                gathering=self.gathering,
                upload=data["file"],
                title=data["title"],
                is_public=data["is_public"],
                by=by,
                at=at,
            )
        except UploadRefused as refusal:
            self.add_error("file", str(refusal))
            return None
