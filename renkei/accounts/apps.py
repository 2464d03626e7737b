"""Start of the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "renkei.accounts"
    verbose_name = "人と役割"
