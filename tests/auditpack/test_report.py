"""The report of a package, and how its tables are told to people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.conf import settings
from django.template.loader import render_to_string

from portal.auditpack.bag import Bag
from portal.auditpack.contents import Table, for_people, write_table
from portal.auditpack.pdf import PdfUnavailableError, make_pdf, pdf_available

STATIC = settings.BASE_DIR / "static"


def test_the_report_becomes_a_tagged_archive_pdf_where_pango_is_installed() -> None:
    html = '<html lang="en"><head><title>R</title><link rel="stylesheet" href="css/report.css"></head><h1>R</h1></html>'
    if pdf_available():
        data = make_pdf(html, base=STATIC)
        assert data.startswith(b"%PDF-1.7")
        assert pdfium.PdfDocument(data).is_tagged()
    else:
        with pytest.raises(PdfUnavailableError, match="libpango"):
            make_pdf(html, base=STATIC)


def test_a_report_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text('h1::before { content: "leaked" }')
    plain = '<html lang="en"><head><title>R</title></head><h1>R</h1></html>'
    reaching = plain.replace("</head>", f'<link rel="stylesheet" href="{secret.as_uri()}"></head>')
    if pdf_available():
        assert len(make_pdf(reaching, base=STATIC)) == pytest.approx(len(make_pdf(plain, base=STATIC)), abs=64)


def test_the_report_keeps_five_hundred_rows_and_the_file_keeps_all(tmp_path: Path) -> None:
    bag = Bag(tmp_path / "PKG-1")
    table = write_table(
        bag, "Events", "events", ("number", "note"), ({"number": n} for n in range(700)), told=("number",)
    )
    assert (table.count, len(table.first), table.first[0]) == (700, Table.SHOWN, {"number": "0"})
    assert (tmp_path / "PKG-1/data/records/events.csv").read_text().count("\n") == 701


def test_values_are_told_in_words() -> None:
    assert for_people(dt.datetime(2026, 3, 1, 23, 5, tzinfo=dt.UTC)) == "2026-03-01 23:05"
    assert for_people([{"key": "tcr:9106"}, {"key": "tcr:9108"}]) == "tcr:9106, tcr:9108"
    assert (for_people("request_changes"), for_people([]), for_people(None)) == ("request changes", "", "")


def test_a_report_too_large_for_the_limits_says_why() -> None:
    deep = "<div>" * 3_000
    with pytest.raises(PdfUnavailableError, match=r"ended early|libpango"):
        make_pdf(deep, base=STATIC)


@pytest.mark.parametrize(
    ("reason", "line"),
    [("", "report.pdf             the readable summary"), ("Pango is missing.", "No PDF was made: Pango is missing.")],
)
def test_the_readme_names_the_report_and_why_it_is_no_pdf(reason: str, line: str) -> None:
    text = render_to_string("auditpack/README.txt", {"no_pdf": reason})
    assert line in text
    assert ("report.pdf" in text) is not bool(reason)
