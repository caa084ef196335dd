"""How long a text is: as a registry counts it, and as a person reads it."""

from __future__ import annotations

import re
import unicodedata

_BLANK = re.compile(r"\s+")


def filed_length(raw: str) -> int:
    """Code points of the text as it is filed: composed (NFC), without white space around it."""
    return len(unicodedata.normalize("NFC", raw).strip())


def read_length(raw: str) -> int:
    """Code points that a person reads: runs of white space count once, characters without width not at all."""
    if raw.isascii() and raw.isprintable():
        return len(_BLANK.sub(" ", raw).strip())
    composed = unicodedata.normalize("NFC", raw)
    visible = "".join(one for one in composed if unicodedata.category(one) not in {"Cf", "Cc"} or one.isspace())
    return len(_BLANK.sub(" ", visible).strip())
