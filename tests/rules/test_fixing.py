"""`--fix` makes the safe edits and no others, says what it did, and leaves the rest of a file as it was."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.command.fixing import mended
from portal.rules.command.literals import json_literals, toml_literals
from portal.rules.engine import lint
from portal.rules.kit import GOOD_FORM, GOOD_POLICY, GOOD_TERMS
from portal.rules.registry import all_rules
from tests.rules.command import run

TOML = """\
# Our autumn campaign
kind = "campaign"
use_case = "MARKETING"
sample_messages = [
  "Acme: Sale today. Reply STOP to opt out. Msg & data rates may apply.", # the best one
  'Acme: "Big" sale \\ tomorrow',
  \"\"\"
Acme: Last day!\"\"\",
]

[brand]
legal_name = "Acme"  # short
"""


def fix(path: Path, *arguments: str) -> tuple[int, str, str]:
    return run(str(path), "--fix", *arguments)


def test_toml_keeps_its_comments_and_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(TOML)
    _, out, _ = fix(path)
    lines = path.read_text().split("\n")
    assert tomllib.loads(path.read_text())["sample_messages"][1].startswith('Acme: "Big" sale \\ tomorrow. Reply STOP')
    assert [line for line in lines if "#" in line] == [line for line in TOML.split("\n") if "#" in line]
    assert len(lines) == len(TOML.split("\n"))
    assert "fixed SM001 sample_messages[1]: Add the opt-out line" in out


def test_json_keeps_its_layout_and_byte_order_mark(tmp_path: Path) -> None:
    text = '"Acme: caf\\u00e9 & \\ud83d\\ude00 \\"now\\""'
    before = f'{{ "kind":"sample_message",\r\n\t"text" : {text}, "more": [1.0, 2e3] }}\r\n'
    path = tmp_path / "one.json"
    path.write_bytes(b"\xef\xbb\xbf" + before.encode())
    fix(path)
    after = path.read_bytes()
    assert after.startswith(b'\xef\xbb\xbf{ "kind":"sample_message",\r\n\t"text" : "Acme: caf')
    assert after.endswith(b'", "more": [1.0, 2e3] }\r\n')
    assert json.loads(after)["text"].startswith('Acme: caf\u00e9 & \U0001f600 "now". Reply STOP')


def test_a_batch_and_a_list_are_mended_in_place(tmp_path: Path) -> None:
    bad = {"kind": "sample_message", "text": "Acme: hi", "id": 1}
    path, listed = tmp_path / "one.jsonl", tmp_path / "one.json"
    path.write_text(f"{json.dumps(bad)}\n{{\n\n{json.dumps(bad)}\n")
    listed.write_text(json.dumps([bad, bad]))
    assert (fix(path)[0], fix(listed)[0]) == (2, 0)
    lines = path.read_text().split("\n")
    assert (lines[1], lines[2], lines[4]) == ("{", "", "")
    assert all("Reply STOP" in json.loads(line)["text"] for line in (lines[0], lines[3]))
    assert all("Reply STOP" in one["text"] for one in json.loads(listed.read_text()))


@pytest.mark.parametrize(
    ("name", "kind", "source", "gone"),
    [
        ("terms.md", "terms", GOOD_TERMS.replace("Message and data rates may apply. ", ""), "TS003"),
        (
            "terms.html",
            "terms",
            "<main><h2>Text messages</h2><p>Acme texts offers &amp; more.</p><h2>Law</h2><p>Ohio.</p></main>",
            "TS004",
        ),
        ("policy.md", "privacy_policy", GOOD_POLICY.replace("START (resubscribe), ", ""), "PP008"),
        ("policy.txt", "privacy_policy", "Privacy\n\nSMS program\n\nWe text you offers. We share nothing.\n", "PP007"),
        ("form.html", "opt_in_form", GOOD_FORM.replace('id="c"', "checked='checked' id='c'"), "OF002"),
        ("form.html", "opt_in_form", GOOD_FORM.replace('id="c"', 'value=" checked > " CHECKED id="c"'), "OF002"),
    ],
)
def test_a_raw_page_is_mended_in_its_source(tmp_path: Path, name: str, kind: str, source: str, gone: str) -> None:
    path = tmp_path / name
    path.write_text(source)
    before = json.loads(run(str(path), "--kind", kind, "--json")[1])
    assert gone in {one["rule"] for one in before["findings"]}
    told = json.loads(fix(path, "--kind", kind, "--json")[1])
    assert gone not in {one["rule"] for one in told["findings"]}
    assert gone in {one["rule"] for one in told["fixed"]}
    mended_once = path.read_text()
    fix(path, "--kind", kind)
    assert path.read_text() == mended_once


def test_a_sentence_goes_into_the_messaging_section(tmp_path: Path) -> None:
    path = tmp_path / "terms.html"
    path.write_text("<h2>SMS</h2><p>Acme texts offers.</p>\n<h2>Law</h2><p>Ohio.</p>")
    fix(path, "--kind", "terms")
    assert path.read_text().index("data rates") < path.read_text().index("<h2>Law")


def test_what_changes_the_meaning_is_only_told(tmp_path: Path) -> None:
    path = tmp_path / "policy.html"
    path.write_text("<h1>Privacy</h1><p>We sell shoes.</p>")
    before = path.read_bytes()
    _, out, _ = fix(path, "--kind", "privacy_policy")
    assert path.read_bytes() == before
    assert "left PP003 privacy_policy_url: Add the sentence (changes the meaning; read it first)" in out


def test_the_standard_input_is_mended_to_the_output_and_the_report_stands_beside() -> None:
    status, out, err = run("-", "--fix", stdin='kind = "sample_message" # ours\ntext = "Acme: hi"\n')
    assert status == 0
    assert out.startswith('kind = "sample_message" # ours\ntext = "Acme: hi. Reply STOP')
    assert "fixed SM001" in err


def test_a_file_in_order_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_text(GOOD_POLICY)
    path.chmod(0o440)
    before = path.stat()
    fix(path, "--kind", "privacy_policy")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_mended_file_keeps_its_rights_and_its_link(tmp_path: Path) -> None:
    path, link = tmp_path / "one.json", tmp_path / "link.json"
    path.write_text('{"kind": "sample_message", "text": "Acme: hi"}')
    path.chmod(0o604)
    link.symlink_to(path)
    fix(link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o604
    assert "STOP" in path.read_text()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_silenced_rule_mends_nothing() -> None:
    wish = {"SM001": {"severity": "silenced", "reason": "sent by another program"}}
    told = mended("sample_message", {"text": "Acme: hi"}, overrides=wish)
    assert "SM001" not in {step.rule for step in told.done}


def _same_again(kind: str, data: dict[str, Any]) -> None:
    """What was mended stays as it is, and what was mended is no fault any more."""
    once = mended(kind, data)
    again = mended(kind, once.data)
    assert (again.data, again.done) == (once.data, ())
    offered = {(one.rule, one.field, one.edit.label) for one in once.report.findings if one.edit and one.edit.safe}
    assert not offered & {(step.rule, step.field, step.label) for step in once.done}
    assert lint(kind, once.data).as_dict() == once.report.as_dict()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_mending_a_sample_twice_changes_nothing_more(rule: Any) -> None:
    for sample in (*rule.bad, *rule.good):
        _same_again(sample["kind"], sample)


PIECES = [
    "Acme: ",
    "Sale ",
    "\u2014",
    "\u201cnow\u201d",
    "STOP",
    " Reply STOP",
    "!",
    "\n",
    "<p>",
    "https://a.com",
    "SMS ",
]
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map("".join)


@settings(max_examples=60)
@given(kind=st.sampled_from(["sample_message", "opt_in_wording", "terms", "privacy_policy", "opt_in_form"]), text=words)
def test_mending_twice_is_mending_once(kind: str, text: str) -> None:
    _same_again(kind, {"text": text, "brand": "Acme"})


@settings(max_examples=40)
@given(samples=st.lists(words, max_size=4), replies=st.tuples(words, words, words))
def test_mending_a_campaign_twice_is_mending_it_once(samples: list[str], replies: tuple[str, ...]) -> None:
    names = ("opt_out_message", "help_message", "opt_in_wording")
    _same_again("campaign", {"sample_messages": samples, **dict(zip(names, replies, strict=True))})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=150)
@given(value=json_values, ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2]))
def test_every_value_of_a_json_text_is_found_where_it_stands(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    found = {path: json.loads(text[start:end]) for path, (start, end) in json_literals(text).items()}
    assert found[()] == value
    for path, part in found.items():
        expected = value
        for step in path:
            expected = expected[step]
        assert part == expected


def test_every_value_of_a_toml_text_is_found_where_it_stands() -> None:
    text = (
        "a.b = 1 # x\n'c d' = [1, [2, \"]\"], # y\n 3,\n]\nt = { x = 'y}', \"z\" = [ ] }\n"
        "when = 1979-05-27 07:32:00 # z\n[[p]]\nq = '''a\n'b'''''\n[p.r]\ns = \"\"\"\\\"\"\"\"\"\n[[p]]\nq = true\n"
    )
    found = {path: text[start:end].strip() for path, (start, end) in toml_literals(text).items()}
    assert found["a", "b"] == "1"
    assert found["c d", 1, 1] == '"]"'
    assert found["t", "x"] == "'y}'"
    assert found["p", 0, "q"] == "'''a\n'b'''''"
    assert tomllib.loads(f"v = {found['p', 0, 'r', 's']}") == {"v": '""'}
    assert found["p", 1, "q"] == "true"
    assert tomllib.loads(text)["p"][1]["q"] is True
