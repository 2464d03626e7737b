"""A form keeps what is typed until it is recorded."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renkei.audit.models import AuditEvent
from renkei.core import actions
from renkei.core.models import Draft
from tests.clock import NOW
from tests.programme.office import TRAININGS, VISITS, of_every_kind
from tests.programme.sheets import sheet_of

NEW = "trainings/new/"


def keep(office, path: str = NEW, **typed: object):
    """What the page does by itself while one types."""
    return office.post(path, office.sheet(path) | typed | {"lay_aside": ""})


def close(office, path: str = NEW, back: str = "/mihon/desk/trainings/", **typed: object):
    return office.post(path, office.sheet(path) | typed | {"lay_aside": back})


def draft() -> Draft:
    return Draft.objects.unfinished().get()


def went_on(office):
    """The page of the draft."""
    return office.client.get(draft().url)


@of_every_kind
def test_what_is_typed_is_kept_and_nothing_recorded(office, kind):
    answer = keep(office, f"{kind.folder}/new/", title="書きかけ")

    assert answer.json() == {"said": "下書きを 10時に保存しました"}
    assert draft().typed["title"] == "書きかけ"
    assert not kind.model.objects.exists()
    assert not AuditEvent.objects.exclude(verb="sign-in").exists()


def test_a_draft_knows_its_page_its_region_and_its_title(office):
    keep(office)

    assert (draft().address, draft().region_slug) == ("/mihon/desk/trainings/new/", "mihon")
    assert (draft().title, draft().saved_at) == ("研修を記録する", NOW)


def test_neither_tokens_nor_signatures_nor_files_are_in_it(office):
    upload = SimpleUploadedFile("mihon.txt", "見本の中身".encode())
    keep(office, csrfmiddlewaretoken="secret-token", handout=upload)

    assert (
        draft()
        .typed.keys()
        .isdisjoint({"csrfmiddlewaretoken", "author", "lay_aside", "sheet_title", "handout"})
    )
    assert "mihon.txt" not in draft().fields


def test_it_is_offered_when_the_form_is_opened_again_and_never_filled_in_unasked(office):
    keep(office, title="書きかけの研修")

    page = office.page(NEW)

    assert "書きかけの下書きがあります" in page
    assert "2月17日（金）10時に保存：書きかけの研修" in page
    assert office.sheet(NEW)["title"] == [""]


def test_one_notice_offers_the_latest_three_and_points_to_the_rest(office):
    for number in range(4):
        keep(office, title=f"書きかけの研修{number}")

    page = office.page(NEW)

    assert page.count("書きかけの下書きがあります") == 1
    assert re.findall("：(書きかけの研修[0-9])", page) == [
        "書きかけの研修3",
        "書きかけの研修2",
        "書きかけの研修1",
    ]
    assert "ほかの下書きは「今日」にあります" in page


def test_no_draft_no_offer(office):
    assert "書きかけの下書き" not in office.page(NEW)


def test_a_saving_that_arrives_after_the_record_is_refused(office):
    typed = office.new(TRAININGS)
    office.post(NEW, typed)

    late = office.post(NEW, typed | {"lay_aside": ""})

    assert late.status_code == 409
    assert "もう記録されています" in late.json()["said"]
    assert "書きかけの下書き" not in office.page(NEW)


def test_a_saving_that_arrives_after_the_record_and_the_session_is_not_kept(office):
    typed = office.new(TRAININGS)
    office.post(NEW, typed)

    Client().post(f"/mihon/desk/{NEW}", typed)

    assert [one.fields for one in Draft.objects.all()] == [""]


def test_it_is_offered_on_its_own_page_and_to_its_writer_only(office):
    keep(office)
    record = office.record(TRAININGS)

    assert "書きかけの下書き" not in office.page("meetings/new/")
    assert "書きかけの下書き" not in office.page(office.at(TRAININGS, record, "edit"))
    assert "書きかけの下書き" not in office.colleague().page(NEW)


def test_a_draft_of_long_ago_is_neither_offered_nor_opened(office, settings):
    keep(office, title="書きかけの研修")
    settings.CLOCK = (NOW + Draft.KEPT_FOR).isoformat()
    office.client.force_login(office.person)

    assert "書きかけの下書き" not in office.page(NEW)
    assert sheet_of(went_on(office))["title"] == [""]


def test_going_on_fills_the_form_without_finding_fault(office):
    keep(office, title="書きかけの研修", agenda="見本の話\n次の話")

    page = went_on(office)

    sheet = sheet_of(page)
    assert (sheet["title"], sheet["agenda"]) == (["書きかけの研修"], ["見本の話\n次の話"])
    html = page.content.decode()
    assert "2月17日（金）10時に保存した下書きの続きです" in html
    assert "エラー" not in html
    assert ">済み<" not in html
    assert "書きかけの下書き" not in html


def test_a_draft_is_of_its_own_page_only(office):
    keep(office, title="書きかけの研修")
    elsewhere = draft().url.replace("trainings", "meetings")

    assert sheet_of(office.client.get(elsewhere))["title"] == [""]


@pytest.mark.parametrize("asked", ["00000000-0000-4000-8000-000000000000", "x", ""])
def test_an_unknown_draft_leaves_the_form_empty(office, asked):
    assert office.sheet(f"{NEW}?draft={asked}")["title"] == [""]


def test_nobody_opens_the_draft_of_another(office):
    keep(office, title="書きかけの研修")

    assert sheet_of(went_on(office.colleague()))["title"] == [""]


def test_recording_takes_the_draft_away(office):
    keep(office, **office.new(TRAININGS))
    sheet = sheet_of(went_on(office))

    response = office.client.post(draft().url, sheet)

    assert response.status_code == 302
    assert not Draft.objects.unfinished().exists()
    assert TRAININGS.model.objects.count() == 1


def test_a_refused_form_keeps_its_draft(office):
    keep(office, title="書きかけの研修")

    assert office.post(NEW, sheet_of(went_on(office))).status_code == 422
    assert draft().typed["title"] == "書きかけの研修"


def test_recording_one_sheet_leaves_the_draft_of_the_other(office):
    keep(office, title="あとで書く研修")
    office.record(TRAININGS)

    assert draft().typed["title"] == "あとで書く研修"


def test_a_draft_older_than_its_signature_can_still_be_kept_and_recorded(office, settings):
    keep(office, **office.new(TRAININGS))
    settings.CLOCK = (NOW + timedelta(days=3)).isoformat()
    office.client.force_login(office.person)
    sheet = sheet_of(went_on(office))

    assert office.post(NEW, sheet | {"lay_aside": ""}).status_code == 200
    assert office.post(NEW, sheet).status_code == 302


class TestChangedMeanwhile:
    @pytest.fixture
    def edit(self, office) -> str:
        return office.at(TRAININGS, office.record(TRAININGS, venue="見本公民館"), "edit")

    def jiro_writes(self, office, edit: str, **typed: object) -> None:
        jiro = office.colleague()
        assert jiro.post(edit, jiro.sheet(edit) | typed).status_code == 302

    def test_the_offer_says_so_and_the_form_shows_the_newer_state(self, office, edit):
        keep(office, edit, title="花子の名前")
        assert "書き直されました" not in office.page(edit)
        self.jiro_writes(office, edit, title="次郎の名前")

        assert "そのあとで、この記録は書き直されました" in office.page(edit)
        assert office.sheet(edit)["title"] == ["次郎の名前"]

    def test_a_used_draft_is_compared_with_the_newer_state(self, office, edit):
        keep(office, edit, title="花子の名前")
        self.jiro_writes(office, edit, title="次郎の名前", venue="見本会館")

        response = office.client.post(draft().url, sheet_of(went_on(office)))

        told = {
            d.name: (d.mine, d.theirs, d.is_mine_old) for d in response.context["form"].differences
        }
        assert told == {
            "title": ("花子の名前", "次郎の名前", False),
            "venue": ("見本公民館", "見本会館", True),
        }


class TestClosing:
    def test_closing_keeps_the_draft_and_goes_back(self, office):
        response = close(office, title="書きかけの研修")

        assert response.url == "/mihon/desk/trainings/"
        assert "下書きを保存しました" in office.page("trainings/")
        assert draft().typed["title"] == "書きかけの研修"

    @pytest.mark.parametrize("back", ["https://example.com/", "//example.com/", "javascript:x"])
    def test_closing_never_leads_away(self, office, back):
        assert close(office, back=back).url == "/mihon/desk/trainings/new/"

    def test_closing_after_the_session_ended_leads_back_to_the_form(self, office):
        sheet = office.new(TRAININGS, title="書きかけの研修", lay_aside="/mihon/desk/trainings/")
        del office.client.cookies["sessionid"]
        assert office.post(NEW, sheet).url == "/account/login/?next=/mihon/desk/trainings/new/"

        office.client.force_login(office.person)

        assert office.sheet(NEW)["title"] == ["書きかけの研修"]


class TestRefusing:
    def test_without_a_session_the_page_is_told_what_to_do(self, office):
        sheet = office.sheet(NEW) | {"lay_aside": ""}
        del office.client.cookies["sessionid"]

        answer = office.post(NEW, sheet)

        assert answer.status_code == 401
        assert answer.json()["said"].startswith("ログインが切れました")
        assert not Draft.objects.unfinished().exists()

    def test_the_page_of_another_person_keeps_nothing(self, office):
        sheet = office.sheet(NEW) | {"title": "花子の研修", "lay_aside": ""}
        jiro = office.colleague()

        answer = jiro.post(NEW, sheet)
        refused = jiro.post(NEW, sheet | {"lay_aside": "/mihon/desk/trainings/"})

        assert (answer.status_code, refused.status_code) == (409, 403)
        assert "ほかの人がログインしているときに" in answer.json()["said"]
        assert "ほかの人がログインしているときに" in refused.content.decode()
        assert not Draft.objects.unfinished().exists()

    @pytest.mark.parametrize(
        "mark", [{"author": ""}, {"author": "x"}, {"submission": "x"}], ids=str
    )
    def test_a_form_without_its_marks_keeps_nothing(self, office, mark):
        assert office.post(NEW, office.sheet(NEW) | mark | {"lay_aside": ""}).status_code == 409
        assert not Draft.objects.unfinished().exists()

    def test_what_is_too_large_says_so(self, office, monkeypatch):
        monkeypatch.setattr(actions, "LARGEST", 10)

        assert "長すぎて" in keep(office).json()["said"]

    def test_what_is_too_large_is_not_given_back_after_signing_in(self, office, monkeypatch):
        monkeypatch.setattr(actions, "LARGEST", 10)
        sheet = office.new(TRAININGS)
        del office.client.cookies["sessionid"]

        office.post(NEW, sheet)

        assert not Draft.objects.unfinished().exists()

    def test_a_foreign_page_cannot_keep_anything(self, office):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(office.person)

        answer = strict.post("/mihon/desk/trainings/new/", {"title": "x", "lay_aside": ""})

        assert answer.status_code == 403
        assert not Draft.objects.unfinished().exists()


class TestToday:
    def test_it_waits_in_the_day(self, office):
        keep(office, title="書きかけの研修")

        page = office.page("")

        assert "書きかけ" in page
        assert "研修を記録する" in page
        assert f'href="{draft().url}"' in page
        assert "続きを書く" in page

    def test_the_day_shows_ones_own_only(self, office):
        keep(office, title="書きかけの研修")

        assert "書きかけ" not in office.colleague().page("")

    def test_the_day_shows_those_of_its_region_only(self, office):
        keep(office, title="書きかけの研修")
        Draft.objects.update(region_slug="other")

        assert "書きかけ" not in office.page("")

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_day_asks_once_however_many_there_are(
        self, office, rows, django_assert_max_num_queries
    ):
        for _ in range(rows):
            keep(office)
        office.page("")

        with django_assert_max_num_queries(22):
            office.page("")


class TestThrowingAway:
    def discard(self, office) -> str:
        return f"/mihon/drafts/{draft().sheet}/discard/"

    def test_it_is_asked_once_and_then_gone(self, office):
        keep(office, title="書きかけの研修")
        address = self.discard(office)
        asked = office.client.get(address).content.decode()
        assert "この下書きを捨てますか" in asked
        assert "書きかけの研修" in asked

        response = office.client.post(address, follow=True)

        assert response.redirect_chain[-1][0] == "/mihon/desk/trainings/new/"
        assert "下書きを捨てました" in response.content.decode()
        assert not Draft.objects.unfinished().exists()

    def test_nobody_else_can(self, office):
        keep(office)

        assert office.colleague().client.post(self.discard(office)).status_code == 404
        assert Draft.objects.exists()

    def test_it_belongs_to_its_region(self, office):
        keep(office)
        Draft.objects.update(region_slug="other")

        assert office.client.post(self.discard(office)).status_code == 404


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("settings/edit/", "settings/"),
        ("settings/contacts/new/", "settings/"),
        ("commission/2016/words/", "commission/2016/"),
        ("resources/informal/new/", "resources/informal/"),
        ("undertakings/new/", "undertakings/"),
    ],
)
def test_every_form_of_a_record_can_be_closed_as_a_draft(office, path, back):
    close(office, path, back=f"/mihon/desk/{back}")

    page = office.page(path)

    assert f'name="lay_aside" value="/mihon/desk/{back}"' in page
    assert f'href="/mihon/desk/{back}">やめる' in page
    assert "書きかけの下書きがあります" in page


def test_account_pages_keep_no_drafts(office):
    for address in ("/account/password/change/", "/account/login/", "/account/me/"):
        html = office.client.get(address, follow=True).content.decode()
        assert not re.search(r'data-draft|name="author"', html), address


def test_the_settings_of_the_region_say_that_files_are_chosen_anew(office):
    keep(office, "settings/edit/", name="書きかけの名前")

    assert "ファイルは選び直してください" in went_on(office).content.decode()
    assert "ファイル" not in sheet_page(office, VISITS)


def sheet_page(office, kind) -> str:
    Draft.objects.all().delete()
    keep(office, f"{kind.folder}/new/")
    return went_on(office).content.decode()
