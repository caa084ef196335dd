"""Without a browser every page says so, and nothing is called good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portal.webchecks.browser.drawing import browser_available, draw
from portal.webchecks.browser.finding import chromium_path
from portal.webchecks.browser.taking_turns import turn

ORDER = [("opt_in", "https://goodleaf-dental.test/texts"), ("home", "https://goodleaf-dental.test/")]


def test_a_browser_that_is_switched_off_draws_nothing(settings: Any) -> None:
    settings.BROWSER = "off"
    drawn = draw(ORDER)
    assert [(page.role, page.reason) for page in drawn.pages] == [("opt_in", "no_browser"), ("home", "no_browser")]
    assert [sighting.reason for sighting in drawn.sightings] == ["no_browser", "no_browser"]
    assert drawn.evidence == []


def test_a_path_that_leads_to_no_program_is_no_browser(settings: Any, tmp_path: Path) -> None:
    settings.BROWSER, settings.CHROMIUM = "on", str(tmp_path / "chromium")
    assert chromium_path() is None
    assert browser_available() == "no_browser"
    assert draw(ORDER).pages[0].reason == "no_browser"


def test_the_settings_browser_is_taken_before_any_other(settings: Any, tmp_path: Path) -> None:
    program = tmp_path / "my-chromium"
    program.touch(mode=0o755)
    settings.BROWSER, settings.CHROMIUM = "on", str(program)
    assert chromium_path() == program
    assert browser_available() == ""


def test_the_first_browser_on_the_path_is_found(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("google-chrome", "chromium-browser"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    settings.BROWSER, settings.CHROMIUM = "on", ""
    assert chromium_path() == tmp_path / "chromium-browser"


def test_a_worker_of_the_queue_may_have_the_browser_that_is_not_here(settings: Any, tmp_path: Path) -> None:
    settings.BROWSER, settings.CHROMIUM = "queue", str(tmp_path / "none")
    assert browser_available() == ""
    assert draw(ORDER).pages[0].reason == "no_browser"


def test_a_job_whose_turn_does_not_come_says_so_and_the_next_one_has_it() -> None:
    with turn() as first, turn(patience=0.0) as second:
        assert (first, second) == (True, False)
    with turn(patience=0.0) as third:
        assert third
