"""Start of the reporting app."""

from django.apps import AppConfig

from renkei.core.registry import PublicPlace, registry


class ReportingConfig(AppConfig):
    name = "renkei.reporting"
    verbose_name = "報告と資料"

    def ready(self) -> None:
        registry.public_places.append(
            PublicPlace(30, "事業の取組", "reporting:programmes", "年度ごとの取組と結果")
        )
