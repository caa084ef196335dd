"""Writes a BagIt 1.0 bag (RFC 8493), signs its payload manifest and packs it into a ZIP file.

Files are written to a working folder and hashed as they are written, so memory stays flat however many rows there are.
"""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from portal.common.canonical import canonical_bytes
from portal.common.spreadsheet import safe_cell
from portal.seal.signing import public_key_pem, sign

_ALGORITHMS = ("sha256", "sha512")
_CHUNK = 1 << 20
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""Archive times say nothing: the times that matter are inside, so equal bags give equal archives."""


class Bag:
    """A bag being written under ``folder``, whose name becomes the package's top folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.payload: dict[str, dict[str, str]] = {}
        self.bytes = 0
        (folder / "data").mkdir(parents=True)

    def add(self, name: str, chunks: Iterable[bytes]) -> str:
        """Writes the payload file ``data/<name>`` from chunks; answers its SHA-256."""
        digests = self._write(f"data/{name}", chunks)
        self.payload[f"data/{name}"] = digests
        return digests["sha256"]

    def add_text(self, name: str, text: str) -> str:
        """Writes a payload file of UTF-8 text; answers its SHA-256."""
        return self.add(name, [text.encode()])

    def add_jsonl(self, name: str, rows: Iterable[Mapping[str, Any]]) -> str:
        """Writes one canonical JSON object per line; answers the SHA-256."""
        return self.add(name, (canonical_bytes(dict(row)) + b"\n" for row in rows))

    def add_csv(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
        """Writes a CSV that a spreadsheet opens safely: cells that would be formulas get an apostrophe."""
        path = self.folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for row in rows:
                writer.writerow([safe_cell(row.get(column)) for column in columns])
        return self._adopt(f"data/{name}")

    def adopt(self, name: str) -> str:
        """Takes a file that something else wrote to ``data/<name>`` into the payload; answers its SHA-256."""
        return self._adopt(f"data/{name}")

    def close(self, info: Mapping[str, str]) -> None:
        """Writes the tag files: declaration, info, manifests, the signature over the SHA-256 manifest, its key."""
        tags: dict[str, dict[str, str]] = {}

        def tag(name: str, data: bytes) -> None:
            tags[name] = self._write(name, [data])

        oxum = f"{self.bytes}.{len(self.payload)}"
        tag("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        lines = {**info, "Payload-Oxum": oxum}
        tag("bag-info.txt", "".join(f"{key}: {value}\n" for key, value in lines.items()).encode())
        for algorithm in _ALGORITHMS:
            tag(f"manifest-{algorithm}.txt", _manifest(self.payload, algorithm))
        signature = sign((self.folder / "manifest-sha256.txt").read_bytes())
        tag("signature/manifest-sha256.txt.sig", signature)
        tag("signature/public-key.pem", public_key_pem().encode())
        for algorithm in _ALGORITHMS:
            self._write(f"tagmanifest-{algorithm}.txt", [_manifest(tags, algorithm)])

    def zip_to(self, target: BinaryIO) -> None:
        """Packs the bag into an open binary file, names in order."""
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(self.folder.rglob("*")):
                if path.is_file():
                    name = f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"
                    entry = zipfile.ZipInfo(name, _ZIP_TIME)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as packed:
                        while chunk := source.read(_CHUNK):
                            packed.write(chunk)

    def _write(self, name: str, chunks: Iterable[bytes]) -> dict[str, str]:
        hashers = {algorithm: hashlib.new(algorithm) for algorithm in _ALGORITHMS}
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
                for hasher in hashers.values():
                    hasher.update(chunk)
            if name.startswith("data/"):
                self.bytes += file.tell()
        return {algorithm: hasher.hexdigest() for algorithm, hasher in hashers.items()}

    def _adopt(self, name: str) -> str:
        hashers = {algorithm: hashlib.new(algorithm) for algorithm in _ALGORITHMS}
        with (self.folder / name).open("rb") as file:
            while chunk := file.read(_CHUNK):
                for hasher in hashers.values():
                    hasher.update(chunk)
            self.bytes += file.tell()
        self.payload[name] = {algorithm: hasher.hexdigest() for algorithm, hasher in hashers.items()}
        return self.payload[name]["sha256"]


def _manifest(files: Mapping[str, Mapping[str, str]], algorithm: str) -> bytes:
    return "".join(f"{digests[algorithm]}  {name}\n" for name, digests in sorted(files.items())).encode()
