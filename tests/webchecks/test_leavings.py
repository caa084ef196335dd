"""What a killed worker left of its browser is removed before the next one starts, and nothing else is."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path

import pytest

from portal.egress.opening import open_tunnel
from portal.webchecks.browser.launching import BrowserRefused, Launcher
from portal.webchecks.browser.leavings import STALE, clear_leavings


def left(place: Path, name: str, *, age: float = STALE + 60) -> Path:
    """A folder as a browser leaves it, last touched ``age`` seconds ago."""
    folder = place / name
    (folder / "profile/Default").mkdir(parents=True)
    (folder / "profile/Default/Cookies").write_text("x")
    os.utime(folder, (time.time() - age, time.time() - age))
    return folder


def test_a_folder_that_no_job_can_be_at_work_in_is_removed_and_a_younger_one_stays(tmp_path: Path) -> None:
    old, young = left(tmp_path, "clearline-browser-old"), left(tmp_path, "clearline-browser-young", age=STALE - 60)
    assert clear_leavings(tmp_path) == [old]
    assert not old.exists()
    assert (young / "profile/Default/Cookies").exists()


def test_folders_of_another_name_and_the_lock_of_turns_stay(tmp_path: Path) -> None:
    other, lock = left(tmp_path, "clearline-postgres"), tmp_path / "clearline-browser-0.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    assert not clear_leavings(tmp_path)
    assert other.exists()
    assert lock.exists()


def test_folders_of_another_user_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, somebody = left(tmp_path, "clearline-browser-old"), os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert not clear_leavings(tmp_path)
    assert folder.exists()


def test_no_link_is_followed_out_of_the_folder_or_into_one(tmp_path: Path) -> None:
    kept, place = left(tmp_path, "kept"), tmp_path / "place"
    folder = left(place, "clearline-browser-old")
    (folder / "profile/SingletonSocket").symlink_to(kept)
    os.utime(folder, (0, 0))
    (place / "clearline-browser-link").symlink_to(kept)
    os.utime(place / "clearline-browser-link", (0, 0), follow_symlinks=False)
    assert clear_leavings(place) == [folder]
    assert (kept / "profile/Default/Cookies").exists()
    assert (place / "clearline-browser-link").is_symlink()


def test_a_browser_that_starts_clears_what_others_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = left(tmp_path, "clearline-browser-old")

    async def start() -> None:
        async with open_tunnel(60) as tunnel, Launcher(Path("/nowhere/chromium"), "agent").launched(tunnel):
            pass

    with pytest.raises(BrowserRefused):
        asyncio.run(start())
    assert not folder.exists()
