"""A person at a browser: fills in forms by their names, presses buttons by their words, and is watched by axe."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Error, Page

PICTURES = Path(os.environ.get("CLEARLINE_PICTURES", "test-results/main-job"))
SIZES = ((1280, 800), (390, 844))
THEMES = ("light", "dark")
PICTURED = {(1280, "light"), (390, "dark")}
SETTLED = """() => Promise.race([
  Promise.allSettled(document.getAnimations().map(one => one.finished)),
  new Promise(done => setTimeout(done, 800)),
]).then(() => 0)"""
"""Waits for fading colours, but not for what moves for ever."""
COLOURS = ["color-contrast", "link-in-text-block"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


@dataclasses.dataclass
class Walker:
    """One person in one browser window. ``looks`` says whether every page is pictured and judged by axe."""

    name: str
    page: Page
    looks: bool = True
    complaints: list[str] = dataclasses.field(default_factory=list)
    seen: int = 0

    def go(self, path: str, picture: str = "") -> Walker:
        """Opens an address; a refusal fails the walk."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{self.name}: {path} answered {answer.status}\n{self.text()[:600]}"
        return self.look(picture) if picture else self

    def fill(self, **values: Any) -> Walker:
        """Fills in fields of the page by their names: text, choices, boxes (True or False), or radio values."""
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']")
            kind = field.first.evaluate("e => e.tagName + ' ' + (e.type || '')").lower()
            if "radio" in kind or ("checkbox" in kind and isinstance(value, str)):
                self.page.locator(f"main [name='{name}'][value='{value}']").check()
            elif "checkbox" in kind:
                field.first.set_checked(value)
            elif "select" in kind:
                field.first.select_option(value)
            else:
                field.first.fill(str(value))
        return self

    def press(self, words: str, picture: str = "") -> Walker:
        """Presses the button or link with these words (their beginning, if they end in …) and waits for the page."""
        end = "" if words.endswith("…") else r"\s*$"
        named = re.compile(rf"^\s*{re.escape(words.rstrip('…'))}{end}")
        main = self.page.locator("main")
        target = main.get_by_role("button", name=named).or_(main.get_by_role("link", name=named))
        target.locator("visible=true").first.click()
        self.page.wait_for_load_state()
        return self.look(picture) if picture else self

    def upload(self, path: Path, kind: str = "") -> Walker:
        """Uploads a paper on the page's form for papers."""
        if kind:
            self.page.locator("main select[name='kind']").first.select_option(kind)
        self.page.locator("main input[type=file]").first.set_input_files(path)
        return self.press("Upload file")

    def sees(self, *words: str) -> Walker:
        """Fails unless the page says each of these."""
        text = self.text()
        for word in words:
            assert word in text, f"{self.name} at {self.page.url} does not see {word!r}:\n{text[:1500]}"
        return self

    def waits_for(self, words: str, *, path: str = "", seconds: float = 90) -> Walker:
        """Waits until the page says this: a live page by itself, one without scripts by being looked at again."""
        for _ in range(int(seconds)):
            with contextlib.suppress(Error):  # a live page may move on by itself in the same moment
                if path:
                    self.page.goto(path)
                elif not self.looks:
                    self.page.reload()
                self.page.wait_for_load_state()
                if words in self.text():
                    return self
            self.page.wait_for_timeout(1_000)
        raise AssertionError(f"{self.name} at {self.page.url} never saw {words!r}:\n{self.text()[:1500]}")

    def text(self) -> str:
        """What stands in the page's main part."""
        return self.page.locator("main").inner_text()

    def look(self, picture: str) -> Walker:
        """Lets axe judge the page at both widths in both themes, and keeps a picture of two of the four."""
        if not self.looks:
            return self
        self.seen += 1
        PICTURES.mkdir(parents=True, exist_ok=True)
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            for theme in THEMES:
                self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                if (width, theme) in PICTURED:
                    name = f"{self.name}-{self.seen:02d}-{picture}-{width}-{theme}.png"
                    self.page.screenshot(path=PICTURES / name, full_page=True)
                self._judge(f"{picture}, {width} px, {theme}", rules=COLOURS if theme == "dark" else None)
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.page.emulate_media(color_scheme="light")
        return self

    def _judge(self, where: str, *, rules: list[str] | None) -> None:
        """Themes differ in colours alone, so the second theme of a width is judged by the rules on colours.

        A page whose colours are still fading into the other theme is judged again once they have settled; so is one
        that moved on by itself meanwhile, as a page with live progress does at its end.
        """
        for _ in range(4):
            try:
                told = self._faults(rules)
            except Error as error:
                if "navigation" not in str(error):
                    raise
                told = ["moved on each time it was judged"]
            if not told:
                return
            self.page.wait_for_load_state()
            self.page.wait_for_timeout(400)
        self.complaints += [f"{where}: {line}" for line in told]

    def _faults(self, rules: list[str] | None) -> list[str]:
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE)
        self.page.evaluate(SETTLED)
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": rules}
        found = self.page.evaluate("options => axe.run(document, options)", options)["violations"]
        told = [f"{one['id']}: {'; '.join(node['html'][:140] for node in one['nodes'][:2])}" for one in found]
        wide, room = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        return [*told, f"scrolls sideways: {wide} in {room}"] if wide > room else told


def walker(browser: Browser, address: str, name: str, *, scripts: bool = True) -> Walker:
    """A person with a fresh window. Without scripts nothing is pictured: axe is a script."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 800}, java_script_enabled=scripts, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    person = Walker(name, page, looks=scripts)
    page.on("pageerror", lambda error: person.complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda line: person.complaints.append(f"{page.url}: {line.text}") if _is_bad(line) else None)
    return person


def signed_in(person: Walker, email: str, password: str) -> Walker:
    """Signs in on the sign-in page."""
    return person.go("/accounts/login/").fill(login=email, password=password).press("Sign in")


def _is_bad(line: Any) -> bool:
    return line.type == "error" and "status of 4" not in line.text
