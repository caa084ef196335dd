"""The frames of a page, each asked from an isolated world: the page's document, and nothing of the page's scripts.

A page may rewrite every function of its own world; what is asked here is asked with the browser's own. A world sees
open shadow trees by itself; closed ones are found over the browser's protocol and handed over.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

MOST_FRAMES: Final = 12
FRAME_SECONDS: Final = 4.0
"""How long one frame may take to tell about itself."""
REST_LONGER: Final = 1.0
"""Seconds by which a busy frame may overdraw its rest."""
SEARCH_SECONDS: Final = 2.0
"""How long one frame is searched for closed trees."""
MOST_SCOPES: Final = 300
"""Documents and shadow trees of one frame that are searched for closed trees."""
MOST_TOLD: Final = 6_000_000
"""Bytes, roughly, that one frame may take to tell what it is made of; of a larger one only open trees are seen."""
_DEPTH: Final = 60
"""Elements inside one another that are told at once: the protocol ends at some 150."""

_SIZES: Final = """(...scopes) => {
  const attributes = Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get;
  return scopes.map((scope) => {
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_ALL);
    let size = 0;
    for (let node = walker.nextNode(); node && size < MOST; node = walker.nextNode()) {
      size += 250 + (node instanceof CharacterData ? node.length : 0);
      if (node instanceof Element) for (const { value } of attributes.call(node)) size += value.length;
    }
    return size;
  });
}""".replace("MOST", str(MOST_TOLD))

_REST: Final = """(seconds) => new Promise((rested) => {
  const [visit] = performance.getEntriesByType("navigation");
  const since = visit && visit.loadEventEnd ? performance.now() - visit.loadEventEnd : 0;
  setTimeout(rested, 1000 * seconds - since);
})"""
"""A frame's timers come in the order in which they are due, however busy it is: its scripts' before this one."""


@dataclasses.dataclass(eq=False, slots=True)
class Framed:
    """One frame, and objects of its own world: ``owners`` are the elements that hold other frames, by their ids,
    ``trees`` the closed shadow trees. ``boxed`` when there is something to tick.
    """

    id: str
    parent: str
    session: CDPSession
    context: int
    document: str
    owners: dict[str, str] = dataclasses.field(default_factory=dict)
    trees: list[str] = dataclasses.field(default_factory=list)
    boxed: bool = False

    async def ask(self, function: str, *given: Any, handed: Sequence[str] = ()) -> Any:
        """What a function of ours gives in this world for plain values and then objects of it. Raises Playwright's."""
        from playwright.async_api import Error  # noqa: PLC0415 - only where a browser is wanted

        values = [*({"value": each} for each in given), *({"objectId": each} for each in handed)]
        wish = {"functionDeclaration": function, "arguments": values, "returnByValue": True, "awaitPromise": True}
        answer = await self.session.send("Runtime.callFunctionOn", {**wish, "executionContextId": self.context})
        if "exceptionDetails" in answer:
            raise Error(answer["result"].get("description", "")[:500])
        return answer["result"].get("value")

    async def rest(self, seconds: float) -> None:
        """Waits until so many seconds after this frame itself has loaded, by its own clock; not for long if it hangs.

        One that has not loaded yet is given the seconds from now on.
        """
        with contextlib.suppress(Exception):  # hung, or gone
            async with asyncio.timeout(seconds + REST_LONGER):
                await self.ask(_REST, seconds)

    async def hold(self, backend: int) -> str | None:
        """An element or shadow tree as an object of this world; None when it has gone."""
        from playwright.async_api import Error  # noqa: PLC0415 - only where a browser is wanted

        with contextlib.suppress(Error):
            wish = {"backendNodeId": backend, "executionContextId": self.context}
            return str((await self.session.send("DOM.resolveNode", wish))["object"]["objectId"])
        return None

    async def search(self) -> None:
        """Finds the closed shadow trees, however deep one in the other, and whether anything can be ticked."""
        scopes, seen, left = [self.document], 1, MOST_TOLD
        while scopes:
            fitting = []
            for scope, size in zip(scopes, await self.ask(_SIZES, handed=scopes), strict=True):
                left -= size
                fitting += [scope] if left >= 0 else []
            inside = [each for found in await asyncio.gather(*map(self._inside, fitting)) for each in found]
            inside = sorted(inside, key=_by_kind)[: MOST_SCOPES - seen]
            seen += len(inside)
            held = await asyncio.gather(*(self.hold(backend) for _, backend in inside))
            self.trees += [each for each, (kind, _) in zip(held, inside, strict=True) if each and kind == "closed"]
            scopes = [each for each in held if each]

    async def _inside(self, scope: str) -> list[tuple[str, int]]:
        """The shadow trees right inside a document, element or tree, and the elements where its telling was cut."""
        node = (await self.session.send("DOM.describeNode", {"objectId": scope, "depth": _DEPTH}))["node"]
        found: list[tuple[str, int]] = []
        for each in _nodes(node):
            self.boxed = self.boxed or _is_box(each)
            found += [(root["shadowRootType"], root["backendNodeId"]) for root in each.get("shadowRoots", ())]
            if each.get("childNodeCount") and "children" not in each and each is not node:
                found.append(("cut", each["backendNodeId"]))
        return [one for one in found if one[0] != "user-agent"]


