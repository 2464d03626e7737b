"""Start of the outreach app."""

from django.apps import AppConfig

from renkei.core.registry import Place, registry
from renkei.programme.policies import may_open_desk


class OutreachConfig(AppConfig):
    name = "renkei.outreach"
    verbose_name = "普及啓発"

    def ready(self) -> None:
        registry.places += [
            Place("work", 40, "講座・催し", "outreach:lectures", may_open_desk),
            Place("work", 50, "リーフレット", "outreach:leaflets", may_open_desk),
        ]
