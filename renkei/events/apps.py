"""Start of the events app."""

from django.apps import AppConfig

from renkei.core.registry import PublicPlace, registry


class EventsConfig(AppConfig):
    name = "renkei.events"
    verbose_name = "催し"

    def ready(self) -> None:
        registry.public_places.append(
            PublicPlace(20, "催し・講座", "events:gatherings", "講座・シンポジウムの日時と申込み")
        )
