"""What a browser says of itself, in words one recognises a device by."""

from django import template

register = template.Library()

# In this order: most browsers also name the ones they resemble.
_BROWSERS = [("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")]
_DEVICES = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


@register.filter
def browser(user_agent: str) -> str:
    """``Chrome（Windows）``; what is not recognised is called so."""
    return f"{_named(user_agent, _BROWSERS)}（{_named(user_agent, _DEVICES)}）"


def _named(user_agent: str, names: list[tuple[str, str]]) -> str:
    return next((name for mark, name in names if mark in user_agent), "不明")
