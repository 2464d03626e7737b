"""The floor: the smallest Django there is, served exactly as renkei is.

No middleware, no database, no template. What a page costs is said in floors,
multiples of this view's CPU time, since that carries over from machine to machine.
"""

import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", bare)]

if not settings.configured:
    settings.configure(
        ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="floor", MIDDLEWARE=[]
    )
    sys.modules.setdefault("benchmarks.bare", sys.modules[__name__])
    application = get_wsgi_application()
