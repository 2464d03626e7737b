"""What gatherings of every family share, with the lines below them."""

import factory

from renkei.events.models import AgendaItem, AttendanceCount, Lecturer, Occasion
from tests.programme.factories import ActivityFactory


class GatheringFactory(ActivityFactory):
    """``days``, ``agenda``, ``lecturers``, ``people`` take what stands below it."""

    class Meta:
        abstract = True

    @factory.post_generation
    def days(self, create: bool, extracted: list[dict] | None, **more: object) -> None:
        for day in extracted or []:
            Occasion.objects.create(gathering=self, **day)

    @factory.post_generation
    def agenda(self, create: bool, extracted: list[str] | None, **more: object) -> None:
        for place, line in enumerate(extracted or []):
            label, _, text = line.rpartition("：")
            AgendaItem.objects.create(gathering=self, position=place, label=label, text=text)

    @factory.post_generation
    def lecturers(self, create: bool, extracted: list[dict] | None, **more: object) -> None:
        for place, lecturer in enumerate(extracted or []):
            Lecturer.objects.create(gathering=self, position=place, **lecturer)

    @factory.post_generation
    def people(self, create: bool, extracted: list[str] | None, **more: object) -> None:
        for place, label in enumerate(extracted or []):
            AttendanceCount.objects.create(gathering=self, position=place, label=label)
