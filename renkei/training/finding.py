"""Trainings in the search over everything."""

from renkei.events.finding import in_a_line
from renkei.programme.finding import ActivityFinder
from renkei.training.filters import TrainingFilters
from renkei.training.models import Training

find_trainings = ActivityFinder(
    Training, TrainingFilters, "training:training", "training:trainings", in_a_line, ("kind",)
)
