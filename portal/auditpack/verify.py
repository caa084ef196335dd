#!/usr/bin/env python3
"""Checks an audit package made by Clearline, without Clearline.

    python verify.py PACKAGE.zip [--key FINGERPRINT|PEM-FILE] [--json]

Needs Python 3.11 or later and the package `cryptography`; imports nothing of the portal. Exit status: 0 everything is
as it was signed, 1 something was altered, added or is missing (each thing is named), 2 wrong use or unreadable file.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

KNOWN_TAG_FILES = {
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "manifest-sha512.txt",
    "tagmanifest-sha256.txt",
    "tagmanifest-sha512.txt",
    "signature/manifest-sha256.txt.sig",
    "signature/public-key.pem",
}
CHUNK = 1 << 20
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
"""What the ZIP reader raises on a damaged entry."""
MANIFEST_LINE = re.compile(r"^([0-9a-f]{64}|[0-9a-f]{128})\s+(\S.*)$")


class Unreadable(Exception):
    """The file is not an audit package at all."""


class Package:
    """The opened package: names below its one top folder, and the problems found so far."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.problems: list[str] = []
        names = [name for name in archive.namelist() if not name.endswith("/")]
        tops = {name.split("/", 1)[0] for name in names}
        if len(tops) != 1:
            raise Unreadable("this is not an audit package: it should hold exactly one top folder")
        self.top = tops.pop() + "/"
        self.files = [name[len(self.top) :] for name in names if name.startswith(self.top)]
        for name in sorted({name for name in self.files if self.files.count(name) > 1}):
            self.problems.append(f"{name}: stands in the archive more than once")
        for name in self.files:
            if ".." in name.split("/") or name.startswith("/") or "\\" in name:
                self.problems.append(f"{name}: leads out of the package")
        if "bagit.txt" not in self.files:
            raise Unreadable("this is not an audit package: there is no bagit.txt")

    def open(self, name: str) -> IO[bytes]:
        """A file of the package, as bytes."""
        return self.archive.open(self.top + name)

    def read(self, name: str) -> bytes:
        """A small file of the package, whole; empty if it is missing or unreadable."""
        if name not in self.files:
            return b""
        try:
            with self.open(name) as file:
                return file.read(64 * CHUNK)
        except DAMAGE as error:
            self.problems.append(f"{name}: cannot be read ({error})")
            return b""

    def digest(self, name: str, algorithm: str) -> str:
        """The file's digest, or why there is none."""
        hasher = hashlib.new(algorithm)
        try:
            with self.open(name) as file:
                while chunk := file.read(CHUNK):
                    hasher.update(chunk)
        except DAMAGE as error:
            return f"unreadable: {error}"
        return hasher.hexdigest()


def check_manifests(package: Package) -> int:
    """Compares every file with both payload manifests and both tag manifests; answers how many files were compared."""
    payload = {name for name in package.files if name.startswith("data/")}
    tags = {name for name in package.files if not name.startswith("data/")}
    for name in sorted(tags - KNOWN_TAG_FILES):
        package.problems.append(f"{name}: is not a file of an audit package; it was added")
    for name in sorted(KNOWN_TAG_FILES - tags):
        package.problems.append(f"{name}: is missing")
    for algorithm in ("sha256", "sha512"):
        compare(package, f"manifest-{algorithm}.txt", algorithm, payload)
        own = {f"tagmanifest-{name}.txt" for name in ("sha256", "sha512")}
        compare(package, f"tagmanifest-{algorithm}.txt", algorithm, (tags & KNOWN_TAG_FILES) - own)
    return len(payload)


def compare(package: Package, manifest: str, algorithm: str, present: set[str]) -> None:
    """Compares the files present with one manifest; each difference is one problem that names the file."""
    listed: dict[str, str] = {}
    for number, line in enumerate(package.read(manifest).decode("utf-8", "replace").splitlines(), 1):
        found = MANIFEST_LINE.match(line)
        if found is None:
            package.problems.append(f"{manifest}: line {number} cannot be read")
        else:
            listed[found[2]] = found[1]
    for name in sorted(listed.keys() - present):
        package.problems.append(f"{name}: is listed in {manifest} and missing from the package")
    for name in sorted(present - listed.keys()):
        package.problems.append(f"{name}: was added; {manifest} does not list it")
    for name in sorted(present & listed.keys()):
        found_digest = package.digest(name, algorithm)
        if found_digest != listed[name]:
            package.problems.append(
                f"{name}: was altered ({algorithm} is {found_digest}, {manifest} has {listed[name]})"
            )


def check_signature(package: Package, key: str | None) -> str:
    """Checks the signature over the payload manifest; answers the fingerprint of the key that made it."""
    pem = package.read("signature/public-key.pem")
    try:
        public = load_pem_public_key(pem)
    except ValueError:
        package.problems.append("signature/public-key.pem: holds no public key")
        return ""
    if not isinstance(public, Ed25519PublicKey):
        package.problems.append("signature/public-key.pem: is not an Ed25519 key")
        return ""
    fingerprint = fingerprint_of(public)
    if key is not None and fingerprint != wanted_fingerprint(key):
        package.problems.append(f"signature/public-key.pem: is another key ({fingerprint}) than the one you gave")
    try:
        public.verify(package.read("signature/manifest-sha256.txt.sig"), package.read("manifest-sha256.txt"))
    except InvalidSignature:
        package.problems.append(
            "manifest-sha256.txt: its signature does not fit; it was altered or signed by another key"
        )
    check_proofs(package, public)
    return fingerprint


