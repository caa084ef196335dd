"""TLS for servers of a test world: the only place besides the door that handles ``ssl`` objects."""

from __future__ import annotations

import ssl
import tempfile
import warnings
from pathlib import Path

from portal.egress.tls import OLD_PROTOCOLS

_OLD_CIPHERS = "ALL:@SECLEVEL=0"


def server_context(chain_pem: bytes, key_pem: bytes, *, newest: str = "", weak: bool = False) -> ssl.SSLContext:
    """A server's context for a certificate chain and its key.

    ``newest`` caps the protocol (`TLSv1`, `TLSv1.1`); ``weak`` lets short keys and old signatures pass.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if newest in OLD_PROTOCOLS or weak:
        context.set_ciphers(_OLD_CIPHERS)
    if newest:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # old on purpose
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.maximum_version = ssl.TLSVersion.TLSv1 if newest == "TLSv1" else ssl.TLSVersion.TLSv1_1
    with tempfile.TemporaryDirectory() as folder:
        chain, key = Path(folder, "chain.pem"), Path(folder, "key.pem")
        chain.write_bytes(chain_pem)
        key.touch(mode=0o600)
        key.write_bytes(key_pem)
        context.load_cert_chain(chain, key)
    return context
