"""Start of the portal app."""

from django.apps import AppConfig

from renkei.core.registry import Place, PublicPlace, Shortcut, registry
from renkei.programme.policies import may_open_desk, may_record


class PortalConfig(AppConfig):
    name = "renkei.portal"
    verbose_name = "入口"

    def ready(self) -> None:
        registry.places += [
            Place("time", 10, "今日", "portal:today", may_open_desk),
            Place("time", 20, "予定", "portal:calendar", may_open_desk),
        ]
        registry.shortcuts += [
            Shortcut(10, "今日", "home", "portal:today", may_open_desk),
            Shortcut(20, "予定", "calendar", "portal:calendar", may_open_desk),
            Shortcut(30, "記録する", "plus", "portal:record", may_record, covers=_starts),
            Shortcut(40, "さがす", "search", "portal:desk-search", may_open_desk),
        ]
        registry.public_places.append(
            PublicPlace(50, "相談先", "portal:contact", "電話で相談できる窓口")
        )


def _starts() -> list[str]:
    return [start.view for start in registry.starts]
