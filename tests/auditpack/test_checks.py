"""A package carries the evidence of website checks of every kind, and its verifier notices an altered one."""

from __future__ import annotations

import json
import uuid
import zipfile
from pathlib import Path

import pytest

from portal.auditpack import verify
from portal.auditpack.bag import Bag
from portal.auditpack.contents import write_checks
from portal.evidence.services import capture_store
from portal.webchecks.archive import DOM, LOG, PEM, PNG, WARC
from portal.webchecks.models import CheckRun, Observation
from tests.auditpack.test_bag import rewritten
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KINDS = {"warc": WARC, "certificates": PEM, "screenshot": PNG, "document": DOM, "tunnel": LOG}


@pytest.fixture
def run(cast: Cast) -> CheckRun:
    """A run that kept one thing of each kind; one is cited by a check, one belongs to a request."""
    kept = {kind: capture_store(data=f"a {kind}".encode(), media_type=of, kind=kind) for kind, of in KINDS.items()}
    made = CheckRun.objects.create(
        business=cast.greenleaf,
        subject_kind="campaign",
        subject_id=uuid.uuid4(),
        url="https://goodleaf-dental.test/",
        checks=[{"check": "tls.certificate", "evidence": [f"sha256:{kept['certificates'].sha256}"], "facts": {}}],
        facts={"captures": [{"sha256": each.sha256, "kind": kind} for kind, each in list(kept.items())[2:]]},
    )
    Observation.objects.create(run=made, attempt=1, number=1, role="home", url=made.url, capture=kept["warc"])
    return made


@pytest.fixture
def package(run: CheckRun, tmp_path: Path) -> Path:
    bag = Bag(tmp_path / "PKG-1001")
    write_checks(bag, [run], lambda _words: None)
    bag.close({"Source-Organization": "Lakeside Messaging"})
    archive = tmp_path / "package.zip"
    with archive.open("wb") as file:
        bag.zip_to(file)
    return archive


@pytest.mark.entry("ev-9607-package")
def test_every_kind_of_evidence_is_carried_and_told(package: Path, run: CheckRun) -> None:
    with zipfile.ZipFile(package) as archive:
        names = [name.removeprefix("PKG-1001/data/") for name in archive.namelist()]
        told = json.loads(archive.read(f"PKG-1001/data/checks/{run.id}.json"))
    assert sum(name.startswith("captures/") for name in names) == len(KINDS)
    assert {row["kind"] for row in told["facts"]["captures"]} == {"screenshot", "document", "tunnel"}
    assert told["requests"][0]["url"] == run.url
    assert verify.verify(package)["ok"]


@pytest.mark.parametrize("kind", ["screenshot", "document"])
def test_an_altered_picture_or_document_is_named(package: Path, run: CheckRun, kind: str) -> None:
    digest = next(row["sha256"] for row in run.facts["captures"] if row["kind"] == kind)
    changed = rewritten(package, {f"data/captures/{digest}": b"another"})
    problems = verify.verify(changed)["problems"]
    assert any(f"data/captures/{digest}: was altered" in problem for problem in problems)
