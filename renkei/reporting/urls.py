from django.urls import path

from renkei.reporting.views import programme

app_name = "reporting"
urlpatterns = [
    path("<slug:region>/programme/", programme.programmes, name="programmes"),
    path("<slug:region>/programme/<year:year>/", programme.programme, name="programme"),
    path("<slug:region>/programme/<year:year>.pdf", programme.programme_pdf, name="programme-pdf"),
]
