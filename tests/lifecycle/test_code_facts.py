"""Which codes end an application, and which leave the way to a resubmission open."""

from __future__ import annotations

import pytest

from portal.lifecycle.codes import code_facts

FINAL = [*range(501, 507), *range(508, 512), *range(532, 543)]
OPEN = [507, *range(543, 553), *range(620, 623)]


@pytest.mark.entry("tf-denial-codes")
@pytest.mark.source(100, 101)
def test_twenty_one_denial_codes_end_the_application_and_fourteen_do_not() -> None:
    assert (len(FINAL), len(OPEN)) == (21, 14)
    assert [code for code in FINAL if not code_facts(f"toll_free_aggregator:{code}").ends_eligibility] == []
    assert [code for code in OPEN if code_facts(f"toll_free_aggregator:{code}").ends_eligibility] == []
