"""Start of the directory app."""

from django.apps import AppConfig

from renkei.core.registry import Place, PublicPlace, registry
from renkei.programme.policies import may_open_desk


class DirectoryConfig(AppConfig):
    name = "renkei.directory"
    verbose_name = "社会資源"

    def ready(self) -> None:
        registry.places.append(Place("work", 60, "社会資源", "directory:resources", may_open_desk))
        registry.public_places.append(
            PublicPlace(
                10,
                "医療・介護をさがす",
                "directory:search",
                "訪問診療、訪問看護、デイサービス、暮らしの手助け",
                covers=("directory:services", "directory:helps", "directory:list"),
            )
        )
