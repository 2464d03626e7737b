"""名簿 as staff use it."""

import pytest
from django.urls import reverse

from renkei.accounts.models import Membership, SecondFactorRule, User
from renkei.audit.models import AuditEvent
from renkei.core.actors import Role
from tests.accounts.factories import InvitationFactory, MembershipFactory, UserFactory
from tests.programme.factories import RegionFactory


@pytest.fixture
def coordinator(db):
    return MembershipFactory(coordinator=True, user__name="見本 調子")


@pytest.fixture
def staff(coordinator, browser):
    return browser(coordinator.user)


def page(name, of):
    if name in {"people", "second-factor-rules"}:
        return reverse(f"accounts:{name}", kwargs={"region": of.region.slug})
    parts = {"region": of.region.slug, "membership": of.public_id}
    return reverse(f"accounts:{name}", kwargs=parts)


def shown(answer):
    return answer.content.decode()


def listed(staff, of, **asked):
    answer = staff.get(page("people", of), asked)
    return {one.user.name for one in answer.context["page"]}


def test_the_list_shows_the_people_of_the_region(staff, coordinator):
    MembershipFactory(region=coordinator.region, user__name="見本 看子")
    MembershipFactory(user__name="見本 他子")

    assert listed(staff, coordinator) == {"見本 調子", "見本 看子"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"q": "看子"}, {"見本 看子"}, id="by name"),
        pytest.param({"q": "見本　 まちの"}, {"見本 看子"}, id="by facility, two words"),
        pytest.param({"role": Role.COORDINATOR}, {"見本 調子"}, id="by role"),
        pytest.param({"state": "ended"}, {"見本 去子"}, id="ended"),
        pytest.param({"state": "stopped"}, {"見本 止子"}, id="stopped"),
        pytest.param({"role": "king"}, {"見本 調子", "見本 看子"}, id="nonsense"),
    ],
)
def test_the_list_is_narrowed(staff, coordinator, asked, found):
    here = {"region": coordinator.region}
    MembershipFactory(**here, user__name="見本 看子", facility__name="まちの診療所")
    MembershipFactory(**here, user__name="見本 去子", gone=True)
    MembershipFactory(**here, user__name="見本 止子", user__stopped=True)

    assert listed(staff, coordinator, **asked) == found


def test_an_empty_answer_says_what_to_loosen(staff, coordinator):
    assert "条件をゆるめて" in shown(staff.get(page("people", coordinator), {"q": "だれもいない"}))


def test_people_stand_by_their_reading_and_those_without_one_behind(db):
    region = RegionFactory()
    people = [("山田", ""), ("渡辺", "わたなべ"), ("青木", "あおき"), ("木村", "")]
    for name, kana in people:
        MembershipFactory(region=region, user__name=name, user__kana=kana)

    names = list(User.objects.distinct().values_list("name", flat=True))

    assert (names[:2], set(names[2:])) == (["青木", "渡辺"], {"山田", "木村"})
    assert [one.user.name for one in Membership.objects.all()] == names


