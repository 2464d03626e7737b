"""The same settings with fixed secrets and without what makes tests slow."""

import os
import tempfile

os.environ.setdefault("RENKEI_DATA", tempfile.mkdtemp(prefix="renkei-test-"))
os.environ.setdefault("RENKEI_SECRET_KEY", "only-for-tests")
os.environ.setdefault("RENKEI_AUDIT_KEY", "only-for-tests-too")

from config.settings import *  # noqa: F403 -- the environment has to be set before

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {  # no collectstatic in tests
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
REMEMBER_PAGES = False  # tests change records behind the audit log's back
CLOCK_STANDS_STILL = True  # a pretended moment does not grow older while the suite runs
