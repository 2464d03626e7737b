from django.urls import path

from renkei.openreferral import views

app_name = "openreferral"
_hsds = "api/hsds/"
urlpatterns = [
    path(_hsds, views.root, name="root"),
    path(f"{_hsds}services", views.services, name="services"),
    path(f"{_hsds}services/<uuid:uuid>", views.service, name="service"),
    path(f"{_hsds}organizations", views.organizations, name="organizations"),
    path(f"{_hsds}organizations/<uuid:uuid>", views.organization, name="organization"),
    path(f"{_hsds}service_at_locations", views.service_at_locations, name="service-at-locations"),
    path(
        f"{_hsds}service_at_locations/<uuid:uuid>",
        views.service_at_location,
        name="service-at-location",
    ),
    path(f"{_hsds}taxonomies", views.taxonomies, name="taxonomies"),
    path(f"{_hsds}taxonomies/<uuid:uuid>", views.taxonomy, name="taxonomy"),
    path(f"{_hsds}taxonomy_terms", views.taxonomy_terms, name="taxonomy-terms"),
    path(f"{_hsds}taxonomy_terms/<uuid:uuid>", views.taxonomy_term, name="taxonomy-term"),
    path(f"{_hsds}<path:rest>", views.unknown, name="unknown"),
]