def test_a_region_without_people_says_how_to_begin(browser):
    region = RegionFactory()
    operator = browser(UserFactory(operator=True))

    answer = operator.get(reverse("accounts:people", kwargs={"region": region.slug}))

    assert "まだ、だれも登録されていません" in shown(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_many(
    staff, coordinator, count, django_assert_max_num_queries
):
    MembershipFactory.create_batch(count, region=coordinator.region)
    InvitationFactory.create_batch(count, region=coordinator.region)

    with django_assert_max_num_queries(8):
        staff.get(page("people", coordinator))


def test_waiting_invitations_stand_above(staff, coordinator):
    InvitationFactory(region=coordinator.region, email="waiting@example.jp")
    InvitationFactory(region=coordinator.region, email="late@example.jp", expired=True)

    text = shown(staff.get(page("people", coordinator)))

    assert "waiting@example.jp" in text
    assert text.count("期限切れ") == 1


@pytest.mark.parametrize("name", ["people", "second-factor-rules"])
def test_others_are_refused_with_a_sentence(browser, db, name):
    professional = MembershipFactory()

    assert browser(professional.user).get(page(name, professional)).status_code == 403


@pytest.mark.parametrize(
    "name", ["person", "membership-end", "person-deactivate", "person-second-factor"]
)
def test_another_regions_person_is_not_found(staff, coordinator, name):
    elsewhere = MembershipFactory()

    assert staff.get(page(name, elsewhere)).status_code == 404


def test_a_person_page_tells_whether_a_second_factor_protects(staff, coordinator):
    other = MembershipFactory(region=coordinator.region)
    assert "<td>なし</td>" in shown(staff.get(page("person", other)))

    other.user.authenticator_set.create(type="totp", data={})

    assert "<td>あり" in shown(staff.get(page("person", other)))


def test_a_lost_second_factor_is_taken_away(staff, coordinator, client):
    other = MembershipFactory(region=coordinator.region)
    sign_in(client, other.user)
    other.user.authenticator_set.create(type="totp", data={})
    assert "二要素認証を外しますか" in shown(staff.get(page("person-second-factor", other)))

    staff.post(page("person-second-factor", other))

    assert "<td>なし</td>" in shown(staff.get(page("person", other)))
    assert client.get(reverse("accounts:me")).status_code == 302
    assert AuditEvent.objects.get(verb="second-factor").region == coordinator.region.slug


def test_ending_asks_once_and_then_ends(staff, coordinator):
    other = MembershipFactory(region=coordinator.region)
    assert "役割を終えますか" in shown(staff.get(page("membership-end", other)))

    answer = staff.post(page("membership-end", other), follow=True)

    assert "役割を終えました" in shown(answer)
    assert listed(staff, coordinator) == {"見本 調子"}


def test_the_last_of_staff_is_kept_with_a_sentence(browser, coordinator):
    operator = browser(UserFactory(operator=True))

    for name in ("membership-end", "person-deactivate"):
        assert "先に、別のコーディネーター" in shown(operator.post(page(name, coordinator)))


def test_oneself_is_out_of_reach(staff, coordinator):
    MembershipFactory(region=coordinator.region, officer=True)
    assert "利用を止める" not in shown(staff.get(page("person", coordinator)))

    for name in ("membership-end", "person-deactivate"):
        assert staff.post(page(name, coordinator)).status_code == 403


def test_a_stopped_person_is_signed_out_everywhere(staff, coordinator, client):
    other = MembershipFactory(region=coordinator.region)
    sign_in(client, other.user)
    assert client.get(reverse("accounts:me")).status_code == 200

    assert "利用を止めますか" in shown(staff.get(page("person-deactivate", other)))
    staff.post(page("person-deactivate", other))
    assert client.get(reverse("accounts:me")).status_code == 302

    assert "利用停止" in shown(staff.get(page("person", other)))
    staff.post(page("person-reactivate", other))
    assert client.get(reverse("accounts:me")).status_code == 302


def sign_in(client, person):
    from tests.accounts.factories import PASSWORD

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def test_the_rules_of_second_factors_are_set_and_lifted(staff, coordinator):
    address = page("second-factor-rules", coordinator)

    staff.post(address, {"roles": [Role.OFFICER, Role.PROFESSIONAL]})
    assert set(SecondFactorRule.objects.values_list("role", flat=True)) == {
        Role.OFFICER,
        Role.PROFESSIONAL,
    }
    assert shown(staff.get(address)).count("checked") == 2
    staff.post(address, {"roles": [Role.OFFICER]})
    staff.post(address, {"roles": [Role.OFFICER]})
    staff.post(address)

    assert not SecondFactorRule.objects.exists()
    changes = [event.changes for event in AuditEvent.objects.filter(verb="update").order_by("pk")]
    label = "二要素認証を求める役割"
    assert changes == [
        {label: ["なし", "行政、専門職"]},
        {label: ["行政、専門職", "行政"]},
        {label: ["行政", "なし"]},
    ]
