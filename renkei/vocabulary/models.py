"""Code lists as editable data, with their source."""

from typing import Self

from django.db import models

from renkei.core.actors import Actor
from renkei.core.models import Record, RecordQuerySet


class Scheme(models.TextChoices):
    """The lists there are (FHIR CodeSystem)."""

    PROFESSION = "profession", "職種"
    MEETING = "meeting", "会議の種類"
    TRAINING = "training", "研修の種類"
    LECTURE = "lecture", "講座・催しの種類"
    VISIT_TARGET = "visit-target", "訪問先の種類"
    VISIT_PURPOSE = "visit-purpose", "訪問の目的"
    SERVICE = "service", "サービスの種類"
    ABILITY = "ability", "できること"
    FILING = "filing", "届出の種類"
    VACANCY = "vacancy", "空きの種類"
    INFORMAL = "informal", "お助けサービスの種類"


class TermQuerySet(RecordQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Code lists are public."""
        return self

    def of(self, scheme: Scheme) -> Self:
        return self.filter(scheme=scheme)

    def in_use(self) -> Self:
        """Without the retired terms, which old records keep."""
        return self.filter(is_retired=False)


class Term(Record):
    """A word of a code list (FHIR Concept): code, label, order, source and edition.

    ``is_confirmed`` is false where the list is our proposal ([P]) or from memory
    ([K]) and was not yet held against a primary text; the screen says so.
    """

    scheme = models.CharField("一覧", max_length=20, choices=Scheme.choices)
    code = models.SlugField("コード", max_length=40)
    label = models.CharField("用語", max_length=60)
    position = models.PositiveSmallIntegerField("順番", default=0)
    source = models.CharField("出典", max_length=120, blank=True)
    edition = models.CharField("版", max_length=40, blank=True)
    is_confirmed = models.BooleanField("原文で確認済み", default=False)
    is_retired = models.BooleanField("もう使わない", default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                name="one_term_per_code_of_a_scheme",
                fields=["scheme", "code"],
                violation_error_message="このコードはもう使われています。",
            )
        ]

    def __str__(self) -> str:
        return self.label
