"""A real browser in front of the served portal: pages are opened in it, watched for complaints and judged by axe."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser import PATIENCE, faults
from tests.cast import Person

Judge = Callable[[Page], None]


class Opener(Protocol):
    """Opens a page of the portal; without a path, an empty window."""

    def __call__(
        self,
        path: str = "/",
        *,
        person: Person | None = None,
        width: int = 1280,
        theme: str = "light",
        javascript: bool = True,
    ) -> Page: ...


@pytest.fixture
def browser_page(chromium: Browser, live_portal: str) -> Iterator[Opener]:
    """Opens pages; when the test ends, any complaint of the browser (script fault, policy violation) fails it."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(
        path: str = "/",
        *,
        person: Person | None = None,
        width: int = 1280,
        theme: str = "light",
        javascript: bool = True,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_portal,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if person:
            context.add_cookies([{"name": "sessionid", "value": _session(person), "url": live_portal}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda line: complaints.append(f"{page.url}: {line.text}") if line.type == "error" else None)
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [line for line in complaints if "status of 4" not in line]


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


@pytest.fixture(scope="session")
def accessible() -> Judge:
    """Asserts that axe finds nothing and that the page does not scroll sideways."""

    def judge(page: Page) -> None:
        _picture(page)
        told = faults(page)
        assert not told, f"{page.url}, {page.viewport_size}: " + "\n".join(told)

    return judge


def _picture(page: Page) -> None:
    """Keeps a picture in the folder named by CLEARLINE_SHOTS, for those who look at the pages."""
    folder = os.environ.get("CLEARLINE_SHOTS")
    if not folder:
        return
    size = page.viewport_size or {"width": 0}
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    path = re.sub(r"[^a-z0-9]+", "-", page.url.split("/", 3)[3].lower()).strip("-") or "home"
    page.screenshot(path=f"{folder}/{path[:60]}-{size['width']}-{'dark' if dark else 'light'}.png", full_page=True)