async def frames_of(page: Page) -> list[Framed]:
    """The page's frames, the outermost first, each before those inside it.

    A frame that does not answer is left out; raises Playwright's errors and TimeoutError when the page itself does not.
    """
    found = await _of_session(await page.context.new_cdp_session(page))
    for frame in page.frames[1:MOST_FRAMES]:
        with contextlib.suppress(Exception):  # a part of the process of the frame around it, hung, or gone
            async with asyncio.timeout(FRAME_SECONDS):
                found += await _of_session(await page.context.new_cdp_session(frame))
    known = {each.id: each for each in found[:MOST_FRAMES]}
    for each in known.values():
        if around := known.get(each.parent):
            with contextlib.suppress(Exception):
                async with asyncio.timeout(FRAME_SECONDS):
                    await _own(around, each.id)
    return sorted(known.values(), key=lambda each: _depth(each, known))


async def _of_session(session: CDPSession) -> list[Framed]:
    """The frames of one process, the outermost first."""
    async with asyncio.timeout(FRAME_SECONDS):
        tree = (await session.send("Page.getFrameTree"))["frameTree"]
    frames = itertools.islice(_frames(tree), MOST_FRAMES)
    first, *others = await asyncio.gather(*(_enter(session, frame) for frame in frames), return_exceptions=True)
    if isinstance(first, BaseException):
        raise first
    return [first, *(each for each in others if isinstance(each, Framed))]


async def _enter(session: CDPSession, frame: dict[str, Any]) -> Framed:
    wish = {"frameId": frame["id"], "worldName": "clearline"}
    async with asyncio.timeout(FRAME_SECONDS):
        context = (await session.send("Page.createIsolatedWorld", wish))["executionContextId"]
        asked = await session.send("Runtime.evaluate", {"expression": "document", "contextId": context})
    framed = Framed(frame["id"], frame.get("parentId", ""), session, context, asked["result"]["objectId"])
    with contextlib.suppress(TimeoutError):  # what is not found by then is measured as far as it is open
        async with asyncio.timeout(SEARCH_SECONDS):
            await framed.search()
    return framed


async def _own(around: Framed, frame: str) -> None:
    """Finds the element that holds a frame."""
    backend = (await around.session.send("DOM.getFrameOwner", {"frameId": frame}))["backendNodeId"]
    if held := await around.hold(backend):
        around.owners[frame] = held


def _frames(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree["frame"]
    for child in tree.get("childFrames", ()):
        yield from _frames(child)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from _nodes(child)


def _by_kind(found: tuple[str, int]) -> str:
    """Closed trees first, then what was cut; open ones are seen in any case."""
    return found[0]


def _is_box(node: dict[str, Any]) -> bool:
    told = node.get("attributes", [])
    named = dict(zip(told[::2], told[1::2], strict=True))
    ticked = node["nodeName"] == "INPUT" and named.get("type", "").lower() == "checkbox"
    return ticked or named.get("role") in {"checkbox", "switch"}


def _depth(framed: Framed, known: dict[str, Framed]) -> int:
    return 1 + _depth(known[framed.parent], known) if framed.parent in known else 0
