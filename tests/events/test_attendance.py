import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from renkei.events.fields import AttendanceField, AttendanceInput
from renkei.events.lines import Headcount
from tests.programme.office import TRAININGS, of_gatherings
from tests.programme.sheets import sheet_of
from tests.vocabulary.factories import TermFactory


@pytest.fixture
def doctor(db):
    return TermFactory(label="医師")


def typed(**boxes: str) -> dict[str, str]:
    return {f"attendance-{name.replace('_', '-')}": text for name, text in boxes.items()}


@of_gatherings
def test_the_total_is_summed_where_none_is_typed(office, doctor, kind):
    record = office.record(
        kind, **typed(**{f"p{doctor.pk}_count": "１２"}, x0_label="消防", x0_count="3名")
    )

    assert record.attendance_total == 15
    assert list(map(str, record.attendance_counts.all())) == ["医師 12名", "消防 3名"]
    assert record.attendance_counts.first().profession == doctor


def test_the_page_of_the_record_tells_the_number_of_each_profession(office, doctor):
    record = office.record(
        TRAININGS,
        is_listing_partial="on",
        **typed(**{f"p{doctor.pk}_count": "5", f"p{doctor.pk}_bodies": "見本医師会"}),
    )

    page = office.page(office.at(TRAININGS, record))

    assert "<li>医師 5名（見本医師会）</li><li>ほか</li>" in page


def test_a_total_alone_is_kept(office):
    assert office.record(TRAININGS, attendance_total="79").headcount == "79名"


def test_the_basis_follows_the_number(office):
    record = office.record(
        TRAININGS, attendance_total="1079", attendance_basis="completed", secretariat="included"
    )

    assert record.headcount == "1,079名（修了者、事務局を含む）"
    assert "1,079名（修了者、事務局を含む）" in office.page(office.at(TRAININGS, record))


def test_a_difference_is_told_with_both_sums(office, doctor):
    errors = office.errors(
        TRAININGS, attendance_total="79", **typed(**{f"p{doctor.pk}_count": "76"})
    )

    assert errors == {"attendance_total": ["職種別の合計（76名）と人数の合計（79名）が合いません"]}


def test_a_total_that_was_summed_follows_the_rows(office, doctor):
    record = office.record(
        TRAININGS, **typed(**{f"p{doctor.pk}_count": "5"}, x0_label="消防", x0_count="3")
    )
    edit = office.at(TRAININGS, record, "edit")

    office.post(edit, office.sheet(edit) | typed(**{f"p{doctor.pk}_count": "6"}))

    record.refresh_from_db()
    assert record.attendance_total == 9


def test_a_summed_total_still_follows_when_the_sheet_comes_back(office, doctor):
    record = office.record(TRAININGS, **typed(**{f"p{doctor.pk}_count": "5"}))
    edit = office.at(TRAININGS, record, "edit")
    six = typed(**{f"p{doctor.pk}_count": "6"})

    again = office.post(edit, office.sheet(edit) | six | {"ends_at_0": "12"})
    office.post(edit, sheet_of(again) | {"ends_at_0": ""})

    record.refresh_from_db()
    assert record.attendance_total == 6


def test_a_total_that_was_typed_is_compared_with_the_rows(office, doctor):
    five = typed(**{f"p{doctor.pk}_count": "5"})
    record = office.record(TRAININGS, attendance_total="8", is_listing_partial="on", **five)
    edit = office.at(TRAININGS, record, "edit")
    sheet = office.sheet(edit) | typed(**{f"p{doctor.pk}_count": "6"})
    del sheet["is_listing_partial"]

    response = office.post(edit, sheet)

    assert response.context["form"].errors == {
        "attendance_total": ["職種別の合計（6名）と人数の合計（8名）が合いません"]
    }


def test_one_press_puts_the_difference_into_unknown(office, doctor):
    sheet = office.new(TRAININGS, attendance_total="79", **typed(**{f"p{doctor.pk}_count": "76"}))
    page = office.post("trainings/new/", sheet).content.decode()
    assert "差の3名を「職種不明」に入れて記録する" in page

    office.post("trainings/new/", sheet | {"fill_unknown": "1"})

    record = TRAININGS.model.objects.get()
    assert list(map(str, record.attendance_counts.all())) == ["医師 76名", "職種不明 3名"]


def test_nobody_can_be_taken_away_by_that_press(office, doctor):
    more = typed(**{f"p{doctor.pk}_count": "80"})
    sheet = office.new(TRAININGS, attendance_total="79", fill_unknown="1", **more)

    response = office.post("trainings/new/", sheet)

    assert response.status_code == 422
    assert "「職種不明」に入れて" not in response.content.decode()


