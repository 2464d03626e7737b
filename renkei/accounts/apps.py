"""Start of the accounts app."""

from django.apps import AppConfig

from renkei.accounts import policies
from renkei.core.registry import Place, registry


class AccountsConfig(AppConfig):
    name = "renkei.accounts"
    verbose_name = "人と役割"

    def ready(self) -> None:
        from renkei.accounts import signals  # noqa: PLC0415 -- needs the models

        signals.connect()
        registry.places.append(
            Place("settings", 90, "名簿", "accounts:people", policies.may_manage_people)
        )
