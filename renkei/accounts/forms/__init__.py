"""What people type about people, accounts and regions."""

from renkei.accounts.forms.account import AcceptForm, ProfileForm, SetupForm
from renkei.accounts.forms.people import InvitationForm, PeopleFilter, SecondFactorForm
from renkei.accounts.forms.region import RegionForm

__all__ = [
    "AcceptForm",
    "InvitationForm",
    "PeopleFilter",
    "ProfileForm",
    "RegionForm",
    "SecondFactorForm",
    "SetupForm",
]
