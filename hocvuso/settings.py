"""Every setting, from the environment, right by default. Each is described in docs/server/settings.md (a test compares)."""

import os
import secrets
import sqlite3
from datetime import date
from pathlib import Path

import dj_database_url

from hocvuso.base.databases import refuse_unsound_sqlite

BASE_DIR = Path(__file__).resolve().parent.parent


class WrongSetting(Exception):
    """A setting whose value cannot be used; the message says which one and what it may be."""


def env(name: str, default: str = "") -> str:
    """The setting as text; NAME_FILE may name a file that holds it (for secrets)."""
    from_file = os.environ.get(f"{name}_FILE")
    if from_file:
        return Path(from_file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def env_bool(name: str, default: bool) -> bool:
    value = env(name).lower()
    if value in {"", "0", "1", "no", "yes", "false", "true"}:
        return default if value == "" else value in {"1", "yes", "true"}
    raise WrongSetting(f"{name} must be 1 or 0, not {value!r}")


def env_list(name: str, default: str) -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def kept_secret(folder: Path) -> str:
    """The signing key of this data folder: made once, readable by its owner only."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8")


# Where everything of this installation lives: database, uploads, voices, the key.
DATA_DIR = Path(env("HOCVUSO_DATA") or BASE_DIR / "data" / "main").resolve()
CONTENT_DIR = Path(env("HOCVUSO_CONTENT") or BASE_DIR / "content").resolve()
UPLOAD_DIR = DATA_DIR / "uploads"
VOICE_DIR = DATA_DIR / "voice"

# A sample folder carries its own "today" in this file; its accounts work on 127.0.0.1 only.
_sample_day = DATA_DIR / "sample-today"
SAMPLE_TODAY = date.fromisoformat(_sample_day.read_text().strip()) if _sample_day.exists() else None

SECRET_KEY = env("HOCVUSO_SECRET_KEY") or kept_secret(DATA_DIR)
DEBUG = env_bool("HOCVUSO_DEBUG", False)
ALLOWED_HOSTS = env_list("HOCVUSO_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(("127.", "localhost", "["))]
HTTPS = env_bool("HOCVUSO_HTTPS", False)
TRUSTED_PROXIES = int(env("HOCVUSO_PROXIES", "0"))

INSTALLED_APPS = [
    "hocvuso.web",
    "hocvuso.insights",
    "hocvuso.field",
    "hocvuso.plans",
    "hocvuso.learn",
    "hocvuso.people",
    "hocvuso.places",
    "hocvuso.journal",
    "hocvuso.ui",
    "hocvuso.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hocvuso.ui.policy.PagePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hocvuso.web.errors.NoBlankPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hocvuso.people.middleware.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hocvuso.urls"
WSGI_APPLICATION = "hocvuso.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hocvuso.ui.context.frame",
            ],
            "builtins": ["hocvuso.ui.templatetags.ui"],
        },
    }
]


def database(url: str) -> dict:
    """SQLite in the data folder, or what DATABASE_URL names (postgres://user:password@host:port/name)."""
    if url:
        return {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    refuse_unsound_sqlite(sqlite3.sqlite_version_info)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "hocvuso.sqlite3",
        "CONN_MAX_AGE": None,  # opening the file and setting it up anew for each request costs more than most requests
        "OPTIONS": {
            # IMMEDIATE: a transaction that reads first and writes later fails at once under load otherwise.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: an answer "stored" must survive a power cut.
            # recursive_triggers: without it INSERT OR REPLACE deletes a row of the journal unseen by its triggers.
            # secure_delete: what is erased is overwritten, not only forgotten.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000; "
            "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
        },
    }


DATABASES = {"default": database(env("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "office"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # sign-in tries belong to axes alone
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Học Vụ Số"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds either way: cheap phones' clocks drift
MFA_ADAPTER = "hocvuso.people.adapters.SecondFactorAdapter"
AXES_FAILURE_LIMIT = 5
AXES_USERNAME_FORM_FIELD = "username"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "password", "code"]
AXES_CLIENT_IP_CALLABLE = "hocvuso.people.adapters.client_address"
AXES_LOCKOUT_CALLABLE = "hocvuso.people.views.sign_in.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # 15 minutes are 15 minutes, however often one presses meanwhile
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["hocvuso.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": UPLOAD_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Up to 15 sheets at once; each file's own limits are in base/workbooks.py.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy in front does it: docs/server
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CSRF_FAILURE_VIEW = "hocvuso.web.errors.form_too_old"
FORM_RENDERER = "hocvuso.ui.forms.Renderer"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("HOCVUSO_LOG_LEVEL", "WARNING")},
}
