"""Start of the council app."""

from django.apps import AppConfig

from renkei.core.registry import Place, SearchSource, Start, registry
from renkei.programme.policies import may_open_desk, may_record


class CouncilConfig(AppConfig):
    name = "renkei.council"
    verbose_name = "会議・協議会"

    def ready(self) -> None:
        from renkei.council.finding import find_meetings  # noqa: PLC0415 -- needs the models

        registry.places.append(Place("work", 20, "会議・協議会", "council:meetings", may_open_desk))
        registry.starts.append(
            Start(
                "work",
                20,
                "会議",
                "協議会、事務局会議、ほかの市町村との会議。議事と出席",
                "council:meeting-record",
                may_record,
            )
        )
        registry.search_sources.append(SearchSource(20, "会議", may_open_desk, find_meetings))
