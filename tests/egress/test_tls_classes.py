"""Every class of TLS server, served for real, gets the verdict of a current browser."""

from __future__ import annotations

import pytest

from portal.egress.tls.sight import TlsSight
from tests.egress.tls_classes import rows
from tests.egress.yard import TlsClass, Yard


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return Yard(tmp_path_factory.mktemp("yard"))


@pytest.mark.source(147, 167)
@pytest.mark.entry("web-cert-valid")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name.replace(" ", "_"))
def test_each_class_of_server_gets_a_browsers_verdict(yard: Yard, row: TlsClass) -> None:
    sight = row.look(yard)
    assert isinstance(sight, TlsSight)
    assert sight.reason == row.reason, sight.detail
    assert sight.revocation == row.revocation, sight.revocation_detail
    assert row.said in f"{sight.detail} {sight.revocation_detail}"
    assert sight.remarks == () if not row.remark else row.remark in " ".join(sight.remarks)


def test_every_class_has_a_name_of_its_own() -> None:
    names = [row.name for row in rows()]
    assert len(names) == len(set(names)) >= 110
