"""Taking the handbook home, and making one of what the staff chose."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command

from renkei.audit import actions as audit
from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.directory.actions import approve, propose_correction
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.directory.factories import NoteFactory
from tests.directory.searching import town as town
from tests.reporting.handbooks import Printed


@pytest.fixture
def place(town):
    place = town.place("東の会", "nursing", "day-care", telephone="0297-00-0011")
    audit.record("create", town.region, by=SYSTEM, at=NOW)
    return place


@pytest.fixture
def staff(client, town):
    client.force_login(MembershipFactory(region=town.region, coordinator=True).user)
    return client


def public(client, town):
    answer = client.get(f"/{town.region.slug}/handbook.pdf")
    assert answer.status_code == 200
    return answer


def test_anyone_may_take_it_under_a_name_people_understand(client, town, place):
    answer = public(client, town)

    assert answer["Content-Type"] == "application/pdf"
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert "0297-00-0011" in Printed(answer.content).words()


@pytest.mark.parametrize("path", ["search/", "open-data/"])
def test_the_pages_of_the_directory_offer_it_with_pages_and_size(client, town, place, path):
    address = f"/{town.region.slug}/{path}"
    assert "資源ガイドブック（PDF、A4）" in client.get(address).content.decode()

    content = public(client, town).content

    pages = len(Printed(content).reader.pages)
    words = f"資源ガイドブック（PDF、A4 {pages}ページ、{round(len(content) / 1000)}KB）"
    assert words in client.get(address).content.decode()


def test_a_region_without_places_does_not_offer_it_where_people_search(client, town):
    assert "ガイドブック" not in client.get(f"/{town.region.slug}/search/").content.decode()


def test_an_approved_correction_changes_it(client, town, place):
    public(client, town)
    proposed = propose_correction(
        region=town.region,
        facility=place,
        field="telephone",
        value="0297-00-0099",
        proposed_by="見本の人",
        at=NOW,
    )
    assert "0297-00-0099" not in Printed(public(client, town).content).words()

    approve(correction=proposed, by=SYSTEM, at=NOW)

    words = Printed(public(client, town).content).words()
    assert "0297-00-0099" in words
    assert "電話は圏域で確認" in words
    assert "0297-00-0011" not in words


def test_without_a_change_it_is_the_same_file_another_day(client, town, place, settings):
    first = public(client, town)
    settings.CLOCK = (NOW + timedelta(days=1)).isoformat()
    audit.record("sign-in", town.region, by=SYSTEM, at=NOW)

    second = public(client, town)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_while_nothing_happens_it_costs_four_queries(
    client, town, place, django_assert_num_queries
):
    public(client, town)

    with django_assert_num_queries(4):
        public(client, town)


def test_a_file_lost_from_the_memory_is_made_again(client, town, place):
    first = public(client, town)
    cache.clear()

    assert public(client, town).content == first.content


def test_the_command_makes_it_beforehand(client, town, place, capsys):
    call_command("make_handbooks")

    assert f"{town.region.slug}: A4 " in capsys.readouterr().out
    assert "（PDF、A4 " in client.get(f"/{town.region.slug}/search/").content.decode()


def chosen(client, here, **query):
    return client.get(f"/{here.region.slug}/desk/resources/handbook.pdf", query)


def test_the_desk_offers_what_may_be_chosen(staff, town, place):
    page = staff.get(f"/{town.region.slug}/desk/resources/handbook/").content.decode()

    for words in ("見本市", "手本町", "訪問看護（1件）", "関係者限り", "公開の版"):
        assert words in page


def test_a_region_of_one_town_does_not_ask_which(staff, town, place):
    town.region.municipalities.remove(town.village)

    page = staff.get(f"/{town.region.slug}/desk/resources/handbook/")

    assert "town" not in page.context["form"].fields
    assert chosen(staff, town, kind="kaigo-130").status_code == 200


def test_the_staff_get_what_they_chose(staff, town, place):
    answer = chosen(staff, town, town=town.city.code, kind="kaigo-130")

    assert [place[:3] for place in Printed(answer.content).places if place[0] == "見本市"] == [
        ("見本市", "訪問看護", "東の会")
    ]
    assert not AuditEvent.objects.filter(verb="download").exists()


def test_making_a_restricted_edition_is_written_down(staff, town, place):
    NoteFactory(region=town.region, facility=place, text="見本のコツ")

    answer = chosen(staff, town, notes="on")

    assert "見本のコツ" in Printed(answer.content).words()
    event = AuditEvent.objects.get(verb="download", region=town.region.slug)
    assert event.object_label == "資源ガイドブック（関係者限り）"


def test_a_choice_of_nothing_is_told(staff, town, place):
    answer = chosen(staff, town, town=town.village.code)

    assert answer.status_code == 422
    assert "載せるものがありません" in answer.content.decode()


def test_a_choice_that_does_not_exist_is_told(staff, town, place):
    answer = chosen(staff, town, kind="x")

    assert answer.status_code == 422
    assert "エラー：" in answer.content.decode()


def test_others_may_not_choose(client, town, place):
    client.force_login(MembershipFactory(region=town.region, role="professional").user)

    assert chosen(client, town, notes="on").status_code == 403
