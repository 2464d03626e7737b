"""Start of the outreach app."""

from django.apps import AppConfig

from renkei.core.registry import Place, SearchSource, Start, registry
from renkei.programme.policies import may_open_desk, may_record


class OutreachConfig(AppConfig):
    name = "renkei.outreach"
    verbose_name = "普及啓発"

    def ready(self) -> None:
        from renkei.outreach.finding import find_leaflets, find_lectures  # noqa: PLC0415 -- needs the models

        registry.places += [
            Place("work", 40, "講座・催し", "outreach:lectures", may_open_desk),
            Place("work", 50, "リーフレット", "outreach:leaflets", may_open_desk),
        ]
        registry.starts += [
            Start(
                "work",
                40,
                "講座・催し",
                "住民のための講座や講演会。日時、会場、申込み、参加した人の数",
                "outreach:lecture-record",
                may_record,
            ),
            Start(
                "work",
                50,
                "リーフレット",
                "作ったもの。印刷した部数と、置いた場所",
                "outreach:leaflet-record",
                may_record,
            ),
        ]
        registry.search_sources += [
            SearchSource(40, "講座・催し", may_open_desk, find_lectures),
            SearchSource(50, "リーフレット", may_open_desk, find_leaflets),
        ]
