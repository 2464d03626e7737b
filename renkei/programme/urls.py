from django.urls import path

from renkei.programme.views import brand, contacts, settings, undertakings, year

app_name = "programme"
_settings = "<slug:region>/desk/settings/"
_contact = f"{_settings}contacts/<id:contactpoint>/"
_year = "<slug:region>/desk/commission/<year:year>/"
_undertakings = "<slug:region>/desk/undertakings/"
_undertaking = f"{_undertakings}<id:undertaking>/"
urlpatterns = [
    path("<slug:region>/brand.css", brand.stylesheet, name="brand"),
    path("<slug:region>/logo.png", brand.logo, name="logo"),
    path(_settings, settings.show, name="settings"),
    path(f"{_settings}edit/", settings.edit, name="settings-edit"),
    path(f"{_settings}contacts/new/", contacts.record, name="contact-record"),
    path(f"{_settings}contacts/restore/<str:kept>/", contacts.bring_back, name="contact-restore"),
    path(f"{_contact}edit/", contacts.edit, name="contact-edit"),
    path(f"{_contact}remove/", contacts.remove, name="contact-remove"),
    path("<slug:region>/desk/commission/", year.present, name="commission"),
    path(_year, year.show, name="commission-year"),
    path(f"{_year}edit/", year.commission_edit, name="commission-edit"),
    path(f"{_year}words/", year.words_edit, name="year-words"),
    path(_undertakings, undertakings.undertakings, name="undertakings"),
    path(f"{_undertakings}new/", undertakings.record, name="undertaking-record"),
    path(_undertaking, undertakings.undertaking, name="undertaking"),
    path(f"{_undertaking}edit/", undertakings.edit, name="undertaking-edit"),
    path(f"{_undertaking}copy/", undertakings.copy, name="undertaking-copy"),
    path(f"{_undertaking}cancel/", undertakings.cancel, name="undertaking-cancel"),
    path(f"{_undertaking}delete/", undertakings.delete, name="undertaking-delete"),
    path(f"{_undertaking}restore/", undertakings.restore, name="undertaking-restore"),
]
