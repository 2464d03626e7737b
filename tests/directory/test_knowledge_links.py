"""The one-time link by which a facility brings its own entry up to date."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from renkei.audit.history import history_of
from renkei.core import clock
from renkei.core.actors import ANONYMOUS, SYSTEM
from renkei.directory import actions, asked_first
from renkei.directory.actions.links import Answer, LinkEnded, LinkExpired, LinkUsed
from renkei.directory.facts import effective
from renkei.directory.forms.update import UpdateForm
from renkei.directory.models import Correction, FacilityLink, Vacancy
from renkei.directory.models.link import LINK_HOLDS_FOR
from renkei.vocabulary.actions import read_terms
from renkei.vocabulary.models import Scheme
from tests.clock import NOW, TODAY
from tests.directory.factories import (
    AbilityFactory,
    NoteFactory,
    ServiceFactory,
    VacancyFactory,
)
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

ADDRESS = "mihon@example.jp"


def send(desk, at=None):
    return actions.send_link(
        region=desk.region, facility=desk.place, email=ADDRESS, by=SYSTEM, at=at or clock.now()
    )


@pytest.fixture
def phone(desk):
    """The page of the link on a phone without account."""
    _, token = send(desk)
    url = reverse("directory:facility-update", kwargs={"region": desk.region.slug, "token": token})
    return Client(), url


def typed(page, **more):
    """What the page would send untouched, and what was changed on it."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | more).items() if value not in (None, False)}


