"""Start of the accounts app."""

from django.apps import AppConfig

from renkei.accounts import policies
from renkei.core.registry import Place, SearchSource, registry


class AccountsConfig(AppConfig):
    name = "renkei.accounts"
    verbose_name = "人と役割"

    def ready(self) -> None:
        from renkei.accounts import signals  # noqa: PLC0415 -- needs the models
        from renkei.accounts.finding import find_people  # noqa: PLC0415 -- needs the models

        signals.connect()
        registry.places.append(
            Place("settings", 90, "名簿", "accounts:people", policies.may_manage_people)
        )
        registry.search_sources.append(
            SearchSource(100, "名簿の人", policies.may_manage_people, find_people)
        )
