"""The demo regions hold their real places once, and what is invented says so."""

import pytest
from django.db.models import Count

from renkei.directory.models import (
    Ability,
    Evidence,
    Filing,
    InformalService,
    Note,
    Opening,
    Service,
    Vacancy,
)
from renkei.directory.search import find
from renkei.organizations.models import Facility, PointBasis
from renkei.programme.models import Region
from tests.demo.loading import seed

pytestmark = pytest.mark.django_db

CLINICS = ["さかもと内科クリニック", "大野内科医院", "森田医院"]
HOSPITAL = "取手北相馬保健医療センター医師会病院"


def counts():
    models = (Facility, Service, Opening, Ability, Vacancy, Note, Filing, InformalService)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.parametrize("name", [*CLINICS, HOSPITAL])
def test_a_place_that_the_documents_name_is_there_once(name):
    assert Facility.objects.standing().filter(name__contains=name).count() == 1


@pytest.mark.parametrize(("slug", "care", "medical"), [("kanazawa", 198, 599), ("toride", 58, 284)])
def test_every_row_of_the_lists_is_a_service(slug, care, medical):
    here = Service.objects.filter(facility__municipality__regions__slug=slug).listed()

    assert here.filter(kind__code__startswith="kaigo-").count() == care
    assert here.exclude(kind__code__startswith="kaigo-").count() == medical


def test_an_office_with_several_services_is_one_place():
    offices = Facility.objects.filter(
        municipality__code="17201", identifiers__system="care-office-number"
    )
    named = offices.annotate(offered=Count("services", distinct=True))

    assert named.filter(offered__gt=1).count() > 40


def test_care_and_medicine_of_one_house_are_one_place():
    both = Facility.objects.filter(identifiers__system="care-office-number").filter(
        identifiers__system="medical-institution-code"
    )

    assert both.distinct().count() > 5


def test_places_of_the_medical_list_lie_at_the_centre_of_their_town():
    hospital = Facility.objects.get(name=HOSPITAL)

    assert hospital.point_basis == PointBasis.ESTIMATED


def test_all_that_is_invented_says_so():
    assert not Ability.objects.exclude(evidence=Evidence.SAMPLE, note__contains="見本").exists()
    assert not Vacancy.objects.exclude(note__contains="見本", told_by__startswith="見本").exists()
    assert not Note.objects.exclude(text__startswith="見本", person__startswith="見本").exists()
    assert Filing.objects.exists()
    assert not Filing.objects.exclude(
        name__contains="見本", publication__label="見本（架空）"
    ).exists()
    assert not Opening.objects.exclude(service__days_note="見本（架空）の時間です。").exists()
    assert not InformalService.objects.exclude(name__startswith="見本").exists()


def test_invented_knowledge_can_be_found():
    found = find("人工呼吸器 夜間", region=Region.objects.get(slug="kanazawa"))

    assert found.total > 0


@pytest.mark.parametrize("slug", ["kanazawa", "toride"])
def test_a_clinic_that_answers_round_the_clock_is_found_by_what_it_filed(slug):
    found = find("在支診 24時間", region=Region.objects.get(slug=slug))

    assert found.total > 0
    assert all(hit.filings for hit in found.hits)


def test_invented_hours_can_be_found():
    found = find("守谷市 土曜 訪問歯科", region=Region.objects.get(slug="toride"))

    assert found.not_understood == ()
    places = Facility.objects.filter(pk__in=[hit.facility_id for hit in found.hits])
    open_on = Opening.objects.filter(weekday=5, service__facility__in=places)
    assert places.count() == found.total > 0
    assert set(open_on.values_list("service__facility", flat=True)) == {p.pk for p in places}


def test_a_second_run_lays_nothing_again_and_brings_nothing_back():
    Ability.objects.all()[0].delete()
    Note.objects.all().delete()
    before = counts()

    seed()

    assert counts() == before
