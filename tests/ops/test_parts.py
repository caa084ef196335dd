"""The parts of the embedded portal, each alone: folder, port, watch."""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import socket
import stat
import subprocess
import sys

import pytest

from portal.embedded import portal, servers
from portal.embedded.folder import Folder
from portal.embedded.processes import spawn
from portal.embedded.servers import CannotStart
from portal.embedded.supervisor import Child, GaveUp, Supervisor


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def child(tmp_path, name, *command, **options) -> Child:
    log = tmp_path / f"{name}.log"
    return Child(name, log, lambda: spawn(command, log=log), **options)


def test_a_folder_has_one_holder_and_says_who(tmp_path):
    first = Folder(tmp_path / "var")
    first.lock()
    first.name_holder("http://127.0.0.1:8000")
    with pytest.raises(CannotStart, match=rf"already runs .* process {os.getpid()}, http://127.0.0.1:8000"):
        Folder(tmp_path / "var").lock()


def test_keys_are_made_once_and_are_private(tmp_path):
    folder = Folder(tmp_path)
    keys, made = folder.keys()
    again, made_again = folder.keys()
    assert (made, made_again, keys == again) == (True, False, True)
    assert mode(tmp_path / "keys") == 0o700
    assert {mode(file) for file in (tmp_path / "keys").iterdir()} == {0o600}


def test_every_folder_has_a_demo_password_of_its_own(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    passwords = {Folder(tmp_path / name).demo()["password"] for name in ("a", "a", "b")}
    assert len(passwords) == 2
    assert mode(tmp_path / "a/demo.json") == 0o600


def test_a_reset_removes_all_but_the_lock(tmp_path):
    folder = Folder(tmp_path)
    folder.lock()
    folder.keys()
    folder.demo()
    folder.reset()
    assert [place.name for place in tmp_path.iterdir()] == ["lock"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "portal.example"])
def test_demo_accounts_are_never_served_beyond_this_machine(tmp_path, host, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    Folder(tmp_path).demo()
    options = argparse.Namespace(host=host, port=0, var=tmp_path, no_demo=False, reset=False)
    with pytest.raises(CannotStart, match="demo accounts"):
        portal.EmbeddedPortal(Folder(tmp_path), options).run()


def test_a_taken_port_gives_the_next_free_one(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        with portal.listen("127.0.0.1", number) as link:
            assert link.getsockname()[1] > number
    assert f"Port {number} is taken" in capsys.readouterr().out


def test_an_address_of_another_machine_is_refused_in_words():
    with pytest.raises(CannotStart, match=r"Cannot listen on 192\.0\.2\.1"):
        portal.listen("192.0.2.1", 8000)


def test_a_path_too_long_for_a_socket_goes_to_a_private_temporary_folder(tmp_path):
    long = tmp_path / ("x" * 90)
    long.mkdir()
    found = servers.socket_folder(long)
    assert len(os.fsencode(found)) < 90
    assert mode(found) == 0o700
    found.rmdir()


@pytest.mark.parametrize("pid", [str(os.getpid()), "999999999", "nonsense"], ids=["living", "dead", "nonsense"])
def test_a_stale_pid_file_does_not_stop_postgres(tmp_path, pid):
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{pid}\n/somewhere\n")
    assert servers.remove_stale_pid(file) is pid.isdigit()


def test_a_missing_wheel_is_named_with_what_to_do():
    with pytest.raises(CannotStart, match="make setup"):
        servers._wheel_file("no_such_wheel", "*")


def test_a_child_that_dies_is_started_again_and_its_log_is_shown(tmp_path):
    told: list[str] = []
    watch = Supervisor(tmp_path / "processes.json", told.append, first_pause=0.0)
    watch.add(child(tmp_path, "part", sys.executable, "-c", "print('my last words', flush=True); input()"))
    watch.add(child(tmp_path, "calm", "sleep", "1000"))
    first = json.loads(watch.state_file.read_text())["calm"]
    os.kill(first, signal.SIGKILL)
    watch.watch(until=lambda: json.loads(watch.state_file.read_text()).get("calm") not in (None, first))
    watch.stop()
    assert any("calm ended (killed by SIGKILL)" in line for line in told)
    assert not watch.state_file.exists()


def test_five_deaths_in_a_minute_stop_everything_with_the_log(tmp_path):
    watch = Supervisor(tmp_path / "processes.json", lambda _line: None, first_pause=0.0)
    watch.add(child(tmp_path, "part", sys.executable, "-c", "raise SystemExit('my last words')"))
    with pytest.raises(GaveUp, match=r"part died 5 times in a minute[\s\S]*my last words"):
        watch.watch()
    watch.stop()


def test_children_stop_in_reverse_order_and_the_deaf_are_killed(tmp_path):
    watch = Supervisor(tmp_path / "processes.json", lambda _line: None)
    watch.add(child(tmp_path, "first", "sleep", "1000"))
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"
    watch.add(child(tmp_path, "deaf", sys.executable, "-c", deaf, stop_seconds=0.5))
    watch.watch(until=lambda: (tmp_path / "deaf.log").read_text() == "deaf\n")
    watch.stop()
    assert [part.process.returncode for part in watch.children] == [-signal.SIGTERM, -signal.SIGKILL]


def test_children_die_with_their_parent(tmp_path):
    code = (
        "import sys, pathlib; from portal.embedded.processes import spawn\n"
        "child = spawn(['sleep', '1000'], log=pathlib.Path(sys.argv[1]))\n"
        "print(child.pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "log")]
    parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=portal.ROOT, text=True)
    watched = os.pidfd_open(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    poll = select.poll()
    poll.register(watched, 1)
    assert poll.poll(20_000)
    os.close(watched)
