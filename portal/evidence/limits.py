"""Bounds and media types of uploads; free of Django, because the decoder's process reads them too."""

from __future__ import annotations

from typing import Final

IMAGE_TYPES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
PDF: Final = "application/pdf"
TEXT_TYPES: Final = frozenset({"text/plain", "text/csv", "message/rfc822"})

MAX_BYTES: Final = 10 * 1024 * 1024
"""Largest upload."""
MAX_PAGES: Final = 100
"""Most pages of a PDF."""
SHOWN_PAGES: Final = 10
"""Pages of a PDF that are drawn."""
SHOWN_EDGE: Final = 2_000
"""Longest edge of a picture that is shown, in pixels."""
MAX_PIXELS: Final = 40_000_000
"""Most pixels of an uploaded picture."""
MAX_READ: Final = 200_000
"""Characters of a PDF that are read."""
READ_S: Final = 8
"""Seconds that reading the words of a file may compute; 10 MB of e-mail with three long PDFs took 2.3 when measured."""
DRAWN_S: Final = 25
"""Seconds that drawing a file may compute; ten pages of nothing but grain took 19 when measured, a photo of 10 MB 4."""
