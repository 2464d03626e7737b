"""Start of the training app."""

from django.apps import AppConfig

from renkei.core.registry import Place, SearchSource, Start, registry
from renkei.programme.policies import may_open_desk, may_record


class TrainingConfig(AppConfig):
    name = "renkei.training"
    verbose_name = "研修"

    def ready(self) -> None:
        from renkei.training.finding import find_trainings  # noqa: PLC0415 -- needs the models

        registry.places.append(Place("work", 30, "研修", "training:trainings", may_open_desk))
        registry.starts.append(
            Start(
                "work",
                30,
                "研修",
                "専門職の研修。プログラム、講師、参加した人の数",
                "training:training-record",
                may_record,
            )
        )
        registry.search_sources.append(SearchSource(30, "研修", may_open_desk, find_trainings))
