"""Filters of the list of trainings."""

from renkei.events.filters import GatheringFilters
from renkei.training.models import Training
from renkei.vocabulary.models import Scheme


class TrainingFilters(GatheringFilters):
    """Words also in the group; year, item, kind and state of trainings."""

    KINDS = Scheme.TRAINING
    SEARCHED = (*GatheringFilters.SEARCHED, "group")

    class Meta:
        model = Training
        fields: tuple[str, ...] = ()
