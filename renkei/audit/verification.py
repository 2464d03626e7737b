"""Looking for anything done to the log behind renkei's back.

Every chain is walked in batches. What is found: changed, removed, inserted,
reordered and cut-off events, changed or missing heads, and whole chains that
vanished. What the database alone cannot show is its own restoration from an old
backup; for that the heads are printed, kept elsewhere and compared later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import chain as joined
from itertools import islice

from django.db import models

from renkei.audit import chain
from renkei.audit.models import AuditEvent, ChainHead

BATCH = 1000
# How many damaged events are tried at each other's places; beyond it they are "changed".
TRIED = 300


class Damage(models.TextChoices):
    """What was done to the log."""

    CHANGED = "changed", "内容が書きかえられています"
    REMOVED = "removed", "取りのぞかれています"
    TRUNCATED = "truncated", "末尾から切り取られています"
    INSERTED = "inserted", "あとから差しこまれています"
    REORDERED = "reordered", "順序が入れかえられています"
    SPLICED = "spliced", "前の記録とつながりません"
    HEAD_CHANGED = "head-changed", "先頭の控えが書きかえられています"
    HEAD_REMOVED = "head-removed", "先頭の控えがありません"
    CHAIN_REMOVED = "chain-removed", "圏域ごとの記録の数が合いません"
    NOT_AS_PUBLISHED = "not-as-published", "外に控えた印と合いません"


@dataclass(frozen=True, order=True)
class Finding:
    """One damage, from event ``sequence`` to ``through`` of a region's chain."""

    region: str
    sequence: int
    damage: Damage
    through: int

    @classmethod
    def at(cls, region: str, sequence: int, damage: Damage, through: int = 0) -> "Finding":
        return cls(region, sequence, damage, through or sequence)

    def __str__(self) -> str:
        numbers = f"{self.sequence}"
        if self.through != self.sequence:
            numbers += f"～{self.through}"
        return f"{self.region or '-'} {numbers} {self.damage}: {self.damage.label}"


@dataclass(frozen=True)
class Published:
    """The head of a chain as it was printed once and kept elsewhere."""

    region: str
    length: int
    digest: str


def verify(region: str | None = None) -> list[Finding]:
    """Everything wrong with one region's chain ("": the installation), or with all chains."""
    if region is not None:
        return _Walk(region).findings()
    heads = list(ChainHead.objects.all())
    known = {head.region for head in heads} - {ChainHead.ALL_CHAINS}
    seen = AuditEvent.objects.order_by().values_list("region", flat=True).distinct()
    walked = (_Walk(slug).findings() for slug in sorted(known.union(seen)))
    return [*_missing_chains(heads), *joined.from_iterable(walked)]


def extent(region: str | None = None) -> tuple[int, int]:
    """How many chains there are, and how many events in them: of one region, or of all."""
    events = AuditEvent.objects.all()
    if region is not None:
        events = events.filter(region=region)
    return events.order_by().values("region").distinct().count(), events.count()


def heads() -> list[Published]:
    """The present heads, to be published where the database cannot reach."""
    own = ChainHead.objects.exclude(region=ChainHead.ALL_CHAINS).order_by("region")
    return [Published(head.region, head.length, head.digest) for head in own]


def compare(published: Iterable[Published]) -> list[Finding]:
    """Heads of earlier days that the chains no longer contain."""
    return [
        Finding.at(head.region, head.length, Damage.NOT_AS_PUBLISHED)
        for head in published
        if not AuditEvent.objects.filter(
            region=head.region, sequence=head.length, digest=head.digest
        ).exists()
    ]


def _missing_chains(heads: list[ChainHead]) -> list[Finding]:
    """Found the chains again in their order and compare with the head of all."""
    name = ChainHead.ALL_CHAINS
    kept = next((head for head in heads if head.region == name), ChainHead(region=name))
    counted = ChainHead(region=name)
    for head in heads:
        if head.region != name:
            chain.enrol(counted, head.region)
    if (kept.length, kept.digest, kept.seal) == (counted.length, counted.digest, counted.seal):
        return []
    return [Finding.at(name, kept.length, Damage.CHAIN_REMOVED)]


