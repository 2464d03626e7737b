from django.urls import path

from renkei.accounts.views import entry, invitations, operator, own, people

app_name = "accounts"
_people = "<slug:region>/desk/people/"
_person = f"{_people}<id:membership>/"
_invitation = f"{_people}invitations/<id:invitation>/"
urlpatterns = [
    path("me/", own.me, name="me"),
    path("me/name/", own.profile, name="profile"),
    path("invitation/<str:token>/", entry.invitation, name="invitation"),
    path("setup/", entry.setup_where, name="setup-where"),
    path("setup/<str:token>/", entry.set_up, name="setup"),
    path("operator/", operator.operator, name="operator"),
    path("operator/regions/new/", operator.region_new, name="region-new"),
    path("account/email/", own.address, name="address"),
    path(_people, people.people, name="people"),
    path(f"{_people}invite/", invitations.invite, name="invite"),
    path(f"{_people}second-factor/", people.second_factor_rules, name="second-factor-rules"),
    path(_person, people.person, name="person"),
    path(f"{_person}end/", people.membership_end, name="membership-end"),
    path(f"{_person}deactivate/", people.person_deactivate, name="person-deactivate"),
    path(f"{_person}second-factor/", people.person_second_factor, name="person-second-factor"),
    path(f"{_person}reactivate/", people.person_reactivate, name="person-reactivate"),
    path(
        f"{_invitation}send-again/", invitations.invitation_send_again, name="invitation-send-again"
    ),
    path(f"{_invitation}withdraw/", invitations.invitation_withdraw, name="invitation-withdraw"),
]
