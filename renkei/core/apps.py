"""Start of the core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "renkei.core"
    verbose_name = "土台"

    def ready(self) -> None:
        from renkei.core import converters  # noqa: PLC0415 -- needs the models, which need the apps

        converters.register()
