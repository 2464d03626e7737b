"""Every test of reports happens at the same moment, in one region."""

import pytest

from renkei.programme.models import Region
from tests.clock import NOW
from tests.programme.factories import RegionFactory


@pytest.fixture(autouse=True)
def moment(settings: object) -> None:
    settings.CLOCK = NOW.isoformat()


@pytest.fixture
def region(db: None) -> Region:
    return RegionFactory(slug="mihon", name="見本圏域")
