"""Filters of the list of trainings."""

from renkei.events.filters import GatheringFilters
from renkei.training.models import Training
from renkei.vocabulary.models import Scheme


class TrainingFilters(GatheringFilters):
    """Words, year, item, kind and state of trainings."""

    KINDS = Scheme.TRAINING

    class Meta:
        model = Training
        fields: tuple[str, ...] = ()
