"""What a browser shows of the opt-in page: boxes after the scripts ran, print, contrast, what lies hidden.

Without a browser these could not be checked; they never pass because nobody looked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from portal.rules.facts.forms import is_consent, read_form
from portal.rules.facts.text import beginning_of
from portal.rules.result import Verdict
from portal.rules.site.check import Check, page_state, words_of
from portal.rules.site.proof import LONGEST_QUOTE
from portal.rules.subjects import CheckBox, Site
from portal.rules.web_facts import PageFacts, RenderedBox, RenderedPage, RenderedPrint, WebsiteFacts

NAMES = ("boxes", "visible", "print", "contrast", "place")
_DRAWN_ENOUGH = 20
"""Characters that a browser shows at least, for a page to be judged by them."""
_HIDDEN = ("tcr:9607", "toll_free_aggregator:548")


def rendered_of(site: WebsiteFacts, role: str) -> RenderedPage | None:
    """What a browser saw of the page in this role; ``None`` when none was asked."""
    return next((page for page in site.rendered if page.role == role), None)


def drawn_of(site: WebsiteFacts, role: str) -> RenderedPage | None:
    """As ``rendered_of``, but only a page that was drawn."""
    page = rendered_of(site, role)
    return page if page is not None and page.reason is None else None


def as_drawn(facts: WebsiteFacts) -> WebsiteFacts:
    """The facts with the pages that show their words only in a browser as the browser showed them."""
    if not any(page.kind == "needs_browser" for page in facts.pages):
        return facts
    return replace(facts, pages=tuple(_drawn(facts, page) for page in facts.pages))


def _drawn(facts: WebsiteFacts, page: PageFacts) -> PageFacts:
    if page.kind != "needs_browser":
        return page
    seen = rendered_of(facts, page.role)
    if seen is None:
        return page
    if seen.reason is not None:
        return replace(page, detail=words_of(seen.reason))
    if len(seen.text) < _DRAWN_ENOUGH:
        return replace(page, detail="A browser shows no words either.")
    return replace(
        page,
        kind="page",
        reason=None,
        html=seen.html,
        text=seen.text,
        title=seen.title or page.title,
        final_url=seen.final_url or page.final_url,
        capture_sha256=seen.capture_sha256 or page.capture_sha256,
    )


def picture_of(facts: WebsiteFacts, role: str) -> dict[str, Any]:
    """The screenshot of a page, as proof."""
    page = drawn_of(facts, role)
    return {"picture": f"sha256:{page.screenshot_sha256}"} if page is not None and page.screenshot_sha256 else {}


def shown_text(site: Site, page: PageFacts) -> str:
    """The words that people see: those of the browser where it drew the page, else those of the markup."""
    seen = drawn_of(site.facts, page.role)
    return seen.text if seen is not None and len(seen.text) >= _DRAWN_ENOUGH else page.text


def check_rendered(site: Site, least_px: int, least_ratio: float) -> list[Check]:
    """The opt-in page in a browser: ``least_px`` CSS pixels of print, ``least_ratio`` to one of contrast."""
    page, seen = site.facts.page("opt_in"), rendered_of(site.facts, "opt_in")
    if page is None:
        return [Check(f"opt_in.rendered.{name}", Verdict.NOT_APPLICABLE) for name in NAMES]
    if seen is None or seen.reason is not None:
        reason = seen.reason if seen is not None and seen.reason else "not_looked_at"
        words = words_of(reason)
        if page_state(page)[0] is Verdict.ERROR:  # nothing to draw; that the page fails has its own check
            return [Check(f"opt_in.rendered.{name}", Verdict.NOT_APPLICABLE) for name in NAMES]
        said = f"{words} Look at the form yourself: unticked box, readable print, nothing hidden."
        return [Check(f"opt_in.rendered.{name}", Verdict.COULD_NOT_CHECK, reason, (), {}, said) for name in NAMES]
    form = _Form(seen)
    return [
        form.boxes_unticked(),
        form.wording_visible(),
        form.print_large(least_px),
        form.print_dark(least_ratio),
        form.on_the_page(),
    ]


class _Form:
    """The consent boxes and passages of one page as a browser showed them."""

    def __init__(self, page: RenderedPage) -> None:
        self.page = page
        self.boxes = [box for box in page.boxes if is_consent(CheckBox(box.label, box.ticked, box.required))]
        if not self.boxes and page.boxes and page.html:  # "I agree", whose meaning stands beside it
            known = {box.label for box in read_form(page.html).consent_boxes}
            self.boxes = [box for box in page.boxes if box.label in known]
        captures = (page.screenshot_sha256, page.capture_sha256)
        self.evidence = tuple(f"sha256:{sha256}" for sha256 in captures if sha256)

    def _check(self, name: str, wrong: tuple[Verdict, str, tuple[str, ...], str, str] | None, **facts: Any) -> Check:
        shown = {key: value for key, value in facts.items() if value}
        if self.page.screenshot_sha256:
            shown["picture"] = f"sha256:{self.page.screenshot_sha256}"
        if wrong is None:
            return Check(f"opt_in.rendered.{name}", Verdict.PASS, facts=shown, evidence=self.evidence)
        verdict, reason, codes, words, fix = wrong
        return Check(f"opt_in.rendered.{name}", verdict, reason, codes, shown, words, fix, self.evidence)

    def _nothing(self, name: str) -> Check | None:
        """The answer where no consent wording was drawn: the missing form has its own check."""
        if self.boxes or self.page.prints:
            return None
        return Check(f"opt_in.rendered.{name}", Verdict.NOT_APPLICABLE, evidence=self.evidence)

    def boxes_unticked(self) -> Check:
        """No consent box is ticked, and none must be ticked, once the scripts ran (source 004, steps 5.2 and 5.3)."""
        if not self.boxes:
            return Check("opt_in.rendered.boxes", Verdict.NOT_APPLICABLE, evidence=self.evidence)
        ticked = next((box for box in self.boxes if box.ticked), None)
        if ticked is not None:
            words = f"Once its scripts ran, the page shows the box “{beginning_of(ticked.label)}” ticked."
            fix = "Deliver the box unticked and let no script tick it."
            return self._check(
                "boxes", (Verdict.ERROR, "box_ticked", ("tcr:9607",), words, fix), quote=ticked.label[:LONGEST_QUOTE]
            )
        must = next((box for box in self.boxes if box.required), None)
        if must is not None:
            words = f"Once its scripts ran, the page demands the box “{beginning_of(must.label)}”."
            fix = "Let people send the form without the box."
            codes = ("toll_free_aggregator:549",)
            wrong = (Verdict.ERROR, "box_required", codes, words, fix)
            return self._check("boxes", wrong, quote=must.label[:LONGEST_QUOTE])
        return self._check("boxes", None, boxes=len(self.boxes))

    def wording_visible(self) -> Check:
        """The consent words can be seen, and nothing lies over them (source 000, opt-in must not 1)."""
        nothing = self._nothing("visible")
        if nothing is not None:
            return nothing
        fix = "Show the box and its words openly, beside the phone field, with nothing over them."
        if self.page.covered:
            words = "Something lies over the form when the page opens; its consent words cannot be read."
            return self._check("visible", (Verdict.ERROR, "covered", _HIDDEN, words, fix))
        hidden = self._unsaid(False)
        if hidden:
            part = _words(hidden[0])
            wrong = (Verdict.ERROR, "hidden", _HIDDEN, _what_is_hidden(hidden[0]), fix)
            return self._check("visible", wrong, quote=part[:LONGEST_QUOTE])
        if self._unsaid(None):
            words = "When this page was looked at, nobody noted whether people see the words beside the box."
            return self._unknown("visible", words, "words_not_noted", "Check the website again.")
        return self._check("visible", None)

    def _unsaid(self, seen: bool | None) -> list[RenderedBox | RenderedPrint]:
        """The parts seen so (not at all, or nobody noted it) whose words no part that is seen says.

        A styled box often stands for a hidden one. That a box is seen says nothing of the words beside it.
        """
        parts: list[RenderedBox | RenderedPrint] = [*self.boxes, *self.page.prints]
        open_words = " ".join(" ".join(_words(part).split()) for part in parts if _seen(part))
        return [part for part in parts if _seen(part) is seen and " ".join(_words(part).split()) not in open_words]

    def _unknown(self, name: str, words: str, reason: str = "not_looked_at", fix: str = "") -> Check:
        full = f"opt_in.rendered.{name}"
        return Check(full, Verdict.COULD_NOT_CHECK, reason, (), {}, words, fix, self.evidence)

    def print_large(self, least: int) -> Check:
        """The consent words are printed in 12 pt, 16 px on the web (source 004, step 5.3)."""
        return self._measured(
            "print",
            lambda part: part.font_size,
            least - 0.01,
            lambda value: (
                Verdict.ERROR,
                "print_too_small",
                ("tcr:9607",),
                f"The consent words are {value:.0f} px high; {least} px (12 pt) is the least.",
                f"Set the consent words in {least} px or more.",
            ),
        )

    def print_dark(self, least: float) -> Check:
        """The consent words stand out from their ground (source 004, step 5.3; WCAG 2.1, 1.4.3)."""
        return self._measured(
            "contrast",
            lambda part: part.contrast,
            least,
            lambda value: (
                Verdict.WARNING,
                "print_too_faint",
                ("tcr:9607",),
                f"The consent words stand out {value:.1f} to 1 from their ground; {least:.1f} to 1 is legible.",
                "Print the words dark on a light ground.",
            ),
        )

    def _measured(
        self,
        name: str,
        measure: Callable[[RenderedBox | RenderedPrint], float | None],
        least: float,
        wrong: Callable[[float], tuple[Verdict, str, tuple[str, ...], str, str]],
    ) -> Check:
        nothing = self._nothing(name)
        if nothing is not None:
            return nothing
        parts: list[RenderedBox | RenderedPrint] = [*self.boxes, *self.page.prints]
        sizes = [(value, part) for part in parts if _read(part) and (value := measure(part)) is not None]
        value, part = min(sizes, key=lambda one: one[0], default=(least, None))
        if part is not None and value < least:
            return self._check(name, wrong(value), **_measure(value, part))
        if self._unsaid(False) or self._unsaid(None):  # what is open to all is not what people are asked to agree to
            return self._unknown(name, "The consent words that people see could not be measured: some are not shown.")
        if part is None:
            return self._unknown(name, "The browser drew the page and could not measure its consent words.")
        return self._check(name, None, **_measure(value, part))

    def on_the_page(self) -> Check:
        """The form stands in the page itself, where reviewers' tools find it."""
        if not self.boxes:
            return Check("opt_in.rendered.place", Verdict.NOT_APPLICABLE, evidence=self.evidence)
        if any(box.frame == "page" for box in self.boxes):
            return self._check("place", None)
        where = "a frame" if self.boxes[0].frame == "iframe" else "a part of the page that is closed to programs"
        words = f"The consent box stands in {where}; a reviewer's tool that reads the page does not find it."
        fix = "Put the form into the page itself, or send a screenshot with the registration."
        return self._check("place", (Verdict.ADVICE, "in_" + self.boxes[0].frame, (), words, fix))


def _seen(part: RenderedBox | RenderedPrint) -> bool | None:
    """Whether people see this part: a passage, or a box with its words; ``None`` where nobody noted the words."""
    return part.words_visible if isinstance(part, RenderedBox) and part.visible else part.visible


def _read(part: RenderedBox | RenderedPrint) -> bool:
    """Whether the print of this part can be a fault: not where nobody sees the words."""
    if isinstance(part, RenderedBox):
        return part.words_visible is True or (part.words_visible is None and part.visible)
    return part.visible


def _what_is_hidden(part: RenderedBox | RenderedPrint) -> str:
    words = f"“{beginning_of(_words(part))}”"
    if isinstance(part, RenderedBox) and part.visible:
        return f"A browser shows the box without its consent words {words}."
    if isinstance(part, RenderedBox) and part.words_visible:
        return f"A browser shows the consent words {words} without their box."
    return f"A browser does not show the consent words {words}."


def _measure(value: float, part: RenderedBox | RenderedPrint) -> dict[str, str]:
    return {"measured": f"{value:.1f}", "quote": _words(part)[:LONGEST_QUOTE]}


def _words(part: RenderedBox | RenderedPrint) -> str:
    return part.label if isinstance(part, RenderedBox) else part.text
