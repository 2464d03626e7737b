"""An address the region found moves the place: its municipality, its point, and back."""

import pytest

from renkei.core.actors import SYSTEM
from renkei.directory import actions, listing
from renkei.directory.actions.corrections import StillUnfit
from renkei.directory.actions.undo import ChangedSince
from renkei.directory.facts import effective
from renkei.directory.models import Correction, Listing
from renkei.geo.models import TownPoint
from renkei.organizations.models import Facility, PointBasis
from tests.clock import NOW
from tests.directory.factories import CorrectionFactory
from tests.geo.factories import MunicipalityFactory

BY = {"by": SYSTEM, "at": NOW}
OLD, NEW = (35.90, 140.05), (35.85, 140.15)


@pytest.fixture
def beside(desk):
    """A neighbour town of the region, with one known 町丁目 in each."""
    town = MunicipalityFactory(name="見本利根町")
    desk.region.municipalities.add(town)
    for municipality, name, point in (
        (desk.place.municipality, "中央", OLD),
        (town, "布川", NEW),
    ):
        TownPoint.objects.create(
            municipality=municipality, name=name, key=name, latitude=point[0], longitude=point[1]
        )
    lay(desk.place, OLD, PointBasis.PUBLISHED, address="中央1-2")
    return town


def lay(place: Facility, point, basis, **more) -> None:
    place.latitude, place.longitude = point
    place.point_basis = basis
    for name, value in more.items():
        setattr(place, name, value)
    place.save()


def lies(desk):
    place = Facility.objects.select_related("municipality").get(pk=desk.place.pk)
    return place.municipality, (place.latitude, place.longitude), place.point_basis


def correct(desk, value):
    data = {"value": value, "reason": "電話で確認"}
    return desk.post("resource-correct", data, facility=desk.place, field="address")


