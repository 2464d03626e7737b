from django.urls import path

from renkei.programme.views import brand

app_name = "programme"
urlpatterns = [
    path("<slug:region>/brand.css", brand.stylesheet, name="brand"),
    path("<slug:region>/logo.png", brand.logo, name="logo"),
]
