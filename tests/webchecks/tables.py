"""The tables of `docs/webchecks.md`, from the code: `python -m tests.webchecks.tables` writes them anew.

The lists come from the enums, the verdicts from running every case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from django.conf import settings

from portal.egress.reasons import AddressReason, CertificateReason, PageReason
from portal.rules.site.reasons import MEANINGS
from portal.webchecks.world.sites import BAD, GOOD
from tests.webchecks import check_table, verdicts

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "webchecks.md"
_SECTION = re.compile(r"(<!-- table: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def _reasons(reasons: type[AddressReason] | type[CertificateReason] | type[PageReason]) -> str:
    rows = [f"| `{reason}` | {MEANINGS[reason]} |" for reason in reasons]
    return "\n".join(["| reason | what it means |", "|---|---|", *rows])


def _sites() -> str:
    rows = [f"| `{site.host}` | {site.legal_name} | {site.dba} | no fault |" for site in GOOD]
    for site in BAD:
        faults = [*([f"certificate: {site.tls}"] if site.tls else []), *sorted(site.flaws)]
        rows.append(f"| `{site.host}` | {site.legal_name} | {site.dba} | {', '.join(faults).replace('_', ' ')} |")
    return "\n".join(["| host | legal name | DBA | what is wrong |", "|---|---|---|---|", *rows])


def _table(head: str, rows: Sequence[verdicts.Cells]) -> str:
    """A table whose lines are numbered: how many cases there are is seen at once."""
    columns = head.split(" | ")
    lines = [f"| {number} | {' | '.join(cells)} |" for number, cells in enumerate(rows, start=1)]
    return "\n".join([f"| | {head} |", "|---" * (len(columns) + 1) + "|", *lines])


TABLES: Final[dict[str, Callable[[], str]]] = {
    "addresses": lambda: _reasons(AddressReason),
    "certificates": lambda: _reasons(CertificateReason),
    "pages": lambda: _reasons(PageReason),
    "sites": _sites,
    "checks": lambda: "\n".join(check_table.rows()),
    "servers": lambda: _table("the server | verdict | revocation", verdicts.tls_rows()),
    "spellings": lambda: _table("what is typed | verdict", verdicts.spelling_rows()),
    "names": lambda: _table("name | its records | verdict", verdicts.name_rows()),
    "hostile": lambda: _table(
        "trick | what the server does | its home page | home page check | whole check", verdicts.hostile_rows()
    ),
    "kinds": lambda: _table("the page | taken for | because", verdicts.page_rows()),
}


def section(text: str, name: str) -> str:
    """What the document says in one of its tables."""
    found = next(found for found in _SECTION.finditer(text) if found.group(2) == name)
    return found.group(3).removesuffix("\n")


def written(text: str) -> str:
    """The document with its tables as the code has them now."""
    return _SECTION.sub(lambda found: f"{found.group(1)}{TABLES[found.group(2)]()}\n{found.group(4)}", text)


if __name__ == "__main__":
    settings.configure(USE_TZ=True, USE_I18N=False)
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
