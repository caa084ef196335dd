"""The tables of `docs/webchecks.md`, from the code: `python -m tests.webchecks.tables` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from portal.egress.reasons import MEANINGS, AddressReason, CertificateReason, PageReason
from portal.webchecks.world.sites import BAD, GOOD, HOSTILE

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "webchecks.md"
_SECTION = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _reasons(reasons: type[AddressReason] | type[CertificateReason] | type[PageReason]) -> str:
    rows = [f"| `{reason}` | {MEANINGS[reason]} |" for reason in reasons]
    return "\n".join(["| reason | what it means |", "|---|---|", *rows])


def _sites() -> str:
    rows = [f"| `{site.host}` | {site.legal_name} | {site.dba} | no fault |" for site in GOOD]
    for site in BAD:
        faults = [*([f"certificate: {site.tls}"] if site.tls else []), *sorted(site.flaws)]
        rows.append(f"| `{site.host}` | {site.legal_name} | {site.dba} | {', '.join(faults).replace('_', ' ')} |")
    rows += [f"| `{site.host}` | {site.legal_name} | | attacks: {site.trick.replace('_', ' ')} |" for site in HOSTILE]
    return "\n".join(["| host | legal name | DBA | what is wrong |", "|---|---|---|---|", *rows])


def written(text: str) -> str:
    """The document with its tables as the code has them now."""
    tables = {
        "addresses": _reasons(AddressReason),
        "certificates": _reasons(CertificateReason),
        "pages": _reasons(PageReason),
        "sites": _sites(),
    }
    return _SECTION.sub(lambda found: f"{found.group(1)}{tables[found.group(2)]}\n{found.group(3)}", text)


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
