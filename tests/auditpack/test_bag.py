"""A signed bag verifies, and whatever is done to it is named."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from portal.auditpack import verify
from portal.auditpack.bag import Bag
from portal.seal.signing import fingerprint


@pytest.fixture
def package(tmp_path: Path) -> Path:
    bag = Bag(tmp_path / "PKG-1001")
    bag.add_text("README.txt", "What this is.\n")
    bag.add_jsonl("records/events.jsonl", ({"number": number} for number in range(500)))
    bag.add_csv("records/events.csv", ["name"], [{"name": "=1+1"}])
    bag.close({"Source-Organization": "Clearline"})
    target = tmp_path / "package.zip"
    with target.open("wb") as file:
        bag.zip_to(file)
    return target


def rewritten(package: Path, change: dict[str, bytes | None]) -> Path:
    target = package.with_name("changed.zip")
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(target, "w") as copy:
        files = {name: source.read(name) for name in source.namelist()}
        for name, data in change.items():
            files[f"PKG-1001/{name}"] = data  # type: ignore[assignment]
        for name, data in files.items():
            if data is not None:
                copy.writestr(name, data)
    return target


def test_a_package_as_it_was_signed_passes(package: Path) -> None:
    outcome = verify.verify(package, key=fingerprint())
    assert outcome == {"ok": True, "problems": [], "files": 3, "key": fingerprint()}


def test_one_flipped_byte_is_named(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        data = bytearray(archive.read("PKG-1001/data/records/events.jsonl"))
    data[100] ^= 1
    outcome = verify.verify(rewritten(package, {"data/records/events.jsonl": bytes(data)}))
    assert not outcome["ok"]
    assert all(problem.startswith("data/records/events.jsonl: was altered") for problem in outcome["problems"])


def test_an_added_file_is_named(package: Path) -> None:
    outcome = verify.verify(rewritten(package, {"data/extra.txt": b"new", "notes.txt": b"new"}))
    assert any(problem.startswith("data/extra.txt: was added") for problem in outcome["problems"])
    assert any(problem.startswith("notes.txt: is not a file of an audit package") for problem in outcome["problems"])


def test_a_missing_file_is_named(package: Path) -> None:
    outcome = verify.verify(rewritten(package, {"data/README.txt": None}))
    assert any(problem.startswith("data/README.txt: is listed") for problem in outcome["problems"])


def test_a_manifest_made_to_fit_is_caught_by_the_signature(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        manifest = archive.read("PKG-1001/manifest-sha256.txt")
    outcome = verify.verify(rewritten(package, {"manifest-sha256.txt": manifest.replace(b"a", b"b", 1)}))
    assert any("signature does not fit" in problem for problem in outcome["problems"])


def test_another_key_than_the_expected_is_named(package: Path) -> None:
    outcome = verify.verify(package, key="ab" * 32)
    assert any("is another key" in problem for problem in outcome["problems"])


def test_a_byte_flipped_in_the_archive_itself_is_named(package: Path) -> None:
    data = bytearray(package.read_bytes())
    place = data.find(b"PKG-1001/data/records/events.jsonl") + 60
    data[place] ^= 0xFF
    package.write_bytes(bytes(data))
    assert any("data/records/events.jsonl" in problem for problem in verify.verify(package)["problems"])


def test_the_verifier_runs_alone_and_says_what_it_found(package: Path) -> None:
    command = [sys.executable, "-I", verify.__file__]
    fine = subprocess.run([*command, str(package)], capture_output=True, text=True, check=False)
    assert (fine.returncode, "as it was signed" in fine.stdout) == (0, True)
    wrong = subprocess.run([*command, __file__], capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_the_public_bagit_tool_agrees(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "unpacked")
    folder = tmp_path / "unpacked" / "PKG-1001"
    check = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(folder)]
    assert subprocess.run(check, check=False, capture_output=True).returncode == 0
    (folder / "data" / "README.txt").write_text("changed")
    assert subprocess.run(check, check=False, capture_output=True).returncode == 1


def test_a_cell_that_would_be_a_formula_is_written_as_text(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        assert b"'=1+1" in archive.read("PKG-1001/data/records/events.csv")
