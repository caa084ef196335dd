"""What cannot be read is one clear line on the error stream and exit status 2; what can be read beside it is judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.command import run

ROOT = Path(__file__).resolve().parents[2]
MESSAGE = {"kind": "sample_message", "text": "Acme: Your order has shipped."}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("broken.json", "{", "line 1, column 2: not JSON"),
        ("broken.json", '{"kind": "sample_message",\n  "text": "x",\n}', "line 3, column 1: not JSON"),
        ("broken.toml", 'kind = "sample_message"\ntext = one\n', "line 2, column 8: not TOML"),
        ("broken.toml", 'kind = "sample_message"\ntext = "one', "line 2, column 12: not TOML"),
        ("twice.toml", 'kind = "brand"\nkind = "brand"\n', "line 2, column 15: not TOML"),
        ("twice.json", '{"kind": "brand",\n "ein": "1", "ein": "2"}', "line 2, column 14: the key 'ein' stands there"),
        ("inner.json", '{"a": [{"b": 1}, {"b": 1}],\n "c": {"b": 1, "b": 2}}', "line 2, column 16: the key 'b'"),
        ("nan.json", '{"kind": "campaign", "description": NaN}', "line 1, column 37: NaN is not a number"),
        ("huge.json", '{"kind": "campaign", "description": 1e999}', "line 1, column 37: 1e999 is not a number"),
        ("digits.json", '{"kind": "campaign", "description": ' + "9" * 5_000 + "}", "too many digits"),
        ("list.json", "[1, 2]", "a list holds input objects"),
        ("none.json", "[]", "a list holds input objects"),
        ("number.json", "7", "not an object"),
        ("kindless.json", '{"text": "x"}', "neither the field kind nor --kind"),
        ("unknown.json", '{"kind": "poem", "text": "x"}', "There is no kind 'poem'"),
        ("listed.json", '{"kind": ["campaign"]}', "neither the field kind nor --kind"),
        ("wordless.json", '{"kind": "sample_message"}', "field text"),
        ("typed.json", '{"kind": "campaign", "sample_messages": "one"}', "sample_messages is not a list"),
        ("deep.json", '{"kind": "campaign", "brand": ' + "[" * 90_000 + "]" * 90_000 + "}", "nested too deeply"),
        ("deep.toml", 'kind = "campaign"\nbrand = ' + "[" * 9_000 + "]" * 9_000, "nested too deeply"),
        ("context.json", '{"kind": "sample_message", "text": "x", "context": {"on": "soon"}}', "not a day"),
        ("context.json", '{"kind": "sample_message", "text": "x", "context": 7}', "context is not an object"),
        ("wish.json", '{"kind": "sample_message", "text": "x", "overrides": {"SM001": {}}}', "SM001"),
        ("page.html", "<p>hello</p>", "a raw page needs --kind"),
        ("empty.json", "", "nothing is in it"),
        ("blank.toml", " \n\n", "nothing is in it"),
        ("empty.jsonl", "", "nothing is in it"),
        ("utf16.json", json.dumps(MESSAGE).encode("utf-16"), "UTF-16"),
        ("wide.json", json.dumps(MESSAGE).encode("utf-16-le"), "a binary file"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file"),
        ("latin.json", '{"kind": "sample_message",\n"text": "caf\xe9"}'.encode("latin-1"), "line 2: not UTF-8"),
        ("big.json", b" " * 50_000_000, "larger than 5,000,000 bytes"),
        ("big.txt", b"x" * 50_000_000, "larger than 5,000,000 bytes"),
        ("big.jsonl", b"x" * 50_000_000, "larger than 25,000,000 bytes"),
    ],
)
def test_an_unreadable_input_is_one_line_and_status_two(
    tmp_path: Path, name: str, content: str | bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    status, out, err = run(str(path))
    assert (status, out) == (2, "")
    assert err.startswith(f"lint: {path}: ")
    assert told in err
    assert err.count("\n") == 1


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.json"))[::2] == (2, f"lint: {tmp_path}/none.json: no such file or directory.\n")
    assert run(str(tmp_path))[::2] == (2, f"lint: {tmp_path}: is a directory.\n")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "closed.json"
    path.write_text("{}")
    path.chmod(0)
    run(str(tmp_path / "none.json"))
    me = os.geteuid()
    os.seteuid(me or 65534)  # root may read everything
    try:
        status, out, err = run(str(path))
    finally:
        os.seteuid(me)
    assert (status, out, err) == (2, "", f"lint: {path}: permission denied.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--profile", "poem"), "There is no profile 'poem'; there are as_documented,"),
        (("--kind", "poem"), "There is no kind 'poem'; there are sample_message,"),
        (("--format", "poem"), "There is no format 'poem'; there are text, json, sarif."),
        (("-", "-"), "The standard input can be read only once."),
    ],
)
def test_wrong_use_is_one_line(arguments: tuple[str, ...], told: str) -> None:
    status, out, err = run("-", *arguments, stdin=json.dumps(MESSAGE))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_an_unknown_option_is_one_line_too() -> None:
    command = [sys.executable, "-m", "portal.rules", "x.json", "--poem"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("text", ["\ufeff" + json.dumps(MESSAGE), json.dumps(MESSAGE, indent=1).replace("\n", "\r\n")])
def test_a_byte_order_mark_and_foreign_line_ends_are_no_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(text.encode())
    assert run(str(path))[0] == 1


@pytest.mark.parametrize("text", [json.dumps(MESSAGE), json.dumps([MESSAGE]), 'kind="sample_message"\ntext="Acme: hi"'])
def test_the_standard_input_may_be_json_or_toml(text: str) -> None:
    assert run("-", stdin=text)[0] == 1
    assert run("-", stdin=b"\xff\xfe{")[2] == "lint: -: written in UTF-16; save it as UTF-8.\n"


def test_the_standard_input_may_be_a_batch() -> None:
    status, out, _ = run("-", "--json", stdin="\n".join(json.dumps({**MESSAGE, "id": one}) for one in "ab"))
    assert (status, [json.loads(line)["id"] for line in out.splitlines()]) == (1, ["a", "b"])


def test_the_standard_input_may_be_a_page() -> None:
    status, out, _ = run("-", "--kind", "privacy_policy", "--json", stdin="<h1>Privacy</h1><p>Hello</p>")
    assert status == 1
    assert json.loads(out)["facts"]["has_sms_section"] is False


def test_toml_may_hold_its_own_days_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "brand.toml"
    path.write_text('# ours\nkind = "brand"\nlegal_name = "Acme"\nbaa_executed_on = 2025-03-01\n')
    assert run(str(path))[0] == 1


def test_a_bad_line_loses_none_of_a_batch(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    good = json.dumps({**MESSAGE, "id": "a", "text": "Acme\u2028\x85: hi"}, ensure_ascii=False)
    lines = [good, "{", "", '{"kind": "poem", "id": "b"}', "7", good.replace('"a"', '"c"')]
    path.write_text("\n".join(lines), encoding="utf-8")
    status, out, err = run(str(path), "--json")
    told = [json.loads(line) for line in out.splitlines()]
    assert status == 2
    assert [(one.get("id"), one.get("line"), "error" in one) for one in told] == [
        ("a", None, False),
        (None, 2, True),
        ("b", 4, True),
        (None, 5, True),
        ("c", None, False),
    ]
    assert err.count("\n") == 3
    assert f"{path}:4: There is no kind 'poem'" in err


def test_a_bad_file_beside_a_good_one_takes_no_report_away(tmp_path: Path) -> None:
    path = tmp_path / "good.json"
    path.write_text(json.dumps(MESSAGE))
    status, out, err = run(str(tmp_path / "none.json"), str(path), "--json")
    assert (status, len(out.splitlines()), err.count("\n")) == (2, 1, 1)


def test_could_not_check_is_status_three() -> None:
    site = {"url": "https://acme.com", "host": "acme.com", "refused": "timeout"}
    page = {"kind": "website", "website": site, "brand": {"legal_name": "Acme"}}
    status, out, _ = run("-", "--json", stdin=json.dumps(page))
    assert {3: "could_not_check", 1: "error"}[status] == json.loads(out)["verdict"]
