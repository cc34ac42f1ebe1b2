"""Settings, read from the environment. An installation on one machine needs none of them.

CHUNGTAY_HOME   the folder of database, files and keys          ./var
DATABASE_URL    PostgreSQL instead of the home's SQLite         none
CHUNGTAY_HOSTS  the names under which browsers ask, by commas   this machine's own
CHUNGTAY_HTTPS  1 where browsers come by https, else 0          1, unless every name is this machine's own
CHUNGTAY_PROXIES  how many servers of ours stand before this one, each writing X-Forwarded-For and -Proto   0
CHUNGTAY_MAIL_URL  the server that sends mails to readers who asked for news, smtp://name:password@host:587   none
CHUNGTAY_MAIL_FROM  from whom they come, office@example.org   none
CHUNGTAY_CUBE_EVERY  after how many postings the derived state is written to the home anew   200
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django.conf.locale

from chungtay.rules.mails import read_mail_route
from chungtay.rules.providers import read_providers
from chungtay.rules.proxies import is_loopback

BASE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("CHUNGTAY_HOME", "var")).resolve()


def kept_secret(name: str) -> str:
    """A random key that is made once and stays in the home, readable by its owner only."""
    path = HOME / "keys" / name
    if not path.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        # "x" refuses to overwrite when two processes start at once; the loser reads the winner's key.
        try:
            with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text()


def database(url: str) -> dict[str, object]:
    """SQLite in the home, or PostgreSQL at `postgresql://user:password@host:port/name`."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "chungtay.sqlite3",
            "CONN_MAX_AGE": None,  # opening it anew takes a request two milliseconds
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "pragma journal_mode=wal; pragma synchronous=full; pragma recursive_triggers=on;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("DATABASE_URL begins with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def number(name: str, otherwise: int) -> int:
    written = os.environ.get(name, "") or str(otherwise)
    if not written.isdecimal():
        raise ValueError(f"{name} is a whole number, not {written}")
    return int(written)


SECRET_KEY = kept_secret("django")
DEBUG = False
HOSTS = os.environ.get("CHUNGTAY_HOSTS", "127.0.0.1,localhost,.localhost,[::1]")
ALLOWED_HOSTS = [host.strip() for host in HOSTS.split(",") if host.strip()]
HTTPS = bool(number("CHUNGTAY_HTTPS", 0 if all(map(is_loopback, ALLOWED_HOSTS)) else 1))
PROXIES = number("CHUNGTAY_PROXIES", 0)
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}

# Only the demo loader writes this file. Where it stands, one click enters a role; nowhere else.
DEMO_MARK = HOME / "demo"
FILES = HOME / "files"
CUBE_EVERY = number("CHUNGTAY_CUBE_EVERY", 200)

INSTALLED_APPS = [
    "chungtay.apps.ChungtayConfig",
    "chungtay.incidents.apps.IncidentsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "chungtay.doors.portal.cache.PublicPagesMiddleware",  # what it keeps carries the headers of all below
    "chungtay.screens.headers.HeadersMiddleware",
    "chungtay.screens.beat.BeatMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a slow line carries a quarter of the bytes
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "chungtay.doors.portal.old.OldAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chungtay.screens.accounts.sessions.SessionTimesMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a page is closed unless it says otherwise
    "chungtay.screens.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chungtay.screens.accounts.door.DoorMiddleware",
]

ROOT_URLCONF = "chungtay.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A template lies beside the view that shows it.
        "DIRS": [BASE / "screens", BASE / "doors", BASE / "incidents" / "screens"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "chungtay.screens.context.of_every_page",
                "chungtay.doors.portal.site.of_public_pages",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "chungtay.screens.tags",
                "chungtay.doors.portal.addresses",
                "chungtay.doors.portal.heads",
                "chungtay.doors.portal.look",
                "chungtay.doors.portal.photos",
                "chungtay.doors.portal.rooms",
            ],
            "libraries": {},
        },
    }
]

