"""Person, membership, invitation, and where a second factor is required."""

from renkei.accounts.models.invitation import Invitation
from renkei.accounts.models.membership import Membership, SecondFactorRule
from renkei.accounts.models.user import User

__all__ = ["Invitation", "Membership", "SecondFactorRule", "User"]
