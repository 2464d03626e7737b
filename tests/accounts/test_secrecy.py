"""Secrets of second factors are kept encrypted."""

import pytest
from cryptography.fernet import InvalidToken

from renkei.accounts import secrecy


def test_a_sealed_secret_is_read_back():
    sealed = secrecy.seal("JBSWY3DP")

    assert "JBSWY3DP" not in sealed
    assert secrecy.unseal(sealed) == "JBSWY3DP"


def test_a_changed_web_secret_still_opens_what_was_sealed_before(settings):
    sealed = secrecy.seal("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert secrecy.unseal(sealed) == "JBSWY3DP"


def test_a_stranger_cannot_open_it(settings):
    sealed = secrecy.seal("JBSWY3DP")
    settings.SECRET_KEY = "another"

    with pytest.raises(InvalidToken):
        secrecy.unseal(sealed)
