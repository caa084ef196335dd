"""Settings shared by every way of running. Values come from the environment through ``portal.settings.environment``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.settings.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
environment = Environment()

SECRET_KEY = environment.secret("SECRET_KEY")
FIELD_KEYS = environment.keys("FIELD_KEYS")
"""AES-256 keys for personal values, newest first."""
HASH_KEY = environment.key("HASH_KEY")
"""HMAC key for look-up columns; changing it means re-hashing every such column."""
SIGNING_KEY = environment.key("SIGNING_KEY")
"""Seed of the Ed25519 key that signs audit packages and tree heads."""

DEBUG = False
ALLOWED_HOSTS = environment.texts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = environment.texts("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES")
"""Proxies whose X-Forwarded-For is believed; the addresses in consent records depend on it."""
PUBLIC_URL = environment.text("PUBLIC_URL", "")
"""Address under which people reach the portal; used in links of e-mails and packages."""
VAR_DIR = Path(environment.text("CLEARLINE_VAR", str(BASE_DIR / "var")))
DEMO = False

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "portal.apps.PortalConfig",
    "portal.common",
    "portal.seal",
    "portal.audit",
    "portal.accounts",
    "portal.jobs",
    "portal.notices",
    "portal.evidence",
    "portal.lifecycle",
    "portal.webchecks",
    "brands",
    "consent",
    "campaigns",
    "verification",
    "portal.documents",
    "portal.health",
    "portal.auditpack",
    "portal.desk",
    "portal.tools",
    "portal.api",
]

MIDDLEWARE = [
    "portal.status.StatusMiddleware",
    "portal.common.proxies.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.common.requests.RequestIdMiddleware",
    "portal.tools.middleware.RulebookMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.accounts.middleware.ActorMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.accounts.once.OnceMiddleware",
    "portal.common.requests.RefusalMiddleware",
    "portal.accounts.middleware.RefusedFormMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.accounts.context.standing",
                "portal.accounts.context.kept",
                "portal.notices.context.unread",
            ],
        },
    }
]
FORM_RENDERER = "portal.common.forms.ClearlineRenderer"

DATABASES = {"default": environment.database("DATABASE_URL")}
REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Clearline"
MFA_ADAPTER = "portal.accounts.adapter.MfaAdapter"
MFA_FOR_EXPERTS = False
"""Whether reviewers, officers, administrators and operators must sign in with a second factor."""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
EMAIL_TIMEOUT = 15

LANGUAGE_CODE = "en-us"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "portal.evidence.uploading.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.accounts.late.form_not_verified"

CELERY = {
    "broker_url": environment.broker(REDIS_URL),
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "task_time_limit": 300,
    "task_soft_time_limit": 270,
    "broker_transport_options": {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 3,
        "queue_order_strategy": "priority",
    },
    "broker_connection_retry_on_startup": True,
    "task_ignore_result": True,
    "worker_soft_shutdown_timeout": 30,
    "worker_enable_soft_shutdown_on_idle": True,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "timezone": "UTC",
    "task_queues": {"celery": {}, "rescan": {}},
    "task_routes": {"webchecks.browse": {"queue": "browser"}, "webchecks.rescan": {"queue": "rescan"}},
    "beat_schedule": {
        "jobs-sweep": {"task": "jobs.sweep", "schedule": 10.0},
        "lifecycle-sweep": {"task": "lifecycle.sweep", "schedule": 60.0},
        "campaigns-take-over": {"task": "campaigns.take_over", "schedule": 60.0},
        "webchecks-give-up-browser": {"task": "webchecks.give_up_browser", "schedule": 30.0},
        "webchecks-schedule": {"task": "webchecks.schedule", "schedule": 300.0},
        "notices-sweep": {"task": "notices.sweep", "schedule": 15.0},
        "seal-sweep": {"task": "seal.sweep", "schedule": 20.0},
        "consent-sweep": {"task": "consent.sweep", "schedule": 3600.0},
        "api-sweep": {"task": "api.sweep", "schedule": 3600.0},
    },
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_mail = environment.email("EMAIL_URL")
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", "localhost"), _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_USER", ""), _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
"""Seconds; a mail server that hangs must not hold a worker."""
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Clearline <no-reply@localhost>")
MAIL_SENDER_DOMAINS = environment.texts("MAIL_SENDER_DOMAINS")
"""Domains at which a reseller may set the sender's address; the mail server has to be allowed to send for them."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["portal.api.authentication.ApiKeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.api.problems.problem_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Clearline API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"httpx": {"level": "WARNING"}},
}
JOBS_ONE_WORKER = False
"""Whether no second worker process exists, so that one that starts may take over every running job at once."""
WEBCHECK_PAUSE = environment.seconds("WEBCHECK_PAUSE", 0.3)
"""Least number of seconds between two requests of a website check."""
WEBCHECK_DEBOUNCE = environment.seconds("WEBCHECK_DEBOUNCE", 60)
"""Seconds without a further change after which saved answers have their website checked."""
WEBCHECK_TURN = 5
"""Seconds after which a check whose site or server is busy asks again, if nobody called it before."""
WEBCHECK_RETRY = 30
"""Seconds after which a site that did not answer is asked once more."""
BROWSER = environment.choice("BROWSER", "on", "off", "queue")
"""Who draws pages for website checks: this machine's browser when it has one, nobody, or a worker of the queue."""
WEBCHECK_BROWSER_WAIT = 120
"""How many seconds a check waits for a browser before it ends without one."""
CHROMIUM = environment.text("CHROMIUM", "")
"""Path of the browser; empty for the first of chromium, chromium-browser and google-chrome on the PATH."""
SILENCED_SYSTEM_CHECKS: list[str] = []
