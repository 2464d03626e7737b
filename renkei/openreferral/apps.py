"""Start of the openreferral app."""

from django.apps import AppConfig


class OpenreferralConfig(AppConfig):
    name = "renkei.openreferral"
    verbose_name = "Open Referral"
