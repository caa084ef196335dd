"""`docs/webchecks.md` says what the code does."""

from __future__ import annotations

from portal.egress.reasons import MEANINGS, AddressReason, CertificateReason, PageReason
from tests.webchecks.tables import DOCUMENT, written


def test_the_tables_are_those_of_the_code() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert written(text) == text, "run: python -m tests.webchecks.tables"


def test_every_reason_has_words_for_people() -> None:
    assert set(MEANINGS) == {*AddressReason, *CertificateReason, *PageReason}
