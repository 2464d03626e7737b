"""UUIDs that lead back to our records."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.core.models import ID_ALPHABET, ID_LENGTH
from renkei.openreferral.ids import Kind, public_id_of, uuid_of, uuid_of_part

public_ids = st.text(ID_ALPHABET, min_size=ID_LENGTH, max_size=ID_LENGTH)


@given(public_ids, st.sampled_from(Kind))
def test_a_uuid_leads_back_to_its_record_and_to_no_other_kind(public_id, kind):
    uuid = UUID(uuid_of(kind, public_id))

    assert [public_id_of(other, uuid) for other in Kind if other != kind] == [""] * 5
    assert public_id_of(kind, uuid) == public_id
    assert (uuid.version, uuid.variant) == (8, UUID(int=0x80 << 56).variant)


@given(st.uuids())
def test_another_systems_uuid_names_nothing(uuid):
    assert public_id_of(Kind.SERVICE, uuid) == ""


def test_it_stays_the_same():
    assert uuid_of(Kind.SERVICE, "222222222223") == "72656e6b-6569-8002-8000-000000000001"


@pytest.mark.parametrize("part", ["voice", "fax"])
def test_a_part_has_one_of_its_own(part):
    whole = uuid_of(Kind.LOCATION, "222222222223")

    assert UUID(uuid_of_part(whole, part)).version == 5
