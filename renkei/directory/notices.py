"""The words of the mail that asks a facility to check its entry."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from renkei.directory.models import FacilityLink

log = logging.getLogger(__name__)


def update_address(link: FacilityLink, token: str) -> str:
    """The whole address that opens the facility's own page."""
    keys = {"region": link.region.slug, "token": token}
    return f"{settings.SITE_URL.rstrip('/')}{reverse('directory:facility-update', kwargs=keys)}"


def update_link(link: FacilityLink, token: str) -> None:
    """Mail the link. One that cannot go out is no reason to refuse: the sender has it too."""
    words = {
        "region": link.region,
        "facility": link.facility,
        "link": update_address(link, token),
        "until": link.expires_at,
    }
    try:
        send_mail(
            subject=f"{link.region.display_name}：掲載内容の確認のお願い",
            message=render_to_string("directory/mail/update_link.txt", words),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[link.email],
        )
    except (OSError, SMTPException):
        log.warning("The mail of link %s could not be sent.", link.public_id)
