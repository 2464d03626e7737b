"""Start of the liaison app."""

from django.apps import AppConfig

from renkei.core.registry import Place, SearchSource, Start, registry
from renkei.programme.policies import may_open_desk, may_record


class LiaisonConfig(AppConfig):
    name = "renkei.liaison"
    verbose_name = "訪問"

    def ready(self) -> None:
        from renkei.liaison.finding import find_visits  # noqa: PLC0415 -- needs the models

        registry.places.append(Place("work", 10, "訪問", "liaison:visits", may_open_desk))
        registry.starts.append(
            Start(
                "work",
                10,
                "訪問",
                "医療機関や事業所を訪ねたこと。会った人、分かったこと、次にすること",
                "liaison:visit-record",
                may_record,
            )
        )
        registry.search_sources.append(SearchSource(10, "訪問", may_open_desk, find_visits))
