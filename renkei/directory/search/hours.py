"""When a facility is open and comes to the house, as marks of the index. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from renkei.directory.search.times import is_visiting, together
from renkei.directory.search.tokens import OPEN, VISITING, kind_mark, mixed_mark, time_mark


@dataclass
class Hours:
    """Times of each kind of service, of the kinds that visit, and of what it can at home.

    Where the kinds of one place differ in their times, all its marks of kinds are mixed ones:
    the hours of a デイケア are not those of the short stay at the same address.
    """

    of_kinds: dict[int, set[str]] = field(default_factory=dict)
    visiting: set[int] = field(default_factory=set)
    visits_at: set[str] = field(default_factory=set)

    def open(self, kind: int, label: str, times: Set[str]) -> None:
        """This kind of service answers at these times; who visits, visits then."""
        self.of_kinds.setdefault(kind, set()).update(times)
        if is_visiting(label):
            self.visiting.add(kind)

    def marks(self) -> set[str]:
        """All that it is found by."""
        if len({frozenset(times) for times in self.of_kinds.values()}) < 2:
            return {*self._marks(OPEN), *self._marks(VISITING)}
        mixed = {mixed_mark(one) for manner in (OPEN, VISITING) for one in self._marks(manner)}
        able = {time_mark(time, VISITING) for time in together(self.visits_at)}
        return mixed | able | set(self._of_each_kind())

    def _marks(self, manner: str) -> Iterator[str]:
        kinds = self.of_kinds if manner == OPEN else self.visiting
        times = set[str]().union(*(self.of_kinds[kind] for kind in kinds))
        if manner == VISITING:
            times |= self.visits_at
        yield from (time_mark(time, manner) for time in together(times))

    def _of_each_kind(self) -> Iterator[str]:
        for kind, times in self.of_kinds.items():
            for time in together(times):
                yield mixed_mark(time_mark(time, OPEN), kind_mark(kind))
                if kind in self.visiting:
                    yield mixed_mark(time_mark(time, VISITING), kind_mark(kind))
