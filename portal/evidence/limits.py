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
