"""Root addresses: the installation's own pages first, then the regions'."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
