"""Trainings and lectures as a council paper tells them: days, who spoke, about what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei.core.dates import Precision
from renkei.core.wareki import slash_day
from renkei.events.models import Gathering, Lecturer
from renkei.reporting.blocks import Entry, Node, Paragraph, marked

HELD = ("会", "講演", "講座", "講義", "研修", "セミナー", "シンポジウム", "フォーラム")
"""How the name of something people held ends."""


def titled(gathering: Gathering) -> str:
    """``市民公開講座（10/19、11/2）``; 中止 in place of the days of a cancelled one."""
    return f"{gathering.title}{_days(gathering)}"


def _days(gathering: Gathering) -> str:
    days = [slash_day(each.on) for each in gathering.occasions.all()]
    if gathering.precision == Precision.DAY and not days and gathering.starts_on:
        days = [slash_day(gathering.starts_on)]
    state = "中止" if gathering.is_cancelled else "、".join(days)
    return f"（{state}）" if state else ""


def about(gathering: Gathering) -> str:
    """The summary and who spoke: ``氏名氏（所属）による講演「演題」``.

    A summary that only names what it was (開設記念講演会) goes into one phrase with the
    speakers; any other stands on a line of its own above them.
    """
    speakers = list(gathering.lecturers.all())
    if not speakers or gathering.is_cancelled:
        return gathering.summary
    if _names_a_talk(gathering.summary) and not any(one.topic for one in speakers):
        return f"{_named(speakers)}による{gathering.summary}"
    return "\n".join(filter(None, [gathering.summary, _talks(speakers)]))


def _names_a_talk(summary: str) -> bool:
    """Whether it is the bare name of something held, as 記念講演会 is."""
    return summary.endswith(HELD) and not set(summary) & set("、。\n")


def _talks(speakers: Sequence[Lecturer]) -> str:
    """Each with the title of the talk; those without one together at the end."""
    told = [f"{one.introduced}による講演「{one.topic}」" for one in speakers if one.topic]
    others = [one for one in speakers if not one.topic]
    return "、".join([*told, *([f"{_named(others)}による講演"] if others else [])])


def _named(speakers: Sequence[Lecturer]) -> str:
    return "、".join(one.introduced for one in speakers)


def lecture_blocks(lectures: Sequence[Gathering]) -> tuple[Node, ...]:
    """Several as ア, イ, ウ …; a single one in paragraphs, since the heading has its name."""
    if len(lectures) > 1:
        return (marked([Entry(titled(each), note="\n".join(_told(each))) for each in lectures]),)
    return tuple(
        Paragraph(text)
        for each in lectures
        for text in (*([titled(each)] if _days(each) else []), *_told(each))
    )


def _told(lecture: Gathering) -> Iterator[str]:
    number = "" if lecture.is_cancelled else lecture.headcount
    yield from filter(None, [lecture.venue, number, about(lecture)])
