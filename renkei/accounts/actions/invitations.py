"""The way of a person into a region: invited, sent again, withdrawn, accepted."""

import secrets
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from renkei.accounts import notices
from renkei.accounts.actions import people, regions
from renkei.accounts.models import Invitation, Membership, User
from renkei.accounts.models.invitation import VALID_FOR, digest
from renkei.audit.actions import record
from renkei.audit.models import Verb
from renkei.core.actors import Actor, Role
from renkei.core.errors import DomainError
from renkei.geo.models import Municipality
from renkei.organizations.models import Facility
from renkei.programme.models import Region
from renkei.vocabulary.models import Term


class AlreadyInvited(DomainError):
    """この人は、もう同じ役割で招いています。名簿の「返事を待っている招待」から送り直せます。"""


class InvitationExpired(DomainError):
    """この招待は期限が過ぎました。招いた人に、送り直すよう頼んでください。"""


class InvitationUsed(DomainError):
    """この招待は、もう使われています。ログインしてください。"""


class InvitationWithdrawn(DomainError):
    """この招待は取り消されました。招いた人に確かめてください。"""


class InvitationForSomebodyElse(DomainError):
    """この招待は、別のメールアドレスの人あてです。いったんログアウトしてください。"""


class AccountExists(DomainError):
    """このメールアドレスの人は、もう登録されています。ログインしてから、もう一度リンクを開いてください。"""


@transaction.atomic
def invite(
    *,
    region: Region,
    email: str,
    role: Role,
    profession: Term,
    facility: Facility | None,
    by: User,
    at: datetime,
    new_facility: str = "",
    new_facility_municipality: Municipality | None = None,
) -> tuple[Invitation, str]:
    """Invite an address into the region; the second value is the token, told only now.

    A workplace not known yet is given by name and municipality. The link goes out by
    mail after commit. Raises AlreadyInvited while such an invitation waits, and
    AlreadyHere when the person has that role already.
    """
    email = email.strip().lower()
    if Invitation.objects.of(region).waiting().filter(email=email, role=role).exists():
        raise AlreadyInvited
    same = Membership.objects.of(region).filter(user__email=email, facility=facility, role=role)
    if same.filter(ended_on__isnull=True).exists():
        raise people.AlreadyHere
    invitation = Invitation(
        region=region,
        email=email,
        role=role,
        profession=profession,
        facility=facility,
        new_facility=new_facility,
        new_facility_municipality=new_facility_municipality,
        invited_by=by,
    )
    token = _give_token(invitation, at)
    record(Verb.INVITE, invitation, by=by, at=at)
    return invitation, token


@transaction.atomic
def send_again(*, invitation: Invitation, by: Actor, at: datetime) -> tuple[Invitation, str]:
    """Make a new link, valid for seven days from now; the old one ends.

    Raises InvitationUsed or InvitationWithdrawn.
    """
    invitation = _locked(invitation)
    _refuse_unless_waiting(invitation)
    token = _give_token(invitation, at)
    record(Verb.INVITE, invitation, by=by, at=at)
    return invitation, token


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Take the invitation back; its link opens nothing any more. Raises InvitationUsed."""
    invitation = _locked(invitation)
    _refuse_unless_waiting(invitation)
    invitation.withdrawn_at = at
    invitation.stamp(at)
    invitation.save()
    record(Verb.REVOKE, invitation, by=by, at=at)
    return invitation


@transaction.atomic
def accept_as_new(
    *, invitation: Invitation, name: str, kana: str, password: str, at: datetime
) -> User:
    """Make the account of the invited person, with the membership.

    Raises AccountExists when the address has an account already, and the refusals
    of an invitation that is no longer open.
    """
    invitation = _locked(invitation)
    refuse_unless_usable(invitation, at)
    if User.objects.filter(email=invitation.email).exists():
        raise AccountExists
    person = people.create_person(
        email=invitation.email, name=name, kana=kana, password=password, by=None, at=at
    )
    _let_in(person, invitation, at)
    return person


@transaction.atomic
def accept(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Give the signed-in person the membership they were invited to.

    Raises InvitationForSomebodyElse when the invitation went to another address.
    """
    invitation = _locked(invitation)
    refuse_unless_usable(invitation, at)
    if by.email != invitation.email:
        raise InvitationForSomebodyElse
    _let_in(by, invitation, at)


def refuse_unless_usable(invitation: Invitation, at: datetime) -> None:
    """Raise the sentence that says why the link opens nothing."""
    _refuse_unless_waiting(invitation)
    if not invitation.is_usable(at):
        raise InvitationExpired


def _refuse_unless_waiting(invitation: Invitation) -> None:
    if invitation.withdrawn_at:
        raise InvitationWithdrawn
    if invitation.accepted_at:
        raise InvitationUsed


def _locked(invitation: Invitation) -> Invitation:
    found: Invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    return found


def _give_token(invitation: Invitation, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invitation.token_digest = digest(token)
    invitation.expires_at = at + VALID_FOR
    invitation.stamp(at)
    invitation.save()
    transaction.on_commit(partial(notices.invitation, invitation, token))
    return token


def _let_in(person: User, invitation: Invitation, at: datetime) -> None:
    people.join(
        user=person,
        region=invitation.region,
        facility=_workplace(invitation, at),
        profession=invitation.profession,
        role=Role(invitation.role),
        on=timezone.localdate(at),
        by=invitation.invited_by,
        at=at,
    )
    invitation.accepted_at, invitation.accepted_by = at, person
    invitation.stamp(at)
    invitation.save()
    record(Verb.ACCEPT, invitation, by=person, at=at)


def _workplace(invitation: Invitation, at: datetime) -> Facility | None:
    if invitation.new_facility_municipality is None:
        facility: Facility | None = invitation.facility
        return facility
    return regions.workplace(
        municipality=invitation.new_facility_municipality,
        name=invitation.new_facility,
        region=invitation.region,
        by=invitation.invited_by,
        at=at,
    )
