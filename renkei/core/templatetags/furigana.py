"""``{% furigana %} … {% endfurigana %}``: the part of a page that residents read."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from renkei.core.furigana import annotated

register = template.Library()


class FuriganaNode(template.Node):
    """Adds readings to what it holds, where the visitor asked for them."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        html = self.nodelist.render(context)
        if not context.get("furigana"):
            return html
        return mark_safe(annotated(html, _names_of(context.get("region"))))  # noqa: S308 -- rendered by Django


def _names_of(region: Any) -> dict[str, str]:
    return region.readings if region else {}


@register.tag
def furigana(parser: template.base.Parser, token: template.base.Token) -> FuriganaNode:
    """Everything up to ``{% endfurigana %}``."""
    nodelist = parser.parse(("endfurigana",))
    parser.delete_first_token()
    return FuriganaNode(nodelist)
