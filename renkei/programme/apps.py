"""Start of the programme app."""

from django.apps import AppConfig

from renkei.core.registry import Place, SearchSource, Start, registry
from renkei.programme.policies import may_open_desk, may_record, may_set_region


class ProgrammeConfig(AppConfig):
    name = "renkei.programme"
    verbose_name = "事業"

    def ready(self) -> None:
        from renkei.programme.finding import find_undertakings  # noqa: PLC0415 -- needs the models

        registry.places += [
            Place(
                "year",
                30,
                "委託と年度",
                "programme:commission",
                may_open_desk,
                covers=("programme:undertakings",),
            ),
            Place("settings", 10, "圏域の設定", "programme:settings", may_set_region),
        ]
        registry.starts.append(
            Start(
                "work",
                60,
                "取組",
                "項目ア～クのそれぞれで、年度のあいだに取り組むこと",
                "programme:undertaking-record",
                may_record,
            )
        )
        registry.search_sources.append(SearchSource(60, "取組", may_open_desk, find_undertakings))
