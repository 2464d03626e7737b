"""The rows of a report as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from renkei.core.cells import harmless
from renkei.events.models import Gathering
from renkei.programme.models import Item
from renkei.reporting.report import Row

HEAD = (
    "種類",
    "名称",
    "日",
    "項目",
    "段階",
    "場面",
    "会場",
    "定員",
    "人数",
    "数え方",
    "公開",
    "中止の理由",
    "番号",
)


def csv_of(rows: Iterable[Row]) -> str:
    """One line an activity, with a byte order mark so that Excel reads it as Unicode."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(HEAD)
    for row in rows:
        writer.writerow([harmless(value) for value in _values(row)])
    return "\ufeff" + target.getvalue()


def _values(row: Row) -> list[str]:
    record = row.record
    venue, capacity = (
        (record.venue, record.capacity) if isinstance(record, Gathering) else ("", None)
    )
    return [
        row.kind_label,
        record.title,
        record.when,
        Item(record.item).letter,
        record.get_step_display(),
        record.get_scene_display(),
        venue,
        "" if capacity is None else str(capacity),
        "" if row.people is None else str(row.people),
        row.basis if row.people is not None else "",
        "公開" if record.is_public else "内部",
        record.cancelled_because,
        record.public_id,
    ]
