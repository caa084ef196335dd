"""Which certificate authorities are trusted. Two TLS contexts are made once and shared by every connection."""

from __future__ import annotations

import functools
import ssl
from pathlib import Path
from typing import Final

import httpx

BROWSER_CIPHERS: Final = (
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
    ":ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
    ":ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
    ":ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA"
    ":AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA:AES256-SHA"
)
"""What today's browsers offer for TLS 1.2, all of them together; TLS 1.3 has its own fixed list."""

_LEVEL: Final = "@SECLEVEL=2"
"""Refuses RSA keys below 2,048 bits and SHA-1 signatures anywhere below the root, as browsers do."""


class Roots:
    """The public roots that browsers share, and the roots of a test world when its file is given."""

    def __init__(self, extra: Path | None = None) -> None:
        self._extra = extra

    @functools.cached_property
    def trusting(self) -> ssl.SSLContext:
        """Verifies like a browser: whole chain up to a root, dates, host name, TLS 1.2 or newer.

        The flags are set outright because Python 3.13 and later begin with others: there an issuer in the middle would
        do as an end of the chain, and certificates that browsers take would be refused over formalities.
        """
        context = httpx.create_ssl_context(trust_env=False)
        context.set_ciphers(f"{BROWSER_CIPHERS}:{_LEVEL}")
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_flags = ssl.VERIFY_X509_TRUSTED_FIRST
        context.hostname_checks_common_name = False
        # Python would write the keys of every session to the file that SSLKEYLOGFILE names.
        context.keylog_filename = None  # type: ignore[assignment]
        if self._extra:
            context.load_verify_locations(cafile=str(self._extra))
        return context

    @functools.cached_property
    def looking(self) -> ssl.SSLContext:
        """Verifies nothing and takes any protocol, key and cipher that comes with a certificate.

        Only to see what a server sends, never to believe it.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_ciphers("ALL:COMPLEMENTOFALL:!aNULL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        return context


@functools.cache
def public_roots() -> Roots:
    """The one set of public roots of this process."""
    return Roots()
