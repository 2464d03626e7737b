"""Under which terms the directory may be used, and whom to name."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from renkei.directory.models import Publication, Source, SourceRow
from renkei.programme.models import Region

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.ja"
OWN = "できること・空き・お助けサービス：各圏域の記録（renkei）"


def attributions(region: Region | None = None) -> list[str]:
    """Each source in use, as its terms want it named: publisher, edition, and that it was changed.

    Of one region those of its municipalities' rows. Public Data Licence 1.0 and CC BY 4.0
    both ask for the source and for a word on changes.
    """
    rows = SourceRow.objects.filter(publication=OuterRef("pk"))
    if region is not None:
        rows = rows.filter(facility__municipality__in=region.municipalities.all())
    editions = Publication.objects.filter(Exists(rows)).order_by("source", "label")
    return [*map(_attribution, editions), OWN]


def _attribution(edition: Publication) -> str:
    name = str(Source(edition.source).label)
    parts = [edition.publisher, f"「{name}」", edition.label]
    terms = f"（{edition.licence}）" if edition.licence else ""
    return f"出典：{' '.join(part for part in parts if part)}{terms}を加工して作成"
