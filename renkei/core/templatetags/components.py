"""The smallest components, of which a page has a hundred; a builtin of every template.

As templates of their own each of them would cost what ten of these cost.
"""

from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> str:
    """A drawing of ``static/img/icons.svg`` beside the words that say what it means."""
    return format_html(
        '<svg class="c-icon" width="24" height="24" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def tag(label: Any, tone: str = "", spoken: str = "") -> str:
    """A word in a frame; ``spoken`` is heard before it and not seen.

    ``tone``: quiet info success fits warning error solid, or nothing for a plain frame.
    """
    return format_html(
        '<span class="c-tag{}">{}{}</span>',
        f" c-tag--{tone}" if tone else "",
        format_html('<span class="u-spoken">{}</span>', spoken) if spoken else "",
        label,
    )
