"""The request as our views know it."""

from django.http import HttpRequest

from renkei.accounts.models import User


class Request(HttpRequest):
    """A request of a signed-in person; the guards see to that."""

    user: User
