"""The demo is loaded once and then belongs to the people who use it."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from renkei.accounts.models import User
from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.council.models import Council, Meeting
from renkei.demo import seeding
from renkei.events.models import Gathering
from renkei.liaison.models import Visit
from renkei.organizations.models import Organization
from renkei.outreach.models import Leaflet, Lecture
from renkei.programme import actions as programme
from renkei.programme.models import BrandDecision, Commission, Region, Undertaking
from renkei.training.models import Training
from tests.demo.loading import seed

AT = datetime(2017, 9, 1, tzinfo=UTC)
ACTIVITIES = [Undertaking, Meeting, Training, Lecture, Leaflet, Visit]

pytestmark = pytest.mark.django_db


def counts():
    models = [*ACTIVITIES, Region, Council, Commission, Organization, User, AuditEvent]
    return {model.__name__: model.objects.count() for model in models}


def lecture_of_march():
    return Lecture.objects.get(starts_on="2017-03-26")


def test_a_second_run_changes_nothing():
    before = counts()

    seed()

    assert counts() == before


def test_an_edited_record_stays_as_it_was_edited():
    lecture = lecture_of_march()
    lecture.venue = "守谷市中央公民館"
    programme.keep(record=lecture, by=SYSTEM, at=AT)

    seed()

    assert lecture_of_march().venue == "守谷市中央公民館"


def test_a_deleted_record_does_not_come_back():
    programme.delete(record=lecture_of_march(), by=SYSTEM, at=AT)

    seed()

    assert lecture_of_march().deleted_at == AT


def test_renamed_bodies_keep_their_row():
    Organization.objects.filter(name="取手市医師会").update(name="新しい医師会")
    Council.objects.filter(name="事務局会議").update(name="打合せ")
    before = counts()

    seed()

    assert counts() == before


def test_a_body_that_exists_already_is_not_made_twice():
    Region.objects.filter(slug="toride").update(slug="elsewhere", public_id="bcdfghjkmnpq")

    seed()

    region = Region.objects.get(slug="toride")
    assert Organization.objects.filter(name="取手市医師会").get() == region.operated_by


def test_a_record_that_is_missing_is_laid_again():
    BrandDecision.objects.all().delete()

    seed()

    assert BrandDecision.objects.count() == 2


def test_a_region_of_somebody_else_under_the_same_address_is_left_alone():
    Region.objects.filter(slug="toride").update(public_id="bcdfghjkmnpq")

    assert "「toride」は別の圏域が使っている" in seed()
    assert seeding.seed_region("toride", at=AT) is None


def test_every_record_stands_the_checks_of_its_model():
    for model in [*ACTIVITIES, Region, Council, Commission, BrandDecision]:
        for record in model.objects.all():
            record.full_clean()


def test_records_are_as_old_as_the_document_they_come_from():
    moments = {
        slug: {
            record.updated_at
            for model in ACTIVITIES
            for record in model.objects.filter(region__slug=slug)
        }
        for slug in ("toride", "kanazawa")
    }

    assert moments == {
        "toride": {datetime(2017, 2, 14, tzinfo=UTC)},
        "kanazawa": {datetime(2017, 8, 10, tzinfo=UTC)},
    }


def test_the_history_names_the_coordinator():
    event = AuditEvent.objects.get(object_id=lecture_of_march().public_id)

    assert (event.region, event.actor, event.verb) == ("toride", "見本 なかむら", "create")


def test_the_other_desks_and_the_sample_telephones_are_marked():
    kanazawa = Region.objects.get(slug="kanazawa")
    desks = Region.objects.get(slug="toride").contact_points.filter(is_page_contact=False)

    assert "見本" in kanazawa.contact_name
    assert all("見本" in desk.name and desk.telephone.startswith("0297-00-") for desk in desks)


def test_all_visits_are_marked_as_samples():
    assert not Visit.objects.exclude(title__startswith="見本", summary__contains="見本").exists()


def test_visits_are_spread_over_working_days():
    days = [visit.starts_on for visit in Visit.objects.all()]

    assert all(day.weekday() < 5 for day in days)
    assert len(set(days)) > 60


def test_a_february_training_belongs_to_the_year_before():
    training = Training.objects.get(title="ハートネットホスピタル体験会")

    assert [str(day.on) for day in training.occasions.all()] == [
        "2017-07-10",
        "2017-11-10",
        "2018-02-09",
    ]
    assert {g.fiscal_year for g in Gathering.objects.filter(region__slug="kanazawa")} == {2017}


def test_a_profession_is_linked_only_where_it_is_called_exactly_so():
    meeting = Meeting.objects.get(title="在宅連携協議会")

    linked = [row.label for row in meeting.attendance_counts.all() if row.profession]

    assert linked == [
        "医師",
        "歯科医師",
        "薬剤師",
        "ケアマネジャー",
        "社会福祉協議会",
        "民生委員",
        "保健所",
        "行政職員",
    ]


def test_the_home_of_a_region_of_three_towns_speaks_of_all_three(demo):
    home = Client().get("/toride/").content.decode()
    _, _, after = home.partition('<p class="u-lead')
    lead, _, _ = after.partition("</p>")

    assert [town for town in ("取手市", "守谷市", "利根町") if town not in lead] == []
