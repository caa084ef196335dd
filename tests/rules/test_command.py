"""The command gives the documented output and exit status, with and without Django, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.rules.engine import KINDS
from portal.rules.kit import GOOD_FORM, GOOD_POLICY, GOOD_SAMPLE
from portal.rules.registry import all_rules
from tests.rules.command import run

ROOT = Path(__file__).resolve().parents[2]
BAD = {"kind": "sample_message", "text": "Acme: Your order #87234 has shipped"}


def test_exit_status_says_how_bad_it_is(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.toml"
    good.write_text(json.dumps({"kind": "sample_message", "text": GOOD_SAMPLE}))
    bad.write_text('kind = "sample_message"\ntext = "Acme: Your order has shipped."\n')
    assert run(str(good))[0] == 0
    assert run(str(bad))[0] == 1
    assert run(str(good), str(bad))[0] == 1


def test_json_output_has_the_documented_keys(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({**BAD, "id": "m1"}))
    report = json.loads(run(str(path), "--json")[1])
    assert report["id"] == "m1"
    assert {"kind", "verdict", "findings", "checked", "rulebook", "facts"} <= report.keys()
    finding = report["findings"][0]
    assert {"rule", "name", "severity", "field", "span", "message", "fix", "codes", "edit"} <= finding.keys()
    assert finding["codes"] == ["tcr:9106"]


def test_a_batch_gives_one_report_a_line_in_order(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(json.dumps({**BAD, "id": str(number)}) for number in range(5)))
    lines = [json.loads(line) for line in run(str(path), "--format", "json")[1].splitlines()]
    assert [line["id"] for line in lines] == ["0", "1", "2", "3", "4"]


def test_raw_pages_are_read_by_kind(tmp_path: Path) -> None:
    policy, form = tmp_path / "policy.md", tmp_path / "form.html"
    policy.write_text(GOOD_POLICY)
    form.write_text(GOOD_FORM)
    status, out, _ = run(str(policy), "--kind", "privacy_policy", "--json")
    assert status == 0
    assert json.loads(out)["facts"]["verbatim_sentence"] is True
    status, out, _ = run(str(form), "--kind", "opt_in_form", "--json")
    assert json.loads(out)["facts"]["checkbox_prechecked"] is False


def test_both_commands_say_the_same_on_every_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = {sample["kind"]: sample for rule in all_rules() for sample in rule.bad}
    assert samples.keys() >= set(KINDS)
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(json.dumps({**sample, "id": kind}) for kind, sample in sorted(samples.items())))
    with pytest.raises(SystemExit) as ended:
        call_command("lint", str(path), "--json")
    told = capsys.readouterr().out
    assert [json.loads(line)["id"] for line in told.splitlines()] == sorted(samples)
    command = [sys.executable, "-m", "portal.rules", str(path), "--json"]
    alone = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (alone.returncode, alone.stdout) == (ended.value.code, told)
    assert alone.returncode == 1


def test_the_command_of_django_needs_no_settings_and_no_database(tmp_path: Path) -> None:
    path = tmp_path / "good.json"
    path.write_text(json.dumps({"kind": "sample_message", "text": GOOD_SAMPLE}))
    command = [sys.executable, "manage.py", "lint", str(path), "--json"]
    bare = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_who_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps(BAD) for _ in range(400)))
    command = f"{sys.executable} -m portal.rules {path} --json | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_the_linter_runs_without_django_and_without_settings() -> None:
    code = (
        "import sys; import portal.rules.engine, portal.rules.website;"
        "import portal.rules.command.cli, portal.rules.advice.builders;"
        "from portal.rules.registry import all_rules; all_rules();"
        "bad = {'django', 'celery', 'rest_framework', 'httpx', 'portal.common'} & set(sys.modules);"
        "sys.exit(str(bad) if bad else 0)"
    )
    bare = {"PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_pages_about_the_rules_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "tools/rules_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
