"""Start of the core app."""

from django.apps import AppConfig

from renkei.core import sentences


class CoreConfig(AppConfig):
    name = "renkei.core"
    verbose_name = "システム"

    def ready(self) -> None:
        from renkei.core import converters  # noqa: PLC0415 -- needs the models, which need the apps

        converters.register()
        sentences.install()
