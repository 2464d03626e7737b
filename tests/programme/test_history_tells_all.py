from renkei.audit.history import history_of
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.outreach.factories import SchoolDistrictFactory
from tests.programme.office import LEAFLETS, LECTURES, MEETINGS, TRAININGS, VISITS
from tests.vocabulary.factories import TermFactory


def changed(office, kind, record, **typed) -> dict[str, list[str]]:
    """What the history says after an edit."""
    address = office.at(kind, record, "edit")
    response = office.post(address, office.sheet(address) | typed)
    assert response.status_code == 302
    return history_of(record)[0].changes


def test_days_agenda_lecturers_and_attendance_are_told_old_and_new(office):
    doctor = TermFactory(label="医師")
    record = office.record(TRAININGS, starts_at_0="13:30", agenda="開会")

    told = changed(
        office,
        TRAININGS,
        record,
        on_1="2017/2/11",
        more_days="H29.2.12 10:00～11:00",
        agenda="13:30 講演：見本の話",
        speakers="見本太郎先生（見本病院）「見本の話」",
        **{f"attendance-p{doctor.pk}-count": "3", f"attendance-p{doctor.pk}-bodies": "見本医師会"},
    )

    assert told == {
        "日": ["平成29年2月10日（金曜日）", "平成29年2月11日（土曜日）"],
        "最後の日": ["", "平成29年2月12日（日曜日）"],
        "日時": [
            "平成29年2月10日 13時30分～",
            "平成29年2月11日 13時30分～\n平成29年2月12日 10時～11時",
        ],
        "プログラム": ["開会", "講演：見本の話"],
        "講師": ["", "見本太郎先生（見本病院）「見本の話」"],
        "人数の合計": ["", "3"],
        "参加者の内訳": ["", "医師 3名（見本医師会）"],
    }


def test_things_chosen_from_lists_are_told(office):
    town = MunicipalityFactory(name="見本町")
    office.region.municipalities.add(town)
    nurse, purpose = TermFactory(label="看護師"), TermFactory(scheme="visit-purpose", label="周知")
    training, visit = office.record(TRAININGS), office.record(VISITS)

    assert changed(
        office, TRAININGS, training, target_professions=[nurse.pk], municipalities=[town.pk]
    ) == {"対象の職種": ["", "看護師"], "対象の市町村": [str(office.town) + "、見本町", "見本町"]}
    assert changed(office, VISITS, visit, purposes=[purpose.pk]) == {"目的": ["", "周知"]}


def test_district_and_places_are_told(office):
    district = SchoolDistrictFactory(municipality=office.town, name="見本北")
    lecture, leaflet = office.record(LECTURES), office.record(LEAFLETS, places="見本駅")

    assert changed(office, LECTURES, lecture, school_district=district.pk) == {
        "校下": ["", "見本北"]
    }
    assert changed(office, LEAFLETS, leaflet, places="見本駅 3部") == {
        "設置場所": ["見本駅", "見本駅 3部"]
    }


def test_the_page_shows_old_and_new(office):
    record = office.record(MEETINGS, venue="見本公民館")
    changed(office, MEETINGS, record, venue="見本会館")

    page = office.page(office.at(MEETINGS, record))

    assert "<del>見本公民館</del>" in page
    assert "<ins>見本会館</ins>" in page


def test_a_place_of_the_roll_is_found_by_its_name(office):
    facility = FacilityFactory(name="見本薬局", municipality=office.town)

    assert office.record(VISITS, title="見本薬局").facility == facility
    assert office.record(VISITS, title="見本薬局の隣").facility is None


def test_links_to_places_and_professions_survive_an_edit(office):
    facility = FacilityFactory(name="見本駅", municipality=office.town)
    leaflet = office.record(LEAFLETS, places="見本駅")
    leaflet.places.update(facility=facility)
    retired = TermFactory(label="保健婦")
    training = office.record(TRAININGS, **{f"attendance-p{retired.pk}-count": "3"})
    retired.is_retired = True
    retired.save()

    assert changed(office, LEAFLETS, leaflet, places="見本駅 3部")
    assert changed(office, TRAININGS, training, title="見本の名前")

    assert leaflet.places.get().facility == facility
    assert training.attendance_counts.get().profession == retired
