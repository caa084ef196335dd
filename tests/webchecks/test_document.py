"""`docs/webchecks.md` says what the code does: each table of verdicts is found anew by running every case."""

from __future__ import annotations

import pytest

from portal.egress.reasons import AddressReason, CertificateReason, PageReason
from portal.rules.site.reasons import MEANINGS
from tests.webchecks.tables import DOCUMENT, TABLES, section


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_is_found_by_running(name: str) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert section(text, name) == TABLES[name](), "run: python -m tests.webchecks.tables"


def test_every_reason_has_words_for_people() -> None:
    assert set(MEANINGS) == {*AddressReason, *CertificateReason, *PageReason}
