"""Start of the portal app."""

from django.apps import AppConfig

from renkei.core.registry import Place, PublicPlace, Shortcut, registry
from renkei.portal.policies import may_follow_council_signs
from renkei.programme.policies import may_open_desk, may_record


class PortalConfig(AppConfig):
    name = "renkei.portal"
    verbose_name = "入口"

    def ready(self) -> None:
        registry.places += [
            Place("time", 10, "今日", "portal:today", may_open_desk),
            Place("time", 20, "予定", "portal:calendar", may_open_desk),
            Place("time", 30, "協議会", "portal:council", may_follow_council_signs),
            Place("work", 10, "届く範囲", "directory:coverage", may_follow_council_signs),
        ]
        registry.shortcuts += [
            Shortcut(10, "今日", "home", "portal:today", may_open_desk),
            Shortcut(20, "予定", "calendar", "portal:calendar", may_open_desk),
            Shortcut(30, "記録する", "plus", "portal:record", may_record, covers=_starts),
            Shortcut(40, "さがす", "search", "portal:desk-search", may_open_desk),
            Shortcut(10, "協議会", "home", "portal:council", may_follow_council_signs),
            Shortcut(20, "届く範囲", "pin", "directory:coverage", may_follow_council_signs),
        ]
        registry.public_places.append(
            PublicPlace(50, "相談先", "portal:contact", "電話で相談できる窓口")
        )


def _starts() -> list[str]:
    return [start.view for start in registry.starts if not start.is_of_place]
