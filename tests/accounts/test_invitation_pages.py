"""The way in for the invited person, page by page."""

import re

import pytest
from django.urls import reverse

from renkei.accounts.models import Invitation, Membership, User
from renkei.core.actors import Role
from renkei.organizations.models import Facility
from tests.accounts.factories import PASSWORD, InvitationFactory, MembershipFactory, UserFactory
from tests.geo.factories import MunicipalityFactory
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

NEW = {"name": "見本 新子", "kana": "みほん しんこ", "password": PASSWORD}


def address(token):
    return reverse("accounts:invitation", kwargs={"token": token})


@pytest.fixture
def town(db):
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def region(town):
    return RegionFactory(municipalities=[town])


@pytest.fixture
def coordinator(region):
    return MembershipFactory(region=region, coordinator=True).user


@pytest.fixture
def typed(town):
    """What a coordinator types to invite a professional."""
    return {
        "email": "Mihon.New@example.jp",
        "role": Role.PROFESSIONAL,
        "profession": TermFactory().pk,
        "facility_name": "見本診療所",
        "municipality": town.pk,
    }


def test_from_the_invitation_to_the_first_page(browser, client, coordinator, region, typed):
    invite = reverse("accounts:invite", kwargs={"region": region.slug})

    answer = browser(coordinator).post(invite, typed)
    link = re.search(r'value="http[^"]+(/invitation/[^"]+)"', answer.content.decode())[1]
    assert "見本診療所" in client.get(link).content.decode()
    accepted = client.post(link, NEW)

    assert accepted.status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 200
    membership = Membership.objects.get(user__email="mihon.new@example.jp")
    assert (membership.role, membership.region) == (Role.PROFESSIONAL, region)


def test_the_link_is_shown_only_once(browser, coordinator, region, typed):
    invite = reverse("accounts:invite", kwargs={"region": region.slug})
    people = reverse("accounts:people", kwargs={"region": region.slug})

    browser(coordinator).post(invite, typed)

    assert "/invitation/" not in browser(coordinator).get(people).content.decode()


def test_a_known_facility_is_proposed_and_not_registered_again(
    browser, coordinator, region, town, typed
):
    known = FacilityFactory(name="見本診療所", municipality=town)
    invite = reverse("accounts:invite", kwargs={"region": region.slug})

    browser(coordinator).post(invite, typed)

    assert Invitation.objects.get().facility == known
    assert '<option value="見本診療所">' in browser(coordinator).get(invite).content.decode()


def test_an_unanswered_invitation_registers_no_facility(browser, coordinator, region, typed):
    before = set(Facility.objects.all())
    invite = reverse("accounts:invite", kwargs={"region": region.slug})
    people = reverse("accounts:people", kwargs={"region": region.slug})

    browser(coordinator).post(invite, typed)

    assert set(Facility.objects.all()) == before
    assert "（見本診療所）" in browser(coordinator).get(people).content.decode()


def test_the_form_says_who_needs_a_facility(browser, coordinator, region):
    invite = reverse("accounts:invite", kwargs={"region": region.slug})

    page = browser(coordinator).get(invite).content.decode()

    assert "※協議会委員のほかは必須" in page
    assert "※勤め先を書くときは必須" in page


def test_a_council_member_needs_no_facility(browser, coordinator, region, typed):
    invite = reverse("accounts:invite", kwargs={"region": region.slug})
    seat = {"role": Role.COUNCIL_MEMBER, "facility_name": "", "municipality": ""}

    browser(coordinator).post(invite, typed | seat)

    assert Invitation.objects.get().facility is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "mihon"}, "メールアドレスを確かめてください（例 mihon@example.jp）"),
        ({"email": ""}, "メールアドレスを書いてください"),
        ({"role": ""}, "役割を選んでください"),
        ({"profession": ""}, "職種を選んでください"),
        ({"facility_name": ""}, "勤め先を書いてください"),
        ({"municipality": ""}, "勤め先の市町村を選んでください"),
    ],
    ids=["wrong address", "no address", "no role", "no profession", "no facility", "no town"],
)
def test_a_wrong_invitation_is_answered_in_a_sentence(
    browser, coordinator, region, typed, changed, sentence
):
    invite = reverse("accounts:invite", kwargs={"region": region.slug})

    answer = browser(coordinator).post(invite, typed | changed)

    assert sentence in answer.content.decode()
    assert "<title>エラー：" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_inviting_twice_is_answered_in_a_sentence(browser, coordinator, region, typed):
    invite = reverse("accounts:invite", kwargs={"region": region.slug})
    browser(coordinator).post(invite, typed)

    answer = browser(coordinator).post(invite, typed)

    assert "もう同じ役割で招いています" in answer.content.decode()


