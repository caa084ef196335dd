"""A person at a browser: fills in forms by their names, presses buttons by their words, and is watched by axe."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, expect

from tests.browser import PATIENCE, faults, looks_at

PICTURES = os.environ.get("CLEARLINE_PICTURES")
"""A folder for pictures of the walk, for those who look at the pages."""


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
        assert answer.ok, f"{self.name}: {path} answered {answer.status}\n{self.page.inner_text('body')[:600]}"
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
        """Waits until the page says each of these; fails when it never does."""
        for word in words:
            seen = expect(self.page.locator("main"), f"what {self.name} sees at {self.page.url}")
            seen.to_contain_text(word, use_inner_text=True)
        return self

    def waits_for(self, words: str, *, path: str = "", seconds: float = 90) -> Walker:
        """Waits until the page says this: a live page by itself, one without scripts by being looked at again."""
        for _ in range(int(seconds)):
            with contextlib.suppress(Error, AssertionError):  # a live page may move on by itself in the same moment
                if path:
                    self.page.goto(path)
                elif not self.looks:
                    self.page.reload()
                expect(self.page.locator("main")).to_contain_text(words, use_inner_text=True, timeout=1_000)
                return self
        return self.sees(words)

    def text(self) -> str:
        """What stands in the page's main part."""
        return self.page.locator("main").inner_text()

    def look(self, picture: str) -> Walker:
        """Lets axe judge the page wide and narrow, and keeps a picture of each."""
        if not self.looks:
            return self
        self.seen += 1
        for one in looks_at(self.page):
            if PICTURES:
                name = f"{self.name}-{self.seen:02d}-{picture}-{one}.png"
                self.page.screenshot(path=Path(PICTURES) / name, full_page=True)
            self._judge(f"{picture}, {one}")
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.page.emulate_media(color_scheme="light")
        return self

    def _judge(self, where: str) -> None:
        """A page that moved on by itself meanwhile, as a page with live progress does at its end, is judged again."""
        for _ in range(4):
            try:
                self.complaints += [f"{where}: {line}" for line in faults(self.page)]
            except Error as error:
                if "navigation" not in str(error):
                    raise
                self.page.wait_for_load_state()
            else:
                return
        self.complaints.append(f"{where}: moved on each time it was judged")


def walker(browser: Browser, address: str, name: str, *, scripts: bool = True) -> Walker:
    """A person with a fresh window. Without scripts nothing is pictured: axe is a script."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1280, "height": 800},
        java_script_enabled=scripts,
        accept_downloads=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    person = Walker(name, page, looks=scripts)
    page.on("pageerror", lambda error: person.complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda line: person.complaints.append(f"{page.url}: {line.text}") if _is_bad(line) else None)
    return person


def signed_in(person: Walker, email: str, password: str) -> Walker:
    """Signs in on the sign-in page."""
    return person.go("/accounts/login/").fill(login=email, password=password).press("Sign in")


def _is_bad(line: Any) -> bool:
    return line.type == "error" and "status of 4" not in line.text
