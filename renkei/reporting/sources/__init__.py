"""What a section of a paper reads: each source turns records into blocks.

A source never writes sentences of its own about the work: it joins what was recorded.
"""

from renkei.reporting.sources import centre, gatherings, records
from renkei.reporting.sources.built import Built, Gap, Material, Source
from renkei.reporting.sources.records import period_of

__all__ = ["SOURCES", "Built", "Gap", "Material", "Source", "period_of"]

SOURCES: dict[str, Source] = {
    "heading": Source("見出しだけ", centre.heading),
    "centre-heading": Source("センターの名前の見出し", centre.centre_heading),
    "centre": Source("センターの概要", centre.centre),
    "functions": Source("センターの機能", centre.functions),
    "nickname": Source("愛称の決定", centre.nickname),
    "logo": Source("ロゴマークの決定", centre.logo),
    "undertaking": Source("取組", records.undertaking),
    "visits": Source("訪問の図と表", records.visits, ("period",)),
    "trainings": Source("研修の一覧", gatherings.trainings),
    "lectures": Source("校下ごとの講座の表", gatherings.lectures),
    "leaflet": Source("リーフレット", records.leaflet),
    "open-lecture": Source("公開講座", gatherings.open_lecture),
    "text": Source("自由な文", centre.free_text),
}
