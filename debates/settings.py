"""Settings for every place Counterpoint runs: what differs comes from the environment.

COUNTERPOINT_DATA    folder for the embedded database, static files, the secret key (default: var/)
COUNTERPOINT_DEBUG   1 turns Django's debug pages on; never on a machine that others reach
COUNTERPOINT_HOSTS   comma-separated host names that the site answers to
COUNTERPOINT_HTTPS   1 where a proxy serves the site over https: secure cookies, HSTS, redirects
COUNTERPOINT_SECRET  the secret key, where it should not lie in the data folder
COUNTERPOINT_LOOPBACK 1 lets feeds and transcripts be fetched from this very machine, and people sign in with it: for development
COUNTERPOINT_USER_AGENT what this site calls itself where it fetches: say how to reach you
COUNTERPOINT_SPEECH_ELSEWHERE 1 where a worker on another machine hears recordings, and speech is not installed here
COUNTERPOINT_HEARING the dotted name of other engines (docs/reference/speech.md)
COUNTERPOINT_WHISPER_MODEL size of Whisper (tiny, base, small …), or a folder with its weights (default: base)
COUNTERPOINT_WHISPER_DEVICE cpu or cuda; COUNTERPOINT_WHISPER_COMPUTE int8, float16 …; COUNTERPOINT_WHISPER_BEAM its beam
COUNTERPOINT_WHISPER_LANGUAGE the language of recordings, such as en, where it need not be found out
COUNTERPOINT_S3_BUCKET a bucket for recordings, instead of the data folder's media/; COUNTERPOINT_S3_PREFIX where in it
COUNTERPOINT_S3_ENDPOINT the address of a store that is not Amazon's; COUNTERPOINT_S3_REGION; keys as AWS's own tools read them
COUNTERPOINT_LLM     address of an OpenAI-compatible endpoint, such as http://localhost:11434/v1 (docs/how-to/ask-a-language-model.md)
COUNTERPOINT_LLM_MODEL the model asked there; COUNTERPOINT_LLM_KEY the key, where the endpoint wants one
COUNTERPOINT_LLM_PRICES money for a million tokens read and written, such as 0.15/0.60; COUNTERPOINT_LLM_MOST money for one
                     mining (default: 1), COUNTERPOINT_LLM_DAY money for a day (default: 10); COUNTERPOINT_LLM_SECONDS
                     seconds for one (default: 1800)
COUNTERPOINT_DB_POOL connections that each web process keeps open; without it every request opens its own
COUNTERPOINT_SEARCH  the class of another machine that searches (docs/reference/search.md)
COUNTERPOINT_MAIL    smtp://name:password@host:587 or smtps://…; without it mail is written into the data folder's mail/
COUNTERPOINT_MAIL_FROM the address that mail comes from
COUNTERPOINT_SIGN_UP 1 lets anybody make an account, as a reader; without it people are invited
DATABASE_URL         a PostgreSQL server of your own instead of the embedded one
"""

from __future__ import annotations

import os
from pathlib import Path

import django_stubs_ext
import pghistory
from csp.constants import NONE, SELF

from debates.accounts.mail import mail_settings
from debates.accounts.providers import read_providers
from debates.database import database_settings
from debates.llm_settings import llm_settings
from debates.media import media_storage
from debates.secret_key import read_or_make_secret_key

# Lets generic classes that Django leaves bare, such as ModelForm, name their model.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("COUNTERPOINT_DATA", BASE_DIR / "var"))


def _flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


DEBUG = _flag("COUNTERPOINT_DEBUG")
FETCH_FROM_LOOPBACK = _flag("COUNTERPOINT_LOOPBACK")
FETCH_USER_AGENT = os.environ.get("COUNTERPOINT_USER_AGENT", "")
HTTPS = _flag("COUNTERPOINT_HTTPS")
SECRET_KEY = os.environ.get("COUNTERPOINT_SECRET") or read_or_make_secret_key(DATA_DIR / "secret_key")
ALLOWED_HOSTS = os.environ.get("COUNTERPOINT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

PROVIDERS = read_providers(DATA_DIR / "oauth.toml", from_loopback=FETCH_FROM_LOOPBACK)

INSTALLED_APPS = [
    "debates.admin_site.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *PROVIDERS.apps,
    "transcripts",
    "debates",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "debates.revising.middleware.RevisionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "debates.sending.SendingMiddleware",
]

ROOT_URLCONF = "debates.urls"
WSGI_APPLICATION = "debates.wsgi.application"
ASGI_APPLICATION = "debates.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database_settings(DATA_DIR / "pg")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGTRIGGER_MIGRATIONS = True
PGHISTORY_BASE_MODEL = "transcripts.models.revisions.Revision"
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="revisions")
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

AUTH_USER_MODEL = "debates.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_SHORTEST = 10
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": PASSWORD_SHORTEST},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

# Accounts: django-allauth
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SIGN_UP_IS_OPEN = _flag("COUNTERPOINT_SIGN_UP")
ACCOUNT_ADAPTER = "debates.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "debates.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"  # nothing here needs a mail server
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Counterpoint: "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_BLACKLIST = ["admin", "editor", "everybody", "counterpoint"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # limits count addresses as the proxy noted them
MFA_ADAPTER = "debates.accounts.adapter.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Counterpoint"
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "debates.accounts.elsewhere.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = PROVIDERS.settings
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_ONLY = False

globals().update(mail_settings(os.environ.get("COUNTERPOINT_MAIL", ""), DATA_DIR / "mail"))
DEFAULT_FROM_EMAIL = os.environ.get("COUNTERPOINT_MAIL_FROM", "Counterpoint <counterpoint@localhost>")

# Limits on attempts are counted here, for all processes of the site together.
CACHES: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "llm": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "llm",
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": media_storage(os.environ),
    "staticfiles": {"BACKEND": "debates.static_files.HashedStatics"},
}
MEDIA_ROOT = DATA_DIR / "media"

HEARING_ENGINES = os.environ.get("COUNTERPOINT_HEARING") or "transcripts.hearing.HERE"
SPEECH_IS_ELSEWHERE = _flag("COUNTERPOINT_SPEECH_ELSEWHERE")
WHISPER = {
    "model": os.environ.get("COUNTERPOINT_WHISPER_MODEL") or "base",
    "device": os.environ.get("COUNTERPOINT_WHISPER_DEVICE") or "cpu",
    "compute_type": os.environ.get("COUNTERPOINT_WHISPER_COMPUTE") or "int8",
    "language": os.environ.get("COUNTERPOINT_WHISPER_LANGUAGE", ""),
    "beam": int(os.environ.get("COUNTERPOINT_WHISPER_BEAM") or 1),
    "folder": DATA_DIR / "whisper",
}

LLM = llm_settings(os.environ)

SEARCH_BACKEND = os.environ.get("COUNTERPOINT_SEARCH", "transcripts.searching.postgres.PostgresBackend")
SEARCH_FOLDER = DATA_DIR / "search"
# How long one query of a search may take before it is stopped.
SEARCH_TIMEOUT_MS = 1_000

# Bytes a browser may post in one form that is not a file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Four fields for each claim of a debate, with room for several thousand claims.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *PROVIDERS.origins],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "debates.views.refusals.open_for_too_long"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("COUNTERPOINT_LOG", "WARNING")},
}
