from tests.programme.office import LEAFLETS, MEETINGS, TRAININGS, VISITS, of_every_kind


@of_every_kind
def test_a_copy_is_a_new_record_that_begins_like_its_source(office, kind):
    source = office.record(kind, title="見本の源")
    sheet = office.sheet(office.at(kind, source, "copy"))

    response = office.post(office.at(kind, source, "copy"), sheet | {"on_1": "2017/3/1"})

    assert response.status_code == 302
    assert sorted(kind.model.objects.values_list("title", "version")) == [("見本の源", 1)] * 2


def test_days_and_results_stay_with_the_source(office):
    source = office.record(
        TRAININGS,
        starts_at_0="13:30",
        more_days="H29.2.11",
        attendance_total="79",
        result="見本のまとめ",
        venue="見本公民館",
        speakers="見本太郎先生",
    )

    sheet = office.sheet(office.at(TRAININGS, source, "copy"))

    left = [sheet[name][0] for name in ("on_1", "more_days", "attendance_total", "result")]
    assert left == ["", "", "", ""]
    assert (sheet["venue"], sheet["speakers"]) == (["見本公民館"], ["見本太郎先生"])
    assert sheet["starts_at_0"] == ["13"]


def test_each_kind_leaves_what_was_its_own_behind(office):
    meeting = office.record(MEETINGS, number="3")
    leaflet = office.record(LEAFLETS, edition="平成28年版", printed="500")
    visit = office.record(VISITS, learnt="見本の話", follow_up="電話する")

    assert office.sheet(office.at(MEETINGS, meeting, "copy"))["number"] == [""]
    copied = office.sheet(office.at(LEAFLETS, leaflet, "copy"))
    assert (copied["edition"], copied["printed"]) == ([""], [""])
    copied = office.sheet(office.at(VISITS, visit, "copy"))
    assert (copied["learnt"], copied["follow_up"]) == ([""], [""])


def test_a_copy_of_a_cancelled_record_takes_place(office):
    source = TRAININGS.factory(region=office.region, cancelled=True)
    sheet = office.sheet(office.at(TRAININGS, source, "copy"))

    office.post(office.at(TRAININGS, source, "copy"), sheet | {"on_1": "2017/3/1"})

    assert TRAININGS.model.objects.going_ahead().count() == 1
