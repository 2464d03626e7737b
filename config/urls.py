"""Root addresses: the installation's own pages first, then the regions'."""

from django.urls import include, path

handler404 = "renkei.portal.views.errors.not_found"

urlpatterns = [
    path("", include("renkei.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("audit/", include("renkei.audit.urls")),
    path("", include("renkei.core.urls")),
    path("", include("renkei.openreferral.urls")),
    path("", include("renkei.portal.urls")),
    path("", include("renkei.reporting.urls")),
    path("", include("renkei.directory.urls")),
    path("", include("renkei.events.urls")),
    path("", include("renkei.council.urls")),
    path("", include("renkei.training.urls")),
    path("", include("renkei.outreach.urls")),
    path("", include("renkei.liaison.urls")),
    path("", include("renkei.programme.urls")),
]
