"""Invented people: 見本 with a number."""

import factory
from allauth.account.models import EmailAddress

from renkei.accounts.models import Invitation, Membership, User
from renkei.accounts.models.invitation import VALID_FOR, digest
from renkei.core.actors import Role
from tests.clock import NOW, TODAY, YESTERDAY
from tests.organizations.factories import FacilityFactory
from tests.programme.factories import RegionFactory
from tests.vocabulary.factories import TermFactory

PASSWORD = "mihon-no-nagai-kotoba"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        operator = factory.Trait(is_operator=True)
        stopped = factory.Trait(is_active=False, deactivated_at=NOW)

    email = factory.Sequence(lambda n: f"mihon{n}@example.jp")
    name = factory.Sequence(lambda n: f"見本 {n}子")
    password = factory.django.Password(PASSWORD)
    created_at = updated_at = NOW

    @factory.post_generation
    def address(self, create: bool, extracted: object, **more: object) -> None:
        EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class MembershipFactory(factory.django.DjangoModelFactory):
    """A professional of today, unless a trait says otherwise."""

    class Meta:
        model = Membership

    class Params:
        coordinator = factory.Trait(role=Role.COORDINATOR)
        officer = factory.Trait(role=Role.OFFICER)
        professional = factory.Trait(role=Role.PROFESSIONAL)
        council_member = factory.Trait(role=Role.COUNCIL_MEMBER, facility=None)
        gone = factory.Trait(started_on=YESTERDAY, ended_on=TODAY)

    user = factory.SubFactory(UserFactory)
    region = factory.SubFactory(RegionFactory)
    facility = factory.SubFactory(FacilityFactory)
    profession = factory.SubFactory(TermFactory)
    role = Role.PROFESSIONAL
    started_on = YESTERDAY
    created_at = updated_at = NOW


class InvitationFactory(factory.django.DjangoModelFactory):
    """An invitation whose token is its own ``token`` parameter."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"token-{n}")
        expired = factory.Trait(expires_at=NOW)

    region = factory.SubFactory(RegionFactory)
    email = factory.Sequence(lambda n: f"invited{n}@example.jp")
    role = Role.PROFESSIONAL
    profession = factory.SubFactory(TermFactory)
    facility = factory.SubFactory(FacilityFactory)
    invited_by = factory.SubFactory(UserFactory)
    token_digest = factory.LazyAttribute(lambda invitation: digest(invitation.token))
    expires_at = NOW + VALID_FOR
    created_at = updated_at = NOW