def test_the_link_is_mailed_after_commit_and_shown_once(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("resource-link", {"email": ADDRESS}, facility=desk.place)

    link = FacilityLink.objects.get()
    address = answer.context["address"]
    assert mail.outbox[0].to == [ADDRESS]
    assert address in mail.outbox[0].body
    assert address in answer.content.decode()
    assert link.token_digest not in address
    assert address not in desk.get("resource", facility=desk.place).content.decode()


def test_a_facility_may_say_that_it_has_no_fax(desk, phone):
    desk.place.fax = "0297-00-3333"
    desk.place.save()
    browser, url = phone

    browser.post(url, typed(browser.get(url), fax=""))

    said = Correction.objects.get(field="fax")
    assert said.value == ""
    assert "<strong>なし</strong>" in desk.get("corrections").content.decode()
    desk.post("correction-approve", correction=said)
    assert effective(desk.place, desk.region).fax.is_local
    assert effective(desk.place, desk.region).fax.value == ""


def test_only_a_second_link_tells_that_the_first_has_ended(desk):
    pages = [
        desk.post("resource-link", {"email": ADDRESS}, facility=desk.place).content.decode()
        for _ in range(2)
    ]

    assert ["前に送ったリンクは、使えなくなりました。" in page for page in pages] == [False, True]


def test_a_closed_post_office_is_no_reason_to_refuse(
    desk, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.accounts.post.ClosedPostOffice"

    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("resource-link", {"email": ADDRESS}, facility=desk.place)

    assert answer.status_code == 200


def test_an_address_is_needed(desk):
    answer = desk.post("resource-link", {"email": "mihon"}, facility=desk.place)

    assert "「名前@会社.jp」の形で書いてください" in answer.content.decode()
    assert not FacilityLink.objects.exists()


def test_the_page_opens_without_account_and_shows_what_is_shown(desk, phone):
    client, url = phone
    fresh = VacancyFactory(region=desk.region, facility=desk.place, told_at=clock.now())
    TermFactory(scheme=Scheme.VACANCY, position=0)
    old = VacancyFactory(region=desk.region, facility=desk.place, kind__position=90)
    ability = AbilityFactory(region=desk.region, facility=desk.place)

    answer = client.get(url)

    form = answer.context["form"]
    assert form["telephone"].value() == "0297-00-1111"
    assert form[f"vacancy_{fresh.kind_id}"].value() == "room"
    assert form[f"vacancy_{old.kind_id}"].value() == ""
    assert [field.name for field in form.vacancy_fields] == [
        f"vacancy_{fresh.kind_id}",
        f"vacancy_{old.kind_id}",
    ]
    assert len(form.more_vacancies) == 1
    assert form[f"ability_{ability.term_id}"].value() is True
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_what_fits_the_services_of_the_place_is_asked_first(desk, phone):
    client, url = phone
    ServiceFactory(facility=desk.place, kind__code="kaigo-130")
    ServiceFactory(facility=desk.place, kind__code="kaigo-430", unlisted_on=TODAY)
    for code in ("bed", "care-management", "visiting-nursing"):
        TermFactory(scheme=Scheme.VACANCY, code=code, label=code)
    for code in ("dementia", "ventilator"):
        TermFactory(scheme=Scheme.ABILITY, code=code, label=code)

    form = client.get(url).context["form"]

    assert [field.label for field in form.vacancy_fields] == ["visiting-nursing"]
    assert [field.label for field in form.more_vacancies] == ["bed", "care-management"]
    assert [field.label for field in form.ability_fields] == ["ventilator"]
    assert [field.label for field in form.more_abilities] == ["dementia"]


def test_what_is_asked_first_are_terms_of_the_lists():
    known = {(term.scheme, term.code) for term in read_terms()}
    services = {one for among in asked_first.ROOMS.values() for one in among}

    assert {(Scheme.VACANCY, code) for code in asked_first.ROOMS} <= known
    assert {(Scheme.SERVICE, code) for code in services} <= known
    every = [code for scheme, code in known if scheme == Scheme.SERVICE]
    assert {(Scheme.ABILITY, code) for code in asked_first.abilities(every)} <= known


def note_of(place, region):
    return NoteFactory(region=region, facility=place, text="見本のコツ", best_time="朝")


def test_the_place_sees_its_notes_and_corrects_them_at_once(desk, phone):
    client, url = phone
    note = note_of(desk.place, desk.region)
    note_of(desk.place, RegionFactory())
    note_of(FacilityFactory(), desk.region)
    page = client.get(url)

    client.post(url, typed(page, **{f"note_{note.pk}_text": "直した見本のコツ"}))

    note.refresh_from_db()
    assert [one.note for one in page.context["form"].note_fields] == [note]
    assert (note.text, note.best_time, note.written_by) == (
        "直した見本のコツ",
        "朝",
        "事業所（メールのリンク）",
    )
    told = history_of(desk.place)[0]
    assert (told.reason, told.actor) == ("連絡のコツ", "事業所（メールのリンク）")
    assert not Correction.objects.exists()


def test_a_note_left_as_it_was_keeps_its_writer(desk, phone):
    client, url = phone
    note = note_of(desk.place, desk.region)

    client.post(url, typed(client.get(url), telephone="0297-00-7777"))

    note.refresh_from_db()
    assert note.written_by == "見本の人"


def test_a_note_that_the_desk_changed_meanwhile_is_shown_anew(desk, phone):
    client, url = phone
    note = note_of(desk.place, desk.region)
    data = typed(
        client.get(url), telephone="0297-00-7777", **{f"note_{note.pk}_text": "わたしのコツ"}
    )
    note.text, note.prefers_fax = "机のコツ", True
    actions.write_note(note=note, by=SYSTEM, at=clock.now())

    refused = client.post(url, data)

    form = refused.context["form"]
    assert "担当者が先に直しました" in refused.content.decode()
    assert form[f"note_{note.pk}_text"].value() == "机のコツ"
    assert form["telephone"].value() == "0297-00-7777"
    assert not Correction.objects.exists()
    client.post(url, typed(refused))
    assert [one.field for one in Correction.objects.all()] == ["telephone"]


def test_looking_does_not_use_it_up(phone):
    client, url = phone

    assert [client.get(url).status_code for _ in range(3)] == [200, 200, 200]


def test_what_the_place_says_waits_field_by_field(desk, phone):
    client, url = phone
    kind = TermFactory(scheme=Scheme.VACANCY)
    term = TermFactory(scheme=Scheme.ABILITY)
    data = typed(
        client.get(url),
        telephone="0297-00-7777",
        other="見本の連絡",
        **{f"vacancy_{kind.pk}": "full", f"ability_{term.pk}": "on"},
    )

    answer = client.post(url, data, follow=True)

    assert "ありがとうございました" in answer.content.decode()
    assert set(Correction.objects.waiting().values_list("field", "value")) == {
        ("telephone", "0297-00-7777"),
        ("vacancy", "full"),
        ("ability", "can"),
        ("other", "見本の連絡"),
    }
    assert effective(desk.place, desk.region).telephone.value == "0297-00-1111"
    assert not Vacancy.objects.exists()


def test_an_untouched_page_proposes_nothing(desk, phone):
    client, url = phone
    AbilityFactory(region=desk.region, facility=desk.place)
    TermFactory(scheme=Scheme.VACANCY)

    client.post(url, typed(client.get(url)))

    assert not Correction.objects.exists()


def test_an_ability_taken_off_is_proposed(desk, phone):
    client, url = phone
    ability = AbilityFactory(region=desk.region, facility=desk.place)

    client.post(url, typed(client.get(url), **{f"ability_{ability.term_id}": None}))

    assert [(one.field, one.value) for one in Correction.objects.all()] == [("ability", "cannot")]


def test_what_is_wrong_comes_back_and_the_link_stays_open(phone):
    client, url = phone

    answer = client.post(url, typed(client.get(url), name="", telephone="123"))

    assert answer.status_code == 422
    assert client.get(url).status_code == 200
    assert not Correction.objects.exists()


def test_after_an_error_only_what_was_answered_behind_the_others_stands_open(desk, phone):
    client, url = phone
    bed = TermFactory(scheme=Scheme.VACANCY, code="bed")
    can = TermFactory(scheme=Scheme.ABILITY, code="dementia")
    wrong = typed(client.get(url), telephone="123")

    untouched = client.post(url, wrong).context["form"]
    answered = client.post(url, wrong | {f"vacancy_{bed.pk}": "room", f"ability_{can.pk}": "on"})

    assert (untouched.says_more_room, untouched.says_more_abilities) == (False, False)
    form = answered.context["form"]
    assert (form.says_more_room, form.says_more_abilities) == (True, True)


def test_it_is_answered_once(phone):
    client, url = phone
    data = typed(client.get(url), telephone="0297-00-7777")
    client.post(url, data)

    answer = client.post(url, data | {"telephone": "0297-00-6666"})

    assert LinkUsed.__doc__ in answer.content.decode()
    assert Correction.objects.count() == 1


def test_a_new_link_ends_the_old(desk, phone):
    client, url = phone

    send(desk)

    answer = client.get(url)
    assert answer.status_code == 410
    assert LinkEnded.__doc__ in answer.content.decode()


def test_it_expires_after_two_weeks(desk):
    link, _ = send(desk, at=NOW)

    assert actions.open_link(link=link, at=NOW + LINK_HOLDS_FOR - timedelta(seconds=1)) == link
    with pytest.raises(LinkExpired):
        actions.open_link(link=link, at=NOW + LINK_HOLDS_FOR)


def test_the_number_to_call_stands_on_an_expired_page(desk):
    _, token = send(desk, at=NOW)
    url = desk.url("facility-update", token=token)

    answer = Client().get(url)

    assert answer.status_code == 410
    assert desk.region.telephone in answer.content.decode()


def test_the_same_value_is_no_news(desk):
    link, _ = send(desk, at=NOW)

    proposed = actions.answer_link(
        link=link, answers=[Answer("telephone", "0297-00-1111")], by=ANONYMOUS, at=NOW
    )

    assert proposed == []


def test_a_link_of_another_region_or_a_made_up_one_is_not_found(desk):
    client = Client()
    other = type(desk)(desk.region, desk.coordinator, desk.place, client)

    assert client.get(other.url("facility-update", token="made-up")).status_code == 404


def test_the_desk_says_what_became_of_each_link(desk):
    send(desk, at=NOW)
    link, _ = send(desk)
    page = desk.get("resource", facility=desk.place).content.decode()
    assert "返事待ち" in page

    actions.answer_link(link=link, answers=[], by=ANONYMOUS, at=clock.now())

    assert "返事あり" in desk.get("resource", facility=desk.place).content.decode()


def test_a_link_that_was_used_meanwhile_is_told_on_the_form(desk):
    link, _ = send(desk)
    facts = effective(desk.place, desk.region)
    form = UpdateForm({"name": "見本"}, facts=facts, states={}, able=[])
    assert form.is_valid()
    actions.answer_link(link=link, answers=[], by=ANONYMOUS, at=clock.now())

    assert not form.keep(link=link, at=clock.now())
    assert form.non_field_errors() == [LinkUsed.__doc__]


def test_links_are_known_to_the_staff_of_their_region(desk):
    link, _ = send(desk)

    assert list(FacilityLink.objects.visible_to(desk.coordinator)) == [link]
    assert list(FacilityLink.objects.visible_to(ANONYMOUS)) == []
