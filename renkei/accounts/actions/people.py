"""Accounts and memberships: who may act, from when and until when."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from renkei.accounts.models import Membership, User
from renkei.accounts.models.membership import MembershipQuerySet
from renkei.audit.actions import record
from renkei.audit.models import Verb
from renkei.core.actors import Actor, Role
from renkei.core.errors import DomainError
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Term


class AddressTaken(DomainError):
    """このメールアドレスの人は、もう登録されています。"""


class AlreadyHere(DomainError):
    """この人は、もう同じ役割で登録されています。"""


class NotOneself(DomainError):
    """自分の役割や利用は、自分では止められません。ほかの担当者に頼んでください。"""


class LastOfStaff(DomainError):
    """この人のほかに、この圏域の記録ができる人がいません。先に、別のコーディネーターか行政の担当者を招いてください。"""


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    password: str,
    by: Actor | None,
    at: datetime,
    kana: str = "",
    is_operator: bool = False,
) -> User:
    """Make an account whose address counts as proven, as an invitation proves it.

    ``by`` is None where the person makes the account for themselves. The password
    has been checked by the form. Raises AddressTaken.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise AddressTaken
    person = User(email=email, name=name, kana=kana, is_operator=is_operator)
    person.set_password(password)
    person.stamp(at)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    record(Verb.CREATE, person, by=by or person, at=at)
    return person


@transaction.atomic
def change_profile(*, person: User, name: str, kana: str, by: Actor, at: datetime) -> User:
    """Change how the person is called; the history keeps the name of its time."""
    person = User.objects.select_for_update().get(pk=person.pk)
    changes = {
        label: (old, new)
        for label, old, new in [("氏名", person.name, name), ("ふりがな", person.kana, kana)]
        if old != new
    }
    if changes:
        person.name, person.kana = name, kana
        person.stamp(at)
        person.save()
        record(Verb.UPDATE, person, by=by, at=at, changes=changes)
    return person


@transaction.atomic
def join(
    *,
    user: User,
    region: Region,
    facility: Facility | None,
    profession: Term,
    role: Role,
    on: date,
    by: Actor,
    at: datetime,
) -> Membership:
    """Let the person act for the region from the day on.

    Raises AlreadyHere when they already have this role for this facility.
    """
    same = Membership.objects.filter(user=user, region=region, facility=facility, role=role)
    if same.filter(ended_on__isnull=True).exists():
        raise AlreadyHere
    membership = Membership(
        user=user, region=region, facility=facility, profession=profession, role=role, started_on=on
    )
    membership.stamp(at)
    membership.save()
    user.forget_memberships()
    record(Verb.GRANT, membership, by=by, at=at)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor, at: datetime) -> Membership:
    """End the membership today, at once.

    Raises NotOneself, and LastOfStaff when nobody else could record the region's work.
    """
    _hold(membership.region)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.user.public_id == by.public_id:
        raise NotOneself
    today = timezone.localdate(at)
    _keep_staff(Membership.objects.filter(pk=membership.pk), today)
    membership.ended_on = max(today, membership.started_on)
    membership.stamp(at)
    membership.save()
    record(Verb.REVOKE, membership, by=by, at=at)
    return membership


@transaction.atomic
def deactivate(*, person: User, by: Actor, at: datetime, region: Region | None = None) -> User:
    """Stop the account now and sign the person out everywhere.

    The history of ``region`` tells it, where somebody of a region does it. Raises
    NotOneself, and LastOfStaff when a region would be left without anybody.
    """
    today = timezone.localdate(at)
    memberships = Membership.objects.filter(user=person).active(today)
    _hold(*Region.objects.filter(memberships__in=memberships))
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.public_id == by.public_id:
        raise NotOneself
    _keep_staff(memberships, today)
    person.is_active, person.deactivated_at = False, at
    person.stamp(at)
    person.save()
    _sign_out_everywhere(person)
    record(Verb.DEACTIVATE, person, by=by, at=at, region=region.slug if region else "")
    return person


@transaction.atomic
def reactivate(*, person: User, by: Actor, at: datetime, region: Region | None = None) -> User:
    """Let the person sign in again; memberships are as they were."""
    person = User.objects.select_for_update().get(pk=person.pk)
    person.is_active, person.deactivated_at = True, None
    person.stamp(at)
    person.save()
    record(Verb.REACTIVATE, person, by=by, at=at, region=region.slug if region else "")
    return person


@transaction.atomic
def remove_second_factor(
    *, person: User, by: Actor, at: datetime, region: Region | None = None
) -> None:
    """Take all second factors away, for somebody who lost theirs, and sign them out everywhere.

    Where a rule requires a second factor, the person sets up a new one at the next sign-in.
    Raises NotOneself: one's own are taken away after proving oneself again.
    """
    if person.public_id == by.public_id:
        raise NotOneself
    Authenticator.objects.filter(user=person).delete()
    _sign_out_everywhere(person)
    slug = region.slug if region else ""
    record(Verb.SECOND_FACTOR, person, by=by, at=at, region=slug, reason="名簿から外した")


def _hold(*regions: Region) -> None:
    """Two people must not remove each other at the same moment."""
    list(Region.objects.select_for_update().filter(pk__in=[one.pk for one in regions]))


def _keep_staff(leaving: MembershipQuerySet, today: date) -> None:
    going = leaving.active(today).of_staff().able()
    for region in Region.objects.filter(memberships__in=going).distinct():
        staying = Membership.objects.of(region).active(today).of_staff().able()
        if not staying.exclude(pk__in=leaving).exists():
            raise LastOfStaff


def _sign_out_everywhere(person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()
