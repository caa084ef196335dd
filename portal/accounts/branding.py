"""A reseller's colours and logo: whether they can be read, the palette made of them, the stylesheet that carries it.

Contrast is that of WCAG 2.2 (1.4.3): 4.5 to 1 for text. Nothing here touches the database.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
from typing import Final

from PIL import Image

LEAST_CONTRAST: Final = 4.5
USUAL: Final = "#2a4fb3"
"""The accent where a reseller has set none."""
_GROUND, _SURFACE, _DARK_SURFACE, _DARK_RAISED = "#f6f6f3", "#ffffff", "#181b21", "#20242c"
_WHITE, _BLACK, _DARK_INK = "#ffffff", "#000000", "#10131a"
LOGO_EDGES: Final = (480, 120)
"""Most pixels of a logo, wide and high: three times the size at which it is shown."""


@dataclasses.dataclass(frozen=True, slots=True)
class Palette:
    """The colours made of one accent, each as ``#rrggbb``; every pair of text and ground has a contrast of 4.5."""

    accent: str
    deep: str
    on_accent: str
    soft: str
    dark_accent: str
    dark_deep: str
    dark_on_accent: str
    dark_soft: str


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(accent: str) -> bool:
    """Whether links and buttons in this colour can be read on the portal's light ground."""
    return contrast(accent, _GROUND) >= LEAST_CONTRAST


def darkened(accent: str) -> str:
    """The nearest darker shade of a colour that can be read."""
    shades = (mix(accent, _BLACK, share / 50) for share in range(51))
    return next(shade for shade in shades if legible(shade))


def palette(accent: str) -> Palette:
    """The palette of an accent (the usual one if empty); one that is too faint is darkened first."""
    base = darkened((accent or USUAL).lower())
    tints = (mix(base, _WHITE, share / 50) for share in range(51))
    dark = next(tint for tint in tints if contrast(tint, _DARK_RAISED) >= 6.5)
    return Palette(
        accent=base,
        deep=mix(base, _BLACK, 0.22),
        on_accent=_WHITE,
        soft=_ground_for(base, _SURFACE),
        dark_accent=dark,
        dark_deep=mix(dark, _WHITE, 0.35),
        dark_on_accent=_DARK_INK,
        dark_soft=_ground_for(dark, _DARK_SURFACE),
    )


def stylesheet(accent: str) -> str:
    """The rules that put an accent in place of the usual one, in both themes; empty without one."""
    if not accent:
        return ""
    made = palette(accent)
    pairs = {
        "accent": (made.accent, made.dark_accent),
        "accent-deep": (made.deep, made.dark_deep),
        "on-accent": (made.on_accent, made.dark_on_accent),
        "accent-soft": (made.soft, made.dark_soft),
    }
    rules = "".join(f"--{name}:light-dark({light},{dark});" for name, (light, dark) in pairs.items())
    return f":root{{{rules}}}\n"


def digest(text: str) -> str:
    """Sixteen hexadecimal digits that change with the text; they stand in its address."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def logo_png(data: bytes) -> tuple[bytes, int, int]:
    """A decoded picture encoded anew as a small PNG without anything but its pixels; with its width and height.

    ``data`` is a PNG that the portal's own decoder wrote, never the file as it was uploaded.
    """
    with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
        picture = opened.convert("RGBA" if opened.mode in ("RGBA", "LA", "P") else "RGB")
    picture.thumbnail(LOGO_EDGES)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue(), picture.width, picture.height


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with a share (0 to 1) of ``other`` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _ground_for(text: str, surface: str) -> str:
    """The strongest tint of ``text`` on a surface on which ``text`` can still be read."""
    tints = (mix(surface, text, share / 100) for share in range(12, -1, -1))
    return next((tint for tint in tints if contrast(text, tint) >= LEAST_CONTRAST), surface)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
