"""Notes are for those who work in care in the region, and for the place itself."""

import pytest
from django.test import Client
from django.urls import reverse

from renkei.audit.models import AuditEvent
from renkei.core.actors import ANONYMOUS, SYSTEM, Role
from renkei.directory.models import Note
from renkei.directory.policies import may_correct_note
from tests.accounts.factories import MembershipFactory, UserFactory
from tests.directory.factories import NoteFactory

SECRET = "見本の秘密のコツ"


@pytest.fixture
def note(desk):
    return NoteFactory(region=desk.region, facility=desk.place, text=SECRET)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.COORDINATOR, True),
        (Role.OFFICER, True),
        (Role.PROFESSIONAL, True),
        (Role.COUNCIL_MEMBER, False),
    ],
)
def test_who_sees_a_note_by_role(note, role, sees):
    person = MembershipFactory(region=note.region, role=role).user

    assert list(Note.objects.visible_to(person)) == ([note] if sees else [])


@pytest.mark.parametrize("role", Role.values)
def test_nobody_of_another_region_sees_a_note(note, role):
    stranger = MembershipFactory(role=role).user

    assert list(Note.objects.visible_to(stranger)) == []


def test_visitors_machines_operators_and_former_members_see_none(note):
    operator = UserFactory(operator=True)
    gone = MembershipFactory(region=note.region, gone=True).user

    for actor in (ANONYMOUS, SYSTEM, operator, gone):
        assert list(Note.objects.visible_to(actor)) == []


def test_the_place_sees_and_may_correct_its_own(note):
    person = MembershipFactory(
        region=note.region, facility=note.facility, role=Role.COUNCIL_MEMBER
    ).user

    assert list(Note.objects.visible_to(person)) == [note]
    assert may_correct_note(person, note)


def test_a_professional_of_another_place_reads_but_does_not_correct(note):
    person = MembershipFactory(region=note.region, professional=True).user

    assert list(Note.objects.visible_to(person)) == [note]
    assert not may_correct_note(person, note)


def test_who_works_at_the_place_for_another_region_neither_sees_nor_corrects(note):
    person = MembershipFactory(facility=note.facility).user

    assert list(Note.objects.visible_to(person)) == []
    assert not may_correct_note(person, note)


def test_seeing_notes_asks_for_no_list_of_regions(note, django_assert_num_queries):
    person = MembershipFactory(region=note.region).user

    with django_assert_num_queries(2):
        list(Note.objects.visible_to(person))


def test_a_note_is_written_and_shown_at_the_desk(desk):
    data = {"text": SECRET, "best_time": "16時まで", "person": "見本主任", "prefers_fax": "on"}

    answer = desk.post("note-record", data, facility=desk.place)

    note = Note.objects.get()
    assert (note.text, note.written_by, note.prefers_fax) == (SECRET, desk.coordinator.name, True)
    page = desk.client.get(answer["Location"]).content.decode()
    assert SECRET in page
    assert "16時まで" in page


def test_the_words_of_a_note_stay_out_of_the_history(desk):
    desk.post("note-record", {"text": SECRET}, facility=desk.place)
    note = Note.objects.get()
    form = desk.get("note-edit", note=note).context["form"]
    data = {"text": f"{SECRET}2", "version": form["version"].value(), "base": form["base"].value()}
    desk.post("note-edit", data, note=note)
    desk.post("note-remove", note=note)

    told = [
        f"{event.changes}{event.reason}{event.object_label}" for event in AuditEvent.objects.all()
    ]
    assert told
    assert not any(SECRET in text for text in told)


def test_a_removed_note_comes_back(desk, note):
    answer = desk.post("note-remove", note=note)
    assert not Note.objects.exists()

    desk.undo(answer)

    assert Note.objects.get().text == SECRET


def test_the_place_corrects_its_own_note_and_stays_on_its_page(note):
    person = MembershipFactory(region=note.region, facility=note.facility).user
    client = Client()
    client.force_login(person)
    url = reverse(
        "directory:note-edit", kwargs={"region": note.region.slug, "note": note.public_id}
    )
    form = client.get(url).context["form"]
    data = {"text": "見本の新しいコツ", "version": form["version"].value()}

    answer = client.post(url, data)

    assert answer["Location"] == url
    note.refresh_from_db()
    assert (note.text, note.written_by) == ("見本の新しいコツ", person.name)


def test_two_people_at_one_note_are_shown_both(desk, note):
    form = desk.get("note-edit", note=note).context["form"]
    data = {"text": "わたしの文", "version": form["version"].value(), "base": form["base"].value()}
    desk.post("note-edit", data | {"text": "ほかの人の文"}, note=note)

    answer = desk.post("note-edit", data, note=note)

    assert answer.status_code == 422
    assert [one.theirs for one in answer.context["form"].differences] == ["ほかの人の文"]


def test_an_empty_note_comes_back(desk):
    answer = desk.post("note-record", {"text": ""}, facility=desk.place)

    assert "連絡のコツを書いてください" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "{region}/services/{place}/",
        "{region}/search/?q=" + SECRET,
        "{region}/search/?q=見本病院",
        "{region}/map.json",
        "{region}/list/list.csv?only={place}",
        "{region}/desk/resources/{place}/",
        "{region}/notes/{note}/",
        "{region}/open-data/",
        "{region}/open-data/places.geojson",
        "{region}/services/{place}/report/",
        "robots.txt",
        "api/hsds/services",
        "api/hsds/organizations",
    ],
)
def test_no_page_for_strangers_tells_a_note(desk, note, path):
    url = path.format(region=note.region.slug, place=note.facility.public_id, note=note.public_id)

    answer = Client().get(f"/{url}")

    asked = SECRET in url
    body = answer.getvalue() if answer.streaming else answer.content
    assert SECRET not in body.decode() or asked
    assert asked or answer.status_code in {200, 302, 404}