def test_a_wrong_token_is_not_found(client, db):
    assert client.get(address("wrong")).status_code == 404


@pytest.mark.parametrize(
    "spent",
    [{"expired": True}, {"withdrawn_at": "2017-02-16T10:00+09:00"}],
    ids=["expired", "withdrawn"],
)
def test_a_spent_invitation_says_whom_to_call(client, db, spent):
    invitation = InvitationFactory(token="spent", **spent)

    answer = client.get(address("spent"))

    assert answer.status_code == 410
    assert invitation.region.telephone in answer.content.decode()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "10文字以上にしてください"),
        ("", "パスワードを書いてください"),
        ("invited@example.jp", "名前やメールアドレスに似ていない言葉にしてください"),
        ("1234567890", "別の言葉にしてください"),
    ],
    ids=["short", "empty", "like the address", "common"],
)
def test_a_weak_password_is_refused(client, db, password, sentence):
    InvitationFactory(token="t", email="invited@example.jp")

    answer = client.post(address("t"), NEW | {"password": password})

    assert sentence in answer.content.decode()
    assert not User.objects.filter(email="invited@example.jp").exists()


def test_who_has_an_account_is_asked_to_sign_in_first(client, browser, db):
    invitation = InvitationFactory(token="t")
    person = UserFactory(email=invitation.email)

    assert "?next=/invitation/t/" in client.get(address("t")).content.decode()
    assert client.post(address("t"), NEW).status_code == 200
    assert "招待を受ける" in browser(person).get(address("t")).content.decode()
    browser(person).post(address("t"))

    assert Membership.objects.get().user == person


def test_somebody_elses_invitation_is_not_shown(browser, db):
    invitation = InvitationFactory(token="t")

    page = browser(UserFactory()).get(address("t")).content.decode()

    assert "別のメールアドレスの人あてです" in page
    assert invitation.email not in page


def test_who_is_signed_in_as_somebody_else_signs_out_and_comes_back(browser, db):
    InvitationFactory(token="t")
    other = browser(UserFactory())
    assert f'name="next" value="{address("t")}"' in other.get(address("t")).content.decode()

    answer = other.post(reverse("account_logout"), {"next": address("t")}, follow=True)

    assert answer.redirect_chain == [(address("t"), 302)]
    assert "登録する" in answer.content.decode()


def test_somebody_else_cannot_accept(browser, db):
    InvitationFactory(token="t")

    browser(UserFactory()).post(address("t"))

    assert not Membership.objects.exists()


def test_an_account_made_meanwhile_is_answered_in_a_sentence(db):
    from renkei.accounts.forms import AcceptForm
    from tests.clock import NOW

    invitation = InvitationFactory()
    form = AcceptForm(NEW, invitation=invitation)
    assert form.is_valid()
    UserFactory(email=invitation.email)

    assert form.keep(at=NOW) is None
    assert "もう登録されています" in form.non_field_errors()[0]


def of_region(name, invitation):
    parts = {"region": invitation.region.slug, "invitation": invitation.public_id}
    return reverse(f"accounts:invitation-{name}", kwargs=parts)


def test_staff_send_again_and_withdraw(browser, coordinator, region):
    invitation = InvitationFactory(region=region)
    staff = browser(coordinator)

    assert "/invitation/" in staff.post(of_region("send-again", invitation)).content.decode()
    staff.post(of_region("withdraw", invitation))

    invitation.refresh_from_db()
    assert invitation.withdrawn_at


def test_an_answered_invitation_cannot_be_changed(browser, coordinator, region):
    invitation = InvitationFactory(region=region, withdrawn_at="2017-02-16T10:00+09:00")
    staff = browser(coordinator)

    for name in ("send-again", "withdraw"):
        answer = staff.post(of_region(name, invitation), follow=True)
        assert "取り消されました" in answer.content.decode()


def test_another_regions_invitation_is_not_found(browser, coordinator, region):
    elsewhere = InvitationFactory()
    staff = browser(coordinator)

    assert staff.post(of_region("withdraw", elsewhere)).status_code == 404
    elsewhere.region = region
    assert staff.post(of_region("withdraw", elsewhere)).status_code == 404
