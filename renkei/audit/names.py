"""Slugs and addresses of pages as people call them."""

from django.apps import apps

from renkei.audit.models import AuditEvent
from renkei.core.registry import registry


def region_names() -> dict[str, str]:
    """Slug → name, as the log last told it: it knows the regions that are gone, too."""
    told = AuditEvent.objects.filter(object_type="programme.region").order_by("id")
    return dict(told.values_list("region", "object_label"))


def page_name(view: str) -> str:
    """`council:meetings` as 「会議」の画面; a page without an entry is named by its part."""
    for place in registry.places:
        if view in (place.view, *place.covers):
            return f"「{place.label}」の画面"
    app = view.partition(":")[0]
    known = apps.app_configs.get(app)
    return f"「{known.verbose_name}」の画面" if known else view
