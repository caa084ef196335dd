"""Makes a PDF of one HTML page: `python -m portal.auditpack.pdf BASE-FOLDER < page.html > page.pdf`.

Runs as a child process with a limit on memory, so that a report can never take the worker down. Only files below the
base folder (style sheet, fonts) may be read; nothing is fetched. PDF/A-3a, tagged: it can be archived and read aloud.
"""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

logger = logging.getLogger(__name__)

MEMORY: Final = 2 << 30
"""Bytes of address space the child may take."""
SECONDS: Final = 120


class PdfUnavailableError(Exception):
    """No PDF of this page can be made here; the text says why, and what to install if that helps."""


def pdf_available() -> bool:
    """Whether the system has Pango, which WeasyPrint draws text with."""
    try:
        import weasyprint  # noqa: F401, PLC0415
    except OSError:
        return False
    return True


def make_pdf(html: str, *, base: Path) -> bytes:
    """The PDF of a page. Raises PdfUnavailableError when Pango is missing or the page was too much for the limits."""
    if not pdf_available():
        raise PdfUnavailableError(
            "PDFs are off: this system lacks Pango. On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0"
        )
    command = [sys.executable, "-m", "portal.auditpack.pdf", str(base)]
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise PdfUnavailableError(f"Drawing it as a PDF took longer than {SECONDS} seconds.") from None
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        logger.error("a report could not be drawn: %s", done.stderr.decode(errors="replace")[-2000:])
        raise PdfUnavailableError("The program that draws PDFs ended early; the log of the worker says where.")
    return done.stdout


def _draw(html: str, base: Path) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    root = base.resolve()

    class Folder(URLFetcher):  # type: ignore[misc]
        """Reads files below the base folder and nothing else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            path = Path(unquote(urlsplit(url).path)).resolve()
            if not path.is_relative_to(root):
                raise ValueError(f"{url} is outside the report's folder")
            return super().fetch(url, headers)

    fetcher = Folder(allowed_protocols={"file"}, allow_redirects=False)
    document = HTML(string=html, base_url=f"{root.as_uri()}/", url_fetcher=fetcher)
    data = document.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
    assert data is not None  # no target was given
    return bytes(data)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.buffer.write(_draw(sys.stdin.read(), Path(sys.argv[1])))
