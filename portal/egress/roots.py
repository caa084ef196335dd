"""Which certificate authorities are trusted. Two TLS contexts are made once and shared by every connection."""

from __future__ import annotations

import functools
import ssl
from pathlib import Path

import httpx

_CIPHERS = "DEFAULT:@SECLEVEL=2"
"""Level 2 refuses RSA keys below 2,048 bits and SHA-1 signatures, as browsers do."""


class Roots:
    """The public roots that browsers share, and the roots of a test world when its file is given."""

    def __init__(self, extra: Path | None = None) -> None:
        self._extra = extra

    @functools.cached_property
    def trusting(self) -> ssl.SSLContext:
        """Verifies like a browser: chain, dates, host name, TLS 1.2 or newer."""
        context = httpx.create_ssl_context(trust_env=False)
        context.set_ciphers(_CIPHERS)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        context.hostname_checks_common_name = False
        if self._extra:
            context.load_verify_locations(cafile=str(self._extra))
        return context

    @functools.cached_property
    def looking(self) -> ssl.SSLContext:
        """Verifies nothing and takes any protocol and key: only to see what a server sends, never to believe it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        return context


@functools.cache
def public_roots() -> Roots:
    """The one set of public roots of this process."""
    return Roots()
