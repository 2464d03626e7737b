import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renkei.audit.history import history_of
from renkei.documents.models import Document
from renkei.events import actions
from renkei.events.models import Handout
from tests.accounts.factories import MembershipFactory
from tests.clock import NOW
from tests.programme.factories import RegionFactory
from tests.programme.office import MEETINGS, TRAININGS, of_gatherings

TEXT = "見本の資料".encode()


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    storages = settings.STORAGES
    default = storages["default"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = storages | {"default": default}


def upload(content: bytes = TEXT, name: str = "見本.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attach(office, record, **more: object):
    return office.post(f"events/{record.public_id}/handouts/new/", {"file": upload(), **more})


def file_of(client: Client, handout: Handout):
    gathering = handout.gathering
    slug = gathering.region.slug
    response = client.get(f"/{slug}/events/{gathering.public_id}/handouts/{handout.public_id}/")
    response.content_read = b"".join(response) if response.streaming else b""
    return response


@of_gatherings
def test_a_handout_is_listed_with_its_type_and_size(office, kind):
    record = office.record(kind)

    response = attach(office, record, title="資料1 見本の計画")

    assert response.url == f"/mihon/desk/{office.at(kind, record)}"
    assert "資料1 見本の計画（TXT、15 バイト）" in office.page(office.at(kind, record)).replace(
        "\xa0", " "
    )


def test_without_a_title_the_file_names_the_handout(office):
    attach(office, office.record(MEETINGS))

    assert str(Handout.objects.get()) == "見本.txt"


def test_the_page_to_choose_a_file_names_the_meeting(office):
    record = office.record(MEETINGS, title="見本会議")

    assert "見本会議" in office.page(f"events/{record.public_id}/handouts/new/")


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload(b""), "ファイルが空です（0バイト）"),
        (upload(b"a" * 50 * 1024 * 1024, "big.txt"), "20MB以下にしてください"),
        (upload(b"MZ\x90\x00" + b"\0" * 300, "見本.pdf"), "ください"),
    ],
    ids=["0 bytes", "50 MB", "a program called PDF"],
)
def test_what_is_no_handout_is_refused_beside_the_file(office, file, sentence):
    record = office.record(MEETINGS)
    file.seek(0)

    response = office.post(f"events/{record.public_id}/handouts/new/", {"file": file})

    assert response.status_code == 422
    [told] = response.context["form"].errors["file"]
    assert sentence in told
    assert not Document.objects.exists()


def test_no_file_is_asked_for(office):
    record = office.record(MEETINGS)

    response = office.post(f"events/{record.public_id}/handouts/new/", {})

    assert response.context["form"].errors == {"file": ["ファイルを選んでください"]}


def test_a_removed_handout_comes_back_by_the_notice(office):
    record = office.record(MEETINGS)
    attach(office, record)
    handout = Handout.objects.get()
    address = f"events/{record.public_id}/handouts/{handout.public_id}/remove/"

    response = office.post(address, follow=True)
    assert "資料はまだありません" in response.content.decode()
    assert file_of(office.client, handout).status_code == 404
    *_, notice = response.context["messages"]
    office.client.post(notice.extra_tags)

    assert "見本.txt（" in office.page(office.at(MEETINGS, record))


def test_handouts_are_told_in_the_history_of_their_meeting(office):
    record = office.record(MEETINGS)
    attach(office, record)
    handout = Handout.objects.get()

    for action in (actions.remove_handout, actions.restore_handout):
        action(handout=handout, by=office.person, at=NOW)
        action(handout=handout, by=office.person, at=NOW)

    told = [event.changes.get("資料") for event in history_of(record)]
    assert told == [["", "見本.txt"], ["見本.txt", ""], ["", "見本.txt"], None]


def test_a_handout_of_another_gathering_is_not_found(office):
    one, other = office.record(MEETINGS), office.record(TRAININGS)
    attach(office, one)
    handout = Handout.objects.get()

    for verb in ("remove", "restore"):
        address = f"events/{other.public_id}/handouts/{handout.public_id}/{verb}/"
        assert office.post(address).status_code == 404
    handout.gathering = other.gathering_ptr
    assert file_of(office.client, handout).status_code == 404


def test_a_handout_needs_a_post_to_go_away(office):
    record = office.record(MEETINGS)
    attach(office, record)

    address = f"events/{record.public_id}/handouts/{Handout.objects.get().public_id}/remove/"
    assert office.get(address).status_code == 405


@pytest.mark.parametrize(
    ("gathering", "handout", "for_anyone"),
    [(True, True, 200), (True, False, 404), (False, True, 404), (False, False, 404)],
    ids=["both public", "internal handout", "internal meeting", "both internal"],
)
def test_only_public_handouts_of_public_gatherings_are_for_anyone(
    office, gathering, handout, for_anyone
):
    record = MEETINGS.factory(region=office.region, is_public=gathering)
    kept = actions.attach_handout(
        gathering=record, upload=upload(), title="", is_public=handout, by=office.person, at=NOW
    )
    stranger = MembershipFactory(coordinator=True, region=RegionFactory()).user
    elsewhere = Client()
    elsewhere.force_login(stranger)

    assert file_of(Client(), kept).status_code == for_anyone
    assert file_of(elsewhere, kept).status_code == for_anyone
    assert file_of(office.client, kept).status_code == 200


def test_a_handout_is_handed_out_as_a_file_that_can_do_no_harm(office):
    attach(office, office.record(MEETINGS))

    response = file_of(office.client, Handout.objects.get())

    assert response.content_read == TEXT
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize("role", ["professional", "council-member"])
def test_handouts_are_attached_by_staff_only(office, role):
    record = office.record(MEETINGS)
    client = Client()
    client.force_login(MembershipFactory(region=office.region, role=role).user)

    response = client.post(
        f"/mihon/desk/events/{record.public_id}/handouts/new/", {"file": upload()}
    )

    assert response.status_code == 403
    assert not Handout.objects.exists()


@pytest.mark.parametrize("handouts", [1, 3])
def test_a_record_with_handouts_asks_no_more_for_three_than_for_one(
    office, handouts, django_assert_max_num_queries
):
    record = office.record(MEETINGS)
    for _ in range(handouts):
        attach(office, record)
    office.page(office.at(MEETINGS, record))

    with django_assert_max_num_queries(17):
        office.page(office.at(MEETINGS, record))
