"""The command gives the documented output and exit status, with and without Django, and never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.rules import cli
from portal.rules.kit import GOOD_FORM, GOOD_POLICY, GOOD_SAMPLE

ROOT = Path(__file__).resolve().parents[2]
BAD = {"kind": "sample_message", "text": "Acme: Your order #87234 has shipped"}


def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    parser = cli.argparse.ArgumentParser()
    cli.add_arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    status = cli.run(parser.parse_args(arguments), out=out, err=err, stdin=io.StringIO(stdin))
    return status, out.getvalue(), err.getvalue()


def test_exit_status_says_how_bad_it_is(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.toml"
    good.write_text(json.dumps({"kind": "sample_message", "text": GOOD_SAMPLE}))
    bad.write_text('kind = "sample_message"\ntext = "Acme: Your order has shipped."\n')
    assert run(str(good))[0] == 0
    assert run(str(bad))[0] == 1
    assert run(str(good), str(bad))[0] == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.json", "{"),
        ("list.json", "[1, 2]"),
        ("number.json", "7"),
        ("kindless.json", '{"text": "x"}'),
        ("unknown.json", '{"kind": "poem", "text": "x"}'),
        ("wordless.json", '{"kind": "sample_message"}'),
        ("typed.json", '{"kind": "campaign", "sample_messages": "one"}'),
        ("deep.json", '{"kind": "campaign", "brand": ' + "[" * 5_000 + "]" * 5_000 + "}"),
        ("page.html", "<p>hello</p>"),
        ("context.json", '{"kind": "sample_message", "text": "x", "context": {"on": "soon"}}'),
        ("bytes.json", b"\xff\xfe\x00"),
    ],
)
def test_an_unreadable_input_is_one_line_and_status_two(tmp_path: Path, name: str, content: str | bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    status, out, err = run(str(path))
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_a_missing_file_is_status_two(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.json"))[0] == 2


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


def test_sarif_names_every_rule(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(BAD))
    log = json.loads(run(str(path), "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    assert log["runs"][0]["results"][0]["ruleId"] == "SM001"


def test_fix_makes_the_safe_edits_and_the_result_passes(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(BAD))
    assert run(str(path), "--fix")[0] == 0
    assert json.loads(path.read_text())["text"].endswith("Reply STOP to opt out. Msg & data rates may apply.")


def test_both_commands_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(BAD))
    with pytest.raises(SystemExit) as ended:
        call_command("lint", str(path), "--json")
    assert ended.value.code == 1
    alone = subprocess.run(
        [sys.executable, "-m", "portal.rules", str(path), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert alone.returncode == 1
    assert alone.stdout == capsys.readouterr().out


def test_the_linter_runs_without_django_and_without_settings() -> None:
    code = (
        "import sys; import portal.rules.engine, portal.rules.website, portal.rules.cli, portal.rules.builders;"
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