AUTH_USER_MODEL = "chungtay.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "chungtay.screens.accounts.passwords.PasswordRules"}]
PASSWORD_HASHERS = ["chungtay.screens.accounts.passwords.Argon2id"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "work"
# NIST SP 800-63B-4, section 2.2.3, for what a second factor guards: a day in all, an hour of rest. Both may be made
# shorter; `chungtay doctor` names longer ones. How long a sign-in counts as fresh before a grave act is ours.
SESSION_WHOLE = timedelta(hours=24)
SESSION_REST = timedelta(hours=1)
SURE_FOR = timedelta(minutes=15)
REFUSAL_BEAT = timedelta(milliseconds=50)  # ours: several times what a refusal takes, too short to be felt
PUBLIC_API_A_MINUTE = 120  # requests of one network to what the API gives without an account
KEPT_PAGES = 32 * 2**20  # bytes of public pages in the memory of one process
COUNTING_BEAT = timedelta(seconds=1)  # how long readings are gathered before they are written
SESSION_COOKIE_AGE = int(SESSION_WHOLE.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # computers of an office are shared

# Nobody signs up by themselves, and mails play no part in signing in.
ACCOUNT_ADAPTER = "chungtay.screens.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
}  # rules/accounts.py slows, and locks no office out
MFA_ADAPTER = "chungtay.screens.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey asks for a finger or a PIN: both factors in one
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 12
# Offices' own sign-ins, as docs/decisions/0010-transport.md describes them; none where the file is missing.
PROVIDERS_FILE = HOME / "keys" / "providers.toml"
PROVIDERS = read_providers(PROVIDERS_FILE.read_text()) if PROVIDERS_FILE.exists() else ()
BENEFICIARY_KEY = kept_secret("beneficiaries")  # seals the names of those who received support
READER_KEY = kept_secret("readers")  # seals how to reach readers, and what only they may open
FACTOR_KEY = kept_secret("factors")  # seals the secrets of code apps and recovery codes in the database

# A demo lays mails into its home; elsewhere none go out until a server is named, and no page offers them.
MAIL_ROUTE = read_mail_route(os.environ.get("CHUNGTAY_MAIL_URL", ""))
MAIL_FROM = os.environ.get("CHUNGTAY_MAIL_FROM", "")
EMAIL_TIMEOUT = 20  # seconds
if MAIL_ROUTE and not MAIL_FROM:
    raise ValueError("CHUNGTAY_MAIL_FROM says from whom mails come, as office@example.org")
if MAIL_ROUTE:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = MAIL_ROUTE.host, MAIL_ROUTE.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_ROUTE.user, MAIL_ROUTE.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_ROUTE.starts_tls, MAIL_ROUTE.is_tls
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mails"
SENDS_MAILS = bool(MAIL_ROUTE) or DEMO_MARK.exists()

CSRF_FAILURE_VIEW = "chungtay.screens.errors.not_allowed"

# Django knows no Lao until it is told; without this line the locale middleware refuses the language.
django.conf.locale.LANG_INFO["lo"] = {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"}
LANGUAGES = [("vi", "Tiếng Việt"), ("lo", "ລາວ"), ("en", "English")]  # each in its own words
LANGUAGE_CODE = "vi"
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = "chungtay.locale"
# Off, so that a bare {{ plan.year }} is 2024; figures are grouped by the filters of screens/tags/.
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE / "screens" / "static", BASE / "incidents" / "screens" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our scripts and pictures are for our pages
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20  # a refused file never touches the disk

# Over https a browser takes a cookie named so from this very host only, and sends it nowhere else. Over http some
# browsers and most programs would not send it back at all.
COOKIES = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIES}sessionid"
CSRF_COOKIE_NAME = f"{COOKIES}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIES}language"
DEVICE_COOKIE_NAME = f"{COOKIES}device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # forms carry the token
# Not Strict: whoever follows a link from a mail would come without them, and find another page's form spoilt.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # what is said stays out of cookies
)

# Anybody may write this header; it is believed only where a server of ours overwrites it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REFERRER_POLICY = None  # screens/headers.py says it, by what is answered

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"links": {"()": "chungtay.screens.logs.LinksMasked"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
