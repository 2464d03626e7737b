"""The words of our mails, and of links people hand over."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from renkei.accounts.models import Invitation

log = logging.getLogger(__name__)


def invitation_link(token: str) -> str:
    """The whole address that opens an invitation."""
    path = reverse("accounts:invitation", kwargs={"token": token})
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def invitation(invited: Invitation, token: str) -> None:
    """Mail the link. The mail says nothing about the person beyond the address it goes to.

    A mail that cannot go out is no reason to refuse: the inviter has the link too.
    """
    words = {"region": invited.region, "link": invitation_link(token), "until": invited.expires_at}
    try:
        send_mail(
            subject=f"{invited.region.name}：登録のご案内",
            message=render_to_string("accounts/mail/invitation.txt", words),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[invited.email],
        )
    except (OSError, SMTPException):
        log.warning("The mail of invitation %s could not be sent.", invited.public_id)
