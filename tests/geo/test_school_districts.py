"""School districts are registered once per municipality."""

from datetime import UTC, datetime

import pytest

from renkei.audit.models import AuditEvent
from renkei.core.actors import ANONYMOUS, SYSTEM
from renkei.geo import actions
from renkei.geo.models import Municipality, SchoolDistrict

AT = datetime(2017, 8, 10, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kanazawa():
    return Municipality.objects.create(
        code="17201", prefecture="石川県", name="金沢市", created_at=AT, updated_at=AT
    )


def add(municipality, name="瓢箪"):
    return actions.add_school_district(
        municipality=municipality, name=name, kana="ひょうたん", by=SYSTEM, at=AT
    )


def test_a_new_district_is_registered_and_written_down(kanazawa):
    district = add(kanazawa)

    assert (str(district), district.kana, district.municipality) == ("瓢箪", "ひょうたん", kanazawa)
    assert AuditEvent.objects.get().object_id == district.public_id


def test_the_second_time_it_is_the_same_district(kanazawa):
    assert add(kanazawa) == add(kanazawa)
    assert AuditEvent.objects.count() == 1


def test_everybody_may_know_of_districts_and_municipalities(kanazawa):
    district = add(kanazawa)

    assert list(SchoolDistrict.objects.visible_to(ANONYMOUS)) == [district]
    assert list(Municipality.objects.visible_to(ANONYMOUS)) == [kanazawa]
    assert str(kanazawa) == "金沢市"
