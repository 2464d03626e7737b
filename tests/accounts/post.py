"""A post office for tests."""

from django.core.mail.backends.base import BaseEmailBackend


class ClosedPostOffice(BaseEmailBackend):
    """Takes no mail."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError
