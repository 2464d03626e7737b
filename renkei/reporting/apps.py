"""Start of the reporting app."""

from django.apps import AppConfig

from renkei.core.registry import Booklet, Place, PublicPlace, SearchSource, registry


class ReportingConfig(AppConfig):
    name = "renkei.reporting"
    verbose_name = "報告と資料"

    def ready(self) -> None:
        from renkei.reporting.finding import find_papers  # noqa: PLC0415 -- needs the models
        from renkei.reporting.handbook.keeping import size_known  # noqa: PLC0415 -- as below
        from renkei.reporting.policies import may_make_papers  # noqa: PLC0415 -- needs the models

        registry.public_places += [
            PublicPlace(30, "事業の取組", "reporting:programmes", "年度ごとの取組と結果"),
            PublicPlace(40, "資料", "reporting:papers", "協議会に出した資料"),
        ]
        registry.booklets.append(
            Booklet(
                "資源ガイドブック",
                "reporting:handbook",
                "病院、診療所、介護の事業所、お助けサービスを、大きな字で市町村と種類ごとに並べた冊子",
                size_known,
            )
        )
        registry.places.append(Place("year", 10, "報告と資料", "reporting:desk", may_make_papers))
        registry.search_sources.append(SearchSource(70, "資料", may_make_papers, find_papers))