def test_an_address_in_another_town_of_the_region_moves_the_place(
    desk, beside, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = correct(desk, "見本利根町布川1234")

    assert lies(desk) == (beside, NEW, PointBasis.ESTIMATED)
    row = Listing.objects.get(pk=desk.place.pk)
    assert (row.municipality_id, (row.latitude, row.longitude)) == (beside.pk, NEW)
    page = desk.client.get(answer["Location"]).content.decode()
    assert "市町村と地図の場所も、所在地に合わせました。" in page


def test_taken_back_it_lies_where_it_lay(desk, beside, django_capture_on_commit_callbacks):
    before = lies(desk)
    answer = correct(desk, "見本利根町布川1234")

    with django_capture_on_commit_callbacks(execute=True):
        desk.undo(answer)

    assert lies(desk) == before
    assert Listing.objects.get(pk=desk.place.pk).municipality == desk.place.municipality


def test_of_two_addresses_each_is_taken_back_by_itself(desk, beside):
    before = lies(desk)
    correct(desk, "見本利根町布川1234")
    first = Correction.objects.get()
    second = correct(desk, "中央5")
    assert lies(desk)[0] == beside  # 中央 of this town is not known

    desk.undo(second)
    assert lies(desk) == (beside, NEW, PointBasis.ESTIMATED)
    actions.take_back(correction=first, **BY)
    assert lies(desk) == before


def test_back_to_what_is_published_it_lies_where_it_lay_at_first(desk, beside):
    before = lies(desk)
    correct(desk, "見本利根町布川1234")
    correct(desk, "見本利根町布川99")
    correct(desk, "見本利根町文3")
    last = lies(desk)

    answer = desk.post("resource-as-published", facility=desk.place, field="address")

    assert lies(desk) == before
    desk.undo(answer)
    assert lies(desk) == last


def test_an_address_that_moved_nothing_returns_without_a_move(desk, beside):
    before = lies(desk)
    correct(desk, "中央3-4")

    desk.post("resource-as-published", facility=desk.place, field="address")

    assert lies(desk) == before


def test_an_approved_report_moves_the_place_and_its_undo_moves_it_back(desk, beside):
    before = lies(desk)
    report = CorrectionFactory(
        region=desk.region, facility=desk.place, field="address", value="見本利根町布川1"
    )

    answer = desk.post("correction-approve", correction=report)
    assert lies(desk) == (beside, NEW, PointBasis.ESTIMATED)
    desk.undo(answer)

    assert lies(desk) == before
    report.refresh_from_db()
    assert (report.state, report.moved_from) == (Correction.State.WAITING, None)


def test_a_place_of_another_region_is_not_moved_by_a_report(desk, beside):
    elsewhere = MunicipalityFactory(name="よその市")
    Facility.objects.filter(pk=desk.place.pk).update(municipality=elsewhere)
    report = CorrectionFactory(
        region=desk.region, facility=desk.place, field="address", value="見本利根町布川1234"
    )

    actions.approve(correction=report, **BY)

    assert lies(desk) == (elsewhere, OLD, PointBasis.PUBLISHED)
    assert effective(desk.place, desk.region).address.value == "見本利根町布川1234"


def test_a_move_is_not_undone_over_what_somebody_found_since(desk, beside):
    report = CorrectionFactory(
        region=desk.region, facility=desk.place, field="address", value="見本利根町布川1"
    )
    kept = actions.approve(correction=report, **BY)
    found = Facility.objects.get(pk=desk.place.pk)
    lay(found, (35.86, 140.16), PointBasis.LOCAL)

    with pytest.raises(ChangedSince):
        actions.put_back(region=desk.region, kept=kept, **BY)
    assert lies(desk)[2] == PointBasis.LOCAL


def test_a_point_the_region_found_stays(desk, beside):
    lay(desk.place, OLD, PointBasis.LOCAL)

    correct(desk, "見本利根町布川1234")

    assert lies(desk) == (beside, OLD, PointBasis.LOCAL)


@pytest.mark.parametrize("former", ["中央1-2", ""])
def test_another_number_in_the_same_town_leaves_the_point(desk, beside, former):
    lay(desk.place, OLD, PointBasis.PUBLISHED, address=former)
    before = lies(desk)

    correct(desk, "中央3-4")

    assert lies(desk) == before
    assert Correction.objects.get().moved_from is None


def test_a_town_nobody_knows_leaves_no_point_that_would_be_wrong(desk, beside):
    correct(desk, "見本利根町文9")

    assert lies(desk) == (beside, (None, None), "")


def test_an_address_outside_the_region_is_refused_beside_its_field(desk, beside):
    far = MunicipalityFactory(name="見本遠市")
    before = lies(desk)

    page = correct(desk, "見本遠市中央1")

    why = f"{far}はこの圏域の外です。圏域の中の所在地を書いてください"
    assert page.context["form"].errors["value"] == [why]
    report = CorrectionFactory(
        region=desk.region, facility=desk.place, field="address", value="見本遠市中央1"
    )
    with pytest.raises(StillUnfit, match=why):
        actions.approve(correction=report, **BY)
    assert lies(desk) == before


def test_a_town_of_a_city_is_not_taken_for_a_municipality_elsewhere(desk, beside):
    MunicipalityFactory(name="本町")
    before = lies(desk)

    correct(desk, "本町1-2")

    assert lies(desk)[0] == before[0]


def test_an_address_from_the_prefecture_on_is_shown_as_it_is(desk):
    CorrectionFactory(
        region=desk.region,
        facility=desk.place,
        field="address",
        value="茨城県北相馬郡利根町布川1234",
        approved=True,
    )

    row = listing.rows([desk.place], region=desk.region, today=NOW.date())[0]

    assert str(effective(desk.place, desk.region).address) == "茨城県北相馬郡利根町布川1234"
    assert (row.address, row.area) == ("茨城県北相馬郡利根町布川1234", "北相馬郡利根町布川")
    assert listing.whole("中央1", "守谷市") == "守谷市中央1"
    assert listing.town_of("茨城県守谷市中央1", "守谷市") == "守谷市中央"
