"""Lists on their way in."""

from pathlib import Path

from renkei.core.actors import SYSTEM
from renkei.directory.imports import importing
from renkei.geo import actions as geo
from renkei.geo import loading
from renkei.geo.outlines import read_json
from renkei.vocabulary import actions as vocabulary
from tests.clock import NOW

FILES = Path(__file__).parent / "files"
HEAD = (
    "都道府県コード又は市町村コード,No,都道府県名,市区町村名,事業所名,事業所名カナ,サービスの種類,住所,"
    "方書（ビル名等）,緯度,経度,電話番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,"
    "利用可能曜日特記事項,定員,URL\n"
)


def ground():
    """Municipalities, kinds of services, towns and outlines."""
    geo.load_municipalities(by=SYSTEM, at=NOW)
    vocabulary.load_terms(by=SYSTEM, at=NOW)
    loading.load_towns(towns=loading.read_towns(), by=SYSTEM, at=NOW)
    outlines = [outline for path in loading.OUTLINES for outline in read_json(path.read_bytes())]
    loading.load_municipality_outlines(outlines=outlines, by=SYSTEM, at=NOW)


def office(name="見本訪問看護", number="1770100001", **changes):
    """One line of the national care file."""
    values = {
        "code": "172014",
        "kind": "訪問看護",
        "address": "石川県金沢市長町1丁目5番30号",
        "point": "36.5650,136.6500",
        "telephone": "076-000-0001",
        "fax": "",
        "corporate": "",
        "body": "見本法人",
        "days": "平日",
        "note": "",
        "capacity": "0",
        "website": "",
    } | changes
    return (
        f'{values["code"]},{number},石川県,金沢市,"{name}",ミホン,{values["kind"]},{values["address"]},,'
        f"{values['point']},{values['telephone']},{values['fax']},{values['corporate']},"
        f'{values["body"]},{number},"{values["days"]}",{values["note"]},{values["capacity"]},'
        f"{values['website']}\n"
    )


def table(*lines):
    return (HEAD + "".join(lines)).encode("utf-8-sig")


def start(content, source="kaigo", edition="2025-12", **more):
    return importing.begin(
        source=source, content=content, file_name="見本.csv", edition=edition, at=NOW, **more
    )


def bring(content, source="kaigo", edition="2025-12", **more):
    run = start(content, source, edition, **more)
    return importing.run_to_end(run=run, content=content, by=SYSTEM, at=NOW)
