"""Start of the directory app."""

from django.apps import AppConfig

from renkei.core.registry import Place, PublicPlace, SearchSource, Start, registry
from renkei.programme.policies import may_open_desk, may_record


class DirectoryConfig(AppConfig):
    name = "renkei.directory"
    verbose_name = "社会資源"

    def ready(self) -> None:
        from renkei.directory.finding import find_informal, find_places  # noqa: PLC0415 -- needs the models

        registry.places.append(Place("work", 60, "社会資源", "directory:resources", may_open_desk))
        registry.starts += [
            Start(
                "resources",
                70,
                "空き",
                "施設・事業所から聞いた、受け入れの空き",
                "directory:vacancies",
                may_record,
                is_of_place=True,
            ),
            Start(
                "resources",
                80,
                "お助けサービス",
                "配食、買い物、見守りなど、保険の外の手助け",
                "directory:informal-record",
                may_record,
            ),
            Start(
                "resources",
                90,
                "お助けサービスの確認",
                "電話をかけて、変わりがないか確かめた結果",
                "directory:informal-calls",
                may_record,
                is_of_place=True,
            ),
        ]
        registry.public_places.append(
            PublicPlace(
                10,
                "医療・介護をさがす",
                "directory:search",
                "訪問診療、訪問看護、デイサービス、暮らしの手助け",
                covers=("directory:services", "directory:helps", "directory:list"),
            )
        )
        registry.search_sources += [
            SearchSource(80, "施設・事業所", may_open_desk, find_places),
            SearchSource(90, "お助けサービス", may_open_desk, find_informal),
        ]