def fingerprint_of(public: Ed25519PublicKey) -> str:
    """SHA-256 over the key's DER form, hexadecimal."""
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def wanted_fingerprint(key: str) -> str:
    """The fingerprint meant by ``--key``: itself, or of the key in a PEM file."""
    text = key.replace(":", "").lower()
    if re.fullmatch(r"[0-9a-f]{64}", text):
        return text
    try:
        public = load_pem_public_key(Path(key).read_bytes())
    except (OSError, ValueError) as error:
        raise Unreadable(f"--key: give 64 hexadecimal digits or a PEM file with a public key ({error})") from error
    if not isinstance(public, Ed25519PublicKey):
        raise Unreadable("--key: that file holds a key of another kind than Ed25519")
    return fingerprint_of(public)


def check_proofs(package: Package, public: Ed25519PublicKey) -> None:
    """Checks each sealed event's inclusion under a signed head, and the head's signature."""
    lines = package.read("data/proofs/inclusion.jsonl").decode("utf-8", "replace").splitlines()
    heads: dict[str, tuple[int, bytes] | None] = {}
    for number, line in enumerate(lines, 1):
        place = f"data/proofs/inclusion.jsonl, line {number}"
        try:
            proof: dict[str, Any] = json.loads(line)
            head_text: str = proof["checkpoint"]
            if head_text not in heads:
                heads[head_text] = read_head(head_text, public)
            head = heads[head_text]
            leaf = hashlib.sha256(b"\x00" + canonical(proof["event"])).digest()
            path = [bytes.fromhex(part) for part in proof["path"]]
            sequence = int(proof["sequence"])
        except (ValueError, KeyError, TypeError) as error:
            package.problems.append(f"{place}: cannot be read ({error})")
            continue
        if head is None:
            package.problems.append(f"{place}: the signature of its checkpoint does not fit")
        elif root_from(leaf, sequence, head[0], path) != head[1]:
            package.problems.append(f"{place}: the event is not leaf {sequence} of {head_text.splitlines()[0]}")


def read_head(text: str, public: Ed25519PublicKey) -> tuple[int, bytes] | None:
    """Size and root of a checkpoint, or None when its signature does not fit."""
    body, _, signatures = text.partition("\n\n")
    body += "\n"
    _origin, size, root = body.splitlines()[:3]
    for line in signatures.splitlines():
        signature = base64.b64decode(line.rsplit(" ", 1)[-1])
        try:
            public.verify(signature[4:], body.encode())
        except InvalidSignature:
            continue
        return int(size), base64.b64decode(root)
    return None


def root_from(leaf: bytes, position: int, size: int, path: list[bytes]) -> bytes | None:
    """The root an inclusion proof leads to (RFC 9162, section 2.1.3.2), or None if it has a wrong length."""
    last, value = size - 1, leaf
    if not 0 <= position < size:
        return None
    for sibling in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            value = hashlib.sha256(b"\x01" + sibling + value).digest()
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\x01" + value + sibling).digest()
        position, last = position >> 1, last >> 1
    return value if last == 0 else None


def canonical(value: Any) -> bytes:
    """The bytes of an event that were hashed: JSON, keys sorted, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def verify(path: Path, key: str | None = None) -> dict[str, Any]:
    """The outcome as data: ``ok``, ``problems``, ``files`` compared, ``key`` fingerprint. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise Unreadable(f"{path}: cannot be opened as a ZIP file ({error})") from error
    with archive:
        package = Package(archive)
        files = check_manifests(package)
        fingerprint = check_signature(package, key)
        return {"ok": not package.problems, "problems": package.problems, "files": files, "key": fingerprint}


def main(arguments: list[str] | None = None) -> int:
    """The command line; answers the exit status."""
    parser = argparse.ArgumentParser(description="Checks an audit package without the portal that made it.")
    parser.add_argument("package", type=Path, help="the package, a ZIP file")
    parser.add_argument("--key", help="fingerprint (64 hexadecimal digits) or PEM file of the key you expect")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
    options = parser.parse_args(arguments)
    try:
        outcome = verify(options.package, options.key)
    except Unreadable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.json:
        sys.stdout.write(json.dumps(outcome, indent=2) + "\n")
    elif outcome["ok"]:
        sys.stdout.write(f"The package is as it was signed: {outcome['files']} files, key {outcome['key']}.\n")
        if options.key is None:
            sys.stdout.write("Compare the key with the fingerprint that the portal's operator publishes.\n")
    else:
        sys.stdout.write("".join(f"{problem}\n" for problem in outcome["problems"]))
    return 0 if outcome["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