def test_an_incomplete_list_need_not_add_up(office, doctor):
    record = office.record(
        TRAININGS,
        attendance_total="79",
        is_listing_partial="on",
        **typed(**{f"p{doctor.pk}_count": "76"}),
    )

    assert record.attended_by == "医師等"


def test_who_came_may_be_named_without_a_number(office, doctor):
    record = office.record(
        TRAININGS, attendance_total="79", **typed(**{f"p{doctor.pk}_named": "1"})
    )

    assert record.attendance_counts.get().count is None
    sheet = office.sheet(office.at(TRAININGS, record, "edit"))
    assert sheet[f"attendance-p{doctor.pk}-named"] == ["1"]


def test_the_sum_stands_beside_the_total(office, doctor):
    sheet = office.new(
        TRAININGS,
        attendance_total="79",
        **typed(**{f"p{doctor.pk}_count": "７６"}, x0_label="消防", x0_count="多数"),
    )

    assert ">76名</output>" in office.post("trainings/new/", sheet).content.decode()


def test_rows_that_were_added_come_back(office):
    boxes = {f"x{place}_label": f"見本団体{place}" for place in range(5)}
    counts = {f"x{place}_count": "1" for place in range(5)}
    record = office.record(TRAININGS, **typed(sent="5", **boxes, **counts))

    assert record.attendance_total == 5
    sheet = office.sheet(office.at(TRAININGS, record, "edit"))
    assert sheet["attendance-x4-label"] == ["見本団体4"]
    assert sheet["attendance-sent"] == ["8"]


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"x0_count": "3"}, "職種か団体の名前を書いてください"),
        ({"x0_label": "消防", "x0_count": "多数"}, "消防の人数は数字で書いてください"),
        ({"x0_label": "消防", "x0_count": "-1"}, "消防の人数は0以上の数で書いてください"),
        (
            {"x0_label": "消防", "x0_count": "9" * 5000},
            "消防の人数は100,000までの数で書いてください",
        ),
        ({"x0_label": "長" * 61, "x0_count": "1"}, "職種・団体を60文字までで書いてください"),
        ({"x0_label": "消防", "x0_bodies": "長" * 121}, "消防：団体の内訳を120文字まで"),
        ({"x0_label": "消\u202e防", "x0_count": "1"}, "見えない記号"),
    ],
    ids=["no name", "a word", "less than nobody", "too many", "long", "long bodies", "a mark"],
)
def test_a_wrong_box_is_named(office, boxes, sentence):
    [told] = office.errors(TRAININGS, **typed(**boxes))["attendance"]

    assert sentence in told


def test_every_wrong_box_is_named(office):
    errors = office.errors(
        TRAININGS, **typed(x0_label="消防", x0_count="a", x1_label="警察", x1_count="b")
    )

    assert len(errors["attendance"]) == 2


def read(boxes: dict[str, str]) -> list[Headcount]:
    data = QueryDict(mutable=True)
    data.update(boxes)
    field = AttendanceField()
    field.set_professions([(1, "医師")])
    return field.clean(field.widget.value_from_datadict(data, {}, "a"))


BOXES = st.sampled_from(["a-p1", "a-x0", "a-x1", "a-x9"]).flatmap(
    lambda key: st.sampled_from([f"{key}-{box}" for box in ("label", "count", "named", "bodies")])
)


@given(st.dictionaries(st.one_of(BOXES, st.just("a-sent")), st.text(max_size=8)))
def test_whatever_is_sent_is_read_or_refused_in_a_sentence(boxes):
    try:
        rows = read(boxes)
    except ValidationError as refusal:
        rows, told = [], refusal.messages
    else:
        told = []
    assert all("ください" in sentence for sentence in told)
    assert all(row.label and (row.count is None or 0 <= row.count <= 100_000) for row in rows)


@given(st.lists(st.builds(Headcount, st.sampled_from(["消防", "見本会"]), st.integers(0, 999))))
def test_what_the_grid_shows_is_what_it_reads(rows):
    widget = AttendanceInput()
    shown = widget.get_context("a", rows, {})["rows"]
    boxes = {f"a-{row.key}-label": row.label for row in shown}
    boxes |= {f"a-{row.key}-count": row.count for row in shown}

    field = AttendanceField()
    data = boxes | {"a-sent": str(len(shown))}
    assert field.clean(widget.value_from_datadict(data, {}, "a")) == rows
