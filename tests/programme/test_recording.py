from renkei.audit.history import history_of
from tests.clock import NOW
from tests.programme.office import LEAFLETS, TRAININGS, VISITS, of_every_kind


@of_every_kind
def test_a_record_is_kept_as_typed_and_shown(office, kind):
    record = office.record(kind, title="見本の研修会")

    assert (record.region, record.fiscal_year, record.version) == (office.region, 2016, 1)
    assert "見本の研修会" in office.page(office.at(kind, record))
    assert "見本の研修会" in office.page(f"{kind.folder}/")


@of_every_kind
def test_an_edit_changes_only_what_was_typed(office, kind):
    record = office.record(kind)

    response = office.post(
        office.at(kind, record, "edit"),
        office.sheet(office.at(kind, record, "edit")) | {"title": "新しい名前"},
    )

    assert response.status_code == 302
    newest = history_of(record)[0]
    assert newest.changes == {
        kind.model._meta.get_field("title").verbose_name: ["見本の記録", "新しい名前"]
    }


@of_every_kind
def test_sending_an_untouched_sheet_changes_nothing(office, kind):
    record = office.record(kind)

    office.post(office.at(kind, record, "edit"), office.sheet(office.at(kind, record, "edit")))

    assert history_of(record)[0].changes == {}


@of_every_kind
def test_an_empty_list_says_what_it_is_good_for(office, kind):
    assert "を記録する" in office.page(f"{kind.folder}/")


def test_what_is_missing_is_asked_for_by_name(office):
    response = office.post("trainings/new/", {})

    assert response.status_code == 422
    assert response.context["form"].errors["title"] == ["名称を書いてください"]
    assert "<title>エラー：" in response.content.decode()


def test_the_places_to_write_count_their_errors(office):
    page = office.post("trainings/new/", office.new(TRAININGS, title="")).content.decode()

    places = page[page.index('class="c-places"') :]
    assert places.index("いつ・どこで") < places.index("1件") < places.index("会場と主催")
    assert "済み" in places


def test_a_month_alone_is_kept_as_its_first_day(office):
    record = office.record(TRAININGS, precision="month", on_1="2017/2/10")

    assert (record.when, record.starts_on.day) == ("平成29年2月", 1)


def test_a_day_is_asked_for_where_only_a_month_was_typed(office):
    errors = office.errors(TRAININGS, on_0="平成", on_1="29", on_2="2", on_3="")

    assert errors == {
        "on": ["何日かも書いてください。月だけ分かるときは「日の決まり方」で選べます。"]
    }


def test_without_a_day_the_year_is_chosen(office):
    record = office.record(TRAININGS, precision="year", on_1="", fiscal_year="2017")

    assert (record.starts_on, record.when) == (None, "平成29年度（日は調整中）")


def test_without_a_day_a_year_is_asked_for(office):
    errors = office.errors(TRAININGS, precision="year", on_1="", fiscal_year="")

    assert errors == {"fiscal_year": ["年度を選んでください"]}


def test_a_day_is_required_where_it_should_be_known(office):
    errors = office.errors(TRAININGS, on_1="")

    assert errors == {"on": ["日を書いてください。決まっていなければ「日の決まり方」で選べます。"]}


def test_the_step_follows_the_item_where_nothing_is_chosen(office):
    assert office.record(TRAININGS, item="a", step="").step == "plan"


def test_an_old_year_stays_among_the_choices(office):
    record = TRAININGS.factory(
        region=office.region, starts_on=None, precision="year", fiscal_year=1999
    )

    assert office.sheet(office.at(TRAININGS, record, "edit"))["fiscal_year"] == ["1999"]


def test_a_retired_kind_stays_with_its_record(office):
    record = office.record(TRAININGS)
    kind = record.kind
    kind.is_retired = True
    kind.save()

    assert office.sheet(office.at(TRAININGS, record, "edit"))["kind"] == [str(kind.pk)]


def test_a_visit_is_never_public(office):
    assert not office.record(VISITS, is_public="1").is_public


def test_a_task_with_a_day_says_what_to_do(office):
    errors = office.errors(VISITS, follow_up_by_1="2017/3/1")

    assert errors == {"follow_up": ["何をするかを書いてください"]}


def test_places_of_a_leaflet_are_kept_one_a_line(office):
    record = office.record(LEAFLETS, places="市の施設：見本公民館 30部\n見本駅")

    assert [str(place) for place in record.places.all()] == ["市の施設：見本公民館 30部", "見本駅"]
    assert record.created_at == record.updated_at
    assert record.placed == 30
    assert (record.created_at - NOW).days == 0
