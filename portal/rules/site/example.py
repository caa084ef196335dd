"""A sound website, for the samples of the rules on websites."""

from __future__ import annotations

from typing import Any

# A site that passes, for the samples of the WS rules; the tests of probes bring real facts.
EXAMPLE: dict[str, Any] = {
    "url": "https://acme.com",
    "host": "acme.com",
    "brand": {"legal_name": "Acme Holdings LLC", "dba_name": "Acme"},
    "tls": {"reason": None},
    "pages": [
        {
            "role": "home",
            "text": "Acme sells widgets to the people of Springfield and all others. Call 555-234-5678 or "
            "write to support@acme.com if you have a question about it. \u00a9 Acme. A DBA of Acme Holdings LLC.",
        }
    ],
}
