"""Production: everything from the environment, insecure values refused."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import PUBLIC_URL, environment

environment.production()
environment.stop_on_faults()

CSRF_TRUSTED_ORIGINS = environment.texts("CSRF_TRUSTED_ORIGINS") or [PUBLIC_URL.rstrip("/")]
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
