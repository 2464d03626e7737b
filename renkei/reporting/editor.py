"""The state of the paper editor: the sections, the chosen one and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from renkei.core.actors import Actor
from renkei.core.forms import fingerprint
from renkei.reporting.blocks import Tree
from renkei.reporting.composition import Part, empty_of, material_of, parts_of, tree_of
from renkei.reporting.forms import BodyForm, PeriodForm, SectionForm
from renkei.reporting.models import Paper
from renkei.reporting.sources import SOURCES, Gap, period_of

FORMS = {"section": SectionForm, "period": PeriodForm, "body": BodyForm}


class Editor:
    """One opening of the editor. ``what`` in the post names which of its forms was sent."""

    def __init__(self, paper: Paper, today: date, chosen: str, posted: Mapping[str, Any]) -> None:
        self.paper = paper
        self.today = today
        self.wanted = chosen
        self.posted = posted
        self.sent = str(posted.get("what", ""))

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(self.paper, self.today)

    @cached_property
    def tree(self) -> Tree:
        return tree_of(self.paper, self.parts)

    @cached_property
    def chosen(self) -> Part | None:
        """The section asked for, else the first."""
        by_key = {str(part.row.pk): part for part in self.parts}
        return by_key.get(self.wanted) or next(iter(self.parts), None)

    @property
    def gaps(self) -> list[Gap]:
        """What is open in the sections that are in."""
        return [gap for part in self.parts if part.is_in for gap in part.gaps]

    @property
    def empty_parts(self) -> list[Part]:
        """The sections that the final edition goes without."""
        return empty_of(self.parts)

    @property
    def source_label(self) -> str:
        return SOURCES[self.chosen.row.source].label if self.chosen else ""

    @cached_property
    def forms(self) -> dict[str, Any]:
        """The forms that fit the chosen section, filled; the sent one with what was typed."""
        if self.chosen is None:
            return {}
        initial = self._initial(self.chosen)
        return {
            name: FORMS[name](self.posted if name == self.sent else None, initial=values)
            for name, values in initial.items()
        }

    def _initial(self, part: Part) -> dict[str, dict[str, Any]]:
        row = part.row
        initial: dict[str, dict[str, Any]] = {
            "section": {"title": row.title, "level": row.level},
            "body": {
                "body": row.body or part.generated_text,
                "base": fingerprint(row.body),
            },
        }
        if "period" in SOURCES[row.source].choices:
            first, last = period_of(material_of(self.paper, row, self.today))
            initial["period"] = {"first": first, "last": last}
        return initial

    def keep(self, *, by: Actor, at: datetime) -> bool:
        """Keep the sent form; False when it has errors or none fits."""
        form = self.forms.get(self.sent)
        if form is None or self.chosen is None or not form.is_valid():
            return False
        form.keep(self.chosen.row, by=by, at=at)
        return not form.errors
