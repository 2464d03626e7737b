"""The background map of 国土地理院, for regions that chose it.

Without it nothing on our pages asks another host. With it the visitor's browser fetches
pictures from theirs, and only the pages with the map may. Terms: 国土地理院コンテンツ
利用規約; the source has to be named on the map.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpResponse

HOST = "https://cyberjapandata.gsi.go.jp"
TILES = f"{HOST}/xyz/pale/{{z}}/{{x}}/{{y}}.png"
ATTRIBUTION = (
    '出典：<a href="https://maps.gsi.go.jp/development/ichiran.html">国土地理院（地理院タイル）</a>'
)

Show = Callable[..., HttpResponse]
POLICY = {"img-src": [HOST], "connect-src": [SELF, HOST]}


def may_fetch_tiles(show: Show) -> Show:
    """Let the page that ``show`` makes fetch the tiles."""
    return cast("Callable[[Show], Show]", csp_update(POLICY))(show)
