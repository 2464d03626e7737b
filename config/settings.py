"""The one settings file: every value from the environment, safe by default.

Each RENKEI_* name is explained in docs/operations/settings.md; a test compares.
"""

import os
import secrets
from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

# Makes ModelForm[Visit], QuerySet[Visit] … say their type at run time too.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# A line of an .env file with nothing behind its = counts as not there.
env.ENVIRON = {name: value for name, value in os.environ.items() if value}

DATA_DIR = Path(env.str("RENKEI_DATA", default=str(BASE_DIR / "var"))).resolve()
DEBUG = env.bool("RENKEI_DEBUG", default=False)


def _kept_secret(path: Path) -> str:
    """A secret made on first use and kept beside the data, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = env.str("RENKEI_SECRET_KEY", default="") or _kept_secret(DATA_DIR / "secret-key")
# Keys the chain of the audit log; kept apart so that the web secret can be changed.
AUDIT_KEY = env.str("RENKEI_AUDIT_KEY", default="") or _kept_secret(DATA_DIR / "audit-key")
ALLOWED_HOSTS = env.list("RENKEI_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("RENKEI_ORIGINS", default=[])
SITE_URL = env.str("RENKEI_URL", default="http://localhost:8000")
# Where to tell about a weakness: mailto:… or https://…; empty hides security.txt.
SECURITY_CONTACT = env.str("RENKEI_SECURITY_CONTACT", default="")
# Only for demonstrations: pretend that renkei was started at this moment (ISO 8601).
CLOCK = env.str("RENKEI_CLOCK", default="")
CLOCK_STANDS_STILL = False

INSTALLED_APPS = [
    "renkei.openreferral",
    "renkei.portal",
    "renkei.reporting",
    "renkei.council",
    "renkei.training",
    "renkei.outreach",
    "renkei.liaison",
    "renkei.directory",
    "renkei.events",
    "renkei.accounts",
    "renkei.programme",
    "renkei.organizations",
    "renkei.geo",
    "renkei.vocabulary",
    "renkei.documents",
    "renkei.audit",
    "renkei.core",
    "renkei.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "renkei.audit.pages.RememberPublicPages",
    # Below the memory: a page that may ask more than others is remembered with that.
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "renkei.core.middleware.RememberFurigana",
    "renkei.core.middleware.KeepTypedWork",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "renkei.accounts.middleware.SecondFactorRequired",
    "renkei.audit.middleware.RecordRefusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "renkei.core.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "renkei.core.context.frame",
            ],
            "builtins": [
                "renkei.core.templatetags.renkei",
                "renkei.core.templatetags.components",
            ],
        },
    }
]

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'renkei.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Deferred transactions fail with "database is locked" as soon as two people write.
        "transaction_mode": "IMMEDIATE",
        # recursive_triggers: without it INSERT OR REPLACE walks past the append-only triggers.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
            "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # To compile a query, or to start helpers for it, takes longer than any of ours: PostgreSQL
    # would do either by its estimates.
    QUICKLY = "-c jit=off -c max_parallel_workers_per_gather=0"
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", QUICKLY)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Shared by all processes, as the sign-in rate limits need it.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Beyond it counts are thrown away, and an attack could make room for itself.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Public pages are kept in memory until something happens in their region (audit/pages.py).
REMEMBER_PAGES = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"renkei.accounts.passwords.{name}", "OPTIONS": options}
    for name, options in [
        ("LongEnough", {"min_length": 10}),
        ("UnlikeThePerson", {"user_attributes": ("email", "name")}),
        ("NotCommon", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:entrance"
ACCOUNT_ADAPTER = "renkei.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address; nobody signs up alone
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
# Whose address counts: by default that of the connection (audit/origin.py).
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("RENKEI_PROXIES", default=0)
# An account from one address first; an address may be a whole city hall (accounts/lock_out.py).
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "5/5m/key,100/5m/ip",
    "login_failed_anywhere": "100/h/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "login": "renkei.accounts.forms.signing_in.LoginForm",
    "reauthenticate": "renkei.accounts.forms.signing_in.ReauthenticateForm",
    "change_password": "renkei.accounts.forms.signing_in.ChangePasswordForm",
    "reset_password": "renkei.accounts.forms.signing_in.ResetPasswordForm",
    "reset_password_from_key": "renkei.accounts.forms.signing_in.ResetPasswordKeyForm",
}
# Nobody gets a mail only because a stranger typed their address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "renkei.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "renkei"
# A code of half a minute ago still counts: people type slowly (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "renkei.accounts.forms.signing_in.CodeForm",
    "reauthenticate": "renkei.accounts.forms.signing_in.ReauthenticateCodeForm",
    "activate_totp": "renkei.accounts.forms.signing_in.ActivateTOTPForm",
    "add_webauthn": "renkei.accounts.forms.signing_in.AddWebAuthnForm",
    "edit_webauthn": "renkei.accounts.forms.signing_in.EditWebAuthnForm",
}

EMAIL_CONFIG = env.email_url("RENKEI_MAIL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("RENKEI_MAIL_FROM", default="renkei@localhost")

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語")]
USE_I18N = True
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "documents"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Uploads are read and checked in memory, never served from a public folder.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * env.int("RENKEI_SESSION_MINUTES", default=8 * 60)
SESSION_SAVE_EVERY_REQUEST = False
CSRF_FAILURE_VIEW = "renkei.core.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        # The map's worker is a file of ours.
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # A form sent back with its errors (422) is everyday work, not a warning.
    "filters": {
        "without_422": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda entry: getattr(entry, "status_code", 0) != 422,
        },
        "one_line_per_refusal": {"()": "renkei.core.log.OneLinePerRefusal"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_422", "one_line_per_refusal"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