class _Walk:
    """One pass along one chain.

    An event is sound when its digest fits its content and place. The others are
    suspects; numbers without event are gaps. At the end suspects are tried at each
    other's places and in the gaps: an event that fits elsewhere was moved.
    """

    def __init__(self, region: str) -> None:
        self.region = region
        self.head: ChainHead | None = None
        self.last = 0
        self.sound: AuditEvent | None = None
        self.suspects: list[AuditEvent] = []
        self.gaps: list[range] = []
        self.found: list[Finding] = []

    def findings(self) -> list[Finding]:
        for event in self._events():
            self._look_at(event)
        length = self._check_head()
        if self.last < length:
            self.gaps.append(range(self.last + 1, length + 1))
        self._judge(length)
        return sorted(self.found)

    def _events(self) -> Iterator[AuditEvent]:
        """All events in order; the head is read before each batch.

        So at the end no event may be missing below it or stand above it, although
        others went on writing meanwhile.
        """
        events = AuditEvent.objects.filter(region=self.region).order_by("sequence")
        after = -1
        while True:
            self.head = ChainHead.objects.filter(region=self.region).first()
            batch = list(events.filter(sequence__gt=after)[:BATCH])
            if not batch:
                return
            yield from batch
            after = batch[-1].sequence

    def _look_at(self, event: AuditEvent) -> None:
        if event.sequence > self.last + 1:
            self.gaps.append(range(self.last + 1, event.sequence))
            self.sound = None
        if chain.digest_of(event) != event.digest:
            self._suspect(event)
        else:
            if self._is_spliced(event):
                self._report(event.sequence, Damage.SPLICED)
            self.sound = event
        self.last = event.sequence

    def _is_spliced(self, event: AuditEvent) -> bool:
        """Both neighbours are ours, but of two different histories (a restored backup)."""
        if event.sequence == 1:
            return event.previous != ""
        return self.sound is not None and event.previous != self.sound.digest

    def _suspect(self, event: AuditEvent) -> None:
        self.sound = None
        if len(self.suspects) < TRIED:
            self.suspects.append(event)
        else:
            self._report_run(event.sequence)

    def _report(self, sequence: int, damage: Damage, through: int = 0) -> None:
        self.found.append(Finding.at(self.region, sequence, damage, through))

    def _report_run(self, sequence: int) -> None:
        """One more changed event, joined to the run before it: memory stays small."""
        last = self.found[-1] if self.found else None
        if last and last.damage == Damage.CHANGED and last.through == sequence - 1:
            self.found.pop()
            self._report(last.sequence, Damage.CHANGED, sequence)
        else:
            self._report(sequence, Damage.CHANGED)

    def _check_head(self) -> int:
        """How long the chain has to be; as long as it is, when the head cannot be trusted."""
        head = self.head
        if head is None:
            self._report(self.last, Damage.HEAD_REMOVED)
            return self.last
        is_sealed = chain.seal_of(head) == head.seal
        if is_sealed and not self._is_outrun(head):
            return head.length
        self._report(head.length, Damage.HEAD_CHANGED)
        return self.last

    def _is_outrun(self, head: ChainHead) -> bool:
        """A sound last event that the head does not know: the head is an older one put back."""
        last = self.sound
        return last is not None and last.sequence >= head.length and last.digest != head.digest

    def _judge(self, length: int) -> None:
        moved = dict(self._moved())
        claimed = set(moved.values())
        vacated = sorted(number for number in moved if number <= length)
        for event in self.suspects:
            self._report(event.sequence, _damage(event.sequence, moved, claimed, length))
        numbers = (n for n in merge(vacated, *self.gaps) if n not in claimed)
        for first, last in _runs(numbers):
            is_tail = last == length > self.last
            self._report(first, Damage.TRUNCATED if is_tail else Damage.REMOVED, last)

    def _moved(self) -> Iterator[tuple[int, int]]:
        """Where a suspect stands → where it belongs."""
        own = [event.sequence for event in self.suspects]
        places = list(islice(joined(own, *self.gaps), 2 * TRIED))
        for event in self.suspects:
            for place in places:
                if chain.digest_of(event, sequence=place) == event.digest:
                    yield event.sequence, place
                    break


def _damage(sequence: int, moved: dict[int, int], claimed: set[int], length: int) -> Damage:
    if sequence in moved:
        return Damage.REORDERED
    if sequence in claimed or sequence > length:
        return Damage.INSERTED
    return Damage.CHANGED


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as runs: 2, 3, 4, 7 gives (2, 4), (7, 7)."""
    first = last = 0
    for number in numbers:
        if last and number != last + 1:
            yield first, last
            first = 0
        first, last = first or number, number
    if last:
        yield first, last
