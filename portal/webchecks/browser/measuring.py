"""From what the frames of a page say about themselves to one document and its facts; a page's words are only words."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import math
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from portal.rules.web_facts import RenderedBox, RenderedPrint
from portal.webchecks.browser.frames import FRAME_SECONDS, Framed, frames_of

if TYPE_CHECKING:
    from playwright.async_api import Page

MOST_HTML: Final = 1_500_000
MOST_BOXES: Final = 100
MOST_PRINTS: Final = 40
WHITE: Final = (255.0, 255.0, 255.0)
_PLACE = re.compile(r"<!--frame:(\d{1,3})-->")


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """What a page shows. ``html`` is the whole document with frames and shadow trees in their places."""

    title: str
    html: str
    boxes: tuple[RenderedBox, ...]
    prints: tuple[RenderedPrint, ...]
    covered: bool


async def measure(page: Page) -> Measured:
    """Looks at every frame, the outermost first. Raises Playwright's errors when the page itself cannot be asked."""
    frames = await frames_of(page)
    keys = {frame.id: str(number) for number, frame in enumerate(frames)}
    told: dict[str, Mapping[str, Any]] = {}
    for frame in frames:
        try:
            told[keys[frame.id]] = await _ask(frame, keys, _given(told, keys, frame))
        except Exception:
            if frame is frames[0]:
                raise
    return _whole(told)


@functools.cache
def _script() -> str:
    return Path(__file__).with_name("measure.js").read_text(encoding="utf-8")


async def _ask(frame: Framed, keys: Mapping[str, str], given: dict[str, Any]) -> Mapping[str, Any]:
    """What a frame says; it is told which of its elements hold which frames, and given its closed trees."""
    owners = {keys[inner]: element for inner, element in frame.owners.items() if inner in keys}
    async with asyncio.timeout(FRAME_SECONDS):
        handed = (*owners.values(), *frame.trees)
        told = await frame.ask(_script(), {**given, "frames": list(owners)}, handed=handed)
    return told if isinstance(told, dict) else {}


def _given(told: Mapping[str, Mapping[str, Any]], keys: Mapping[str, str], frame: Framed) -> dict[str, Any]:
    """The colour behind a frame and whether it is shown, as the frame around it says."""
    if not frame.parent:
        return {"ground": list(WHITE), "seen": True}
    around = _dict(_dict(told.get(keys.get(frame.parent, ""), {}).get("frames")).get(keys[frame.id]))
    ground = around.get("ground")
    plain = isinstance(ground, list) and len(ground) == 3 and all(isinstance(part, int | float) for part in ground)
    return {"ground": ground if plain else None, "seen": around.get("seen") is True}


def _whole(told: Mapping[str, Mapping[str, Any]]) -> Measured:
    top = told.get("0", {})
    boxes: list[RenderedBox] = []
    prints: list[RenderedPrint] = []
    covered = top.get("covered") is True
    for key, frame in told.items():
        place = "page" if key == "0" else "iframe"
        boxes += [_box(row, place) for row in _rows(frame.get("boxes"), MOST_BOXES)]
        prints += [_print(row) for row in _rows(frame.get("prints"), MOST_PRINTS)]
        if place == "iframe" and frame.get("phone") is True:
            covered = covered or frame.get("covered") is True or _is_covered(told, key)
    body = _filled(_text(top.get("html"), MOST_HTML), told, 0)
    title, language = _text(top.get("title"), 300), _text(top.get("language"), 20)
    html = (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"</head>\n<body>{body}</body></html>\n"
    )
    return Measured(title, html[: 2 * MOST_HTML], tuple(boxes[:MOST_BOXES]), tuple(prints[:MOST_PRINTS]), covered)


def _filled(html: str, told: Mapping[str, Mapping[str, Any]], depth: int) -> str:
    """The document with each frame's own in its place. Frames inside frames end where nobody puts a form."""

    def inside(match: re.Match[str]) -> str:
        frame = told.get(match.group(1))
        return _filled(_text(frame.get("html"), MOST_HTML), told, depth + 1) if frame and depth < 4 else ""

    return _PLACE.sub(inside, html)


def _is_covered(told: Mapping[str, Mapping[str, Any]], key: str) -> bool:
    return any(_dict(_dict(frame.get("frames")).get(key)).get("covered") is True for frame in told.values())


def _box(row: Mapping[str, Any], place: str) -> RenderedBox:
    return RenderedBox(
        label=_text(row.get("label"), 2_000),
        ticked=row.get("ticked") is True,
        required=row.get("required") is True,
        visible=row.get("visible") is True,
        frame="shadow" if row.get("shadow") is True and place == "page" else place,
        font_size=_number(row.get("font_size"), 1_000),
        contrast=_number(row.get("contrast"), 21),
        words_visible=row.get("words_visible") is True,
    )


def _print(row: Mapping[str, Any]) -> RenderedPrint:
    return RenderedPrint(
        text=_text(row.get("text"), 1_500),
        visible=row.get("visible") is True,
        font_size=_number(row.get("font_size"), 1_000),
        contrast=_number(row.get("contrast"), 21),
    )


def _rows(value: Any, most: int) -> list[Mapping[str, Any]]:
    return [row for row in value[:most] if isinstance(row, dict)] if isinstance(value, list) else []


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any, most: int) -> str:
    """Words without characters that no column and no file takes."""
    if not isinstance(value, str):
        return ""
    return value[:most].replace("\x00", "�").encode("utf-8", "replace").decode()


def _number(value: Any, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return round(float(value), 2) if 0 <= value <= most else None
