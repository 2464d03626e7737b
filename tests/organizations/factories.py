"""Invented bodies and places."""

import factory

from renkei.organizations.models import Facility, Organization
from tests.clock import NOW
from tests.geo.factories import MunicipalityFactory


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"見本法人{n}")
    created_at = updated_at = NOW


class FacilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Facility

    name = factory.Sequence(lambda n: f"見本病院{n}")
    municipality = factory.SubFactory(MunicipalityFactory)
    created_at = updated_at = NOW
