"""Every class of TLS server, as data: the document's table and the tests read it."""

from __future__ import annotations

from tests.egress.tls_chains import CHAINS
from tests.egress.tls_staples import STAPLES
from tests.egress.tls_talks import TALKS
from tests.egress.yard import TlsClass


def rows() -> list[TlsClass]:
    """All classes, in the order of the document: what is shown, how it is talked, what the issuer says."""
    return [*CHAINS, *TALKS, *STAPLES]
