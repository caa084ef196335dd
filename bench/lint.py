"""The linter beside its floor: one pass of the gate, all patterns as one set, over the same texts.

Every round judges texts that no round before it has seen, so that nothing comes from a cache of answers.
"""

from __future__ import annotations

import itertools
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

from bench.timing import median_ms, row
from portal.rules.engine import lint
from portal.rules.facts.patterns import gate_pass
from portal.rules.facts.text import normalize

_BRAND = {"legal_name": "Northwind Dental Group LLC", "dba_name": "Northwind Dental"}
_WORDING = (
    "I agree to receive appointment reminders from Northwind Dental by text message, up to 4 messages per month. Msg & "
    "data rates may apply. Reply STOP to opt out or HELP for help. Consent is not a condition of purchase."
)
_PARAGRAPHS = (
    "We collect what you enter at step {0} and use it to keep appointment {0} with you. It is safe with us.",
    "Visitors of room {0} may ask for a copy of what the file of room {0} holds. We answer by letter.",
    "Cookies of kind {0} remember the language and the size of the letters. You may switch them off.",
    "When you write to desk {0}, the letter goes to the person on duty, who answers it the same week.",
)
_NUMBERS = itertools.count()
_GATE_WARM_UP = 500


def _message() -> dict[str, Any]:
    number = next(_NUMBERS)
    text = (
        f"Northwind Dental: your cleaning {number} is on Thu Dec {number % 30 + 1} at {number % 12 + 1}:30 PM. "
        "Reply STOP to opt out."
    )
    return {"text": text, "brand": _BRAND, "use_case": "CUSTOMER_CARE"}


def _campaign() -> dict[str, Any]:
    number = next(_NUMBERS)
    return {
        "brand": _BRAND,
        "use_case": "CUSTOMER_CARE",
        "description": f"Northwind Dental sends reminders of visit {number} to active patients for scheduling.",
        "sample_messages": [_message()["text"] for _ in range(5)],
        "opt_in_method": "web_form",
        "opt_in_wording": f"{_WORDING} Room {number}.",
        "opt_out_message": f"Northwind Dental: You have been unsubscribed from room {number}. No more messages come.",
        "help_message": f"Northwind Dental: call (217) 555-0142 for help, room {number}. Reply STOP to opt out.",
    }


def _policy() -> str:
    paragraphs = (_PARAGRAPHS[place % 4].format(next(_NUMBERS)) for place in range(930))
    return "<html><body><h1>Privacy policy</h1>" + "".join(f"<p>{one}</p>\n" for one in paragraphs) + "</body></html>"


def rows() -> Iterator[str]:
    """A whole campaign, a thousand messages with all rules, a policy of about 100 KB."""
    for _ in range(_GATE_WARM_UP):
        lint("sample_message", _message())
    lint("privacy_policy", {"html": _policy()})
    yield row("a whole campaign", median_ms(lambda: lint("campaign", _campaign())), _floor(_campaign_texts))
    thousand = median_ms(_thousand, rounds=5)
    yield row("1,000 messages, all rules", thousand, _floor(lambda: [_message()["text"] for _ in range(1_000)]))
    judged = median_ms(lambda: lint("privacy_policy", {"html": _policy()}), rounds=7)
    yield row(f"a policy of {len(_policy()) // 1_000} KB", judged, _floor(lambda: [_policy()]))


def _thousand() -> None:
    for _ in range(1_000):
        lint("sample_message", _message())


def _campaign_texts() -> list[str]:
    campaign = _campaign()
    samples: list[str] = campaign["sample_messages"]
    return [value for value in campaign.values() if isinstance(value, str)] + samples


def _floor(texts: Callable[[], list[str]], rounds: int = 15) -> float:
    """The gate alone, over texts that are as new to it as the linter's are to the linter."""
    folded = [[normalize(text).folded for text in texts()] for _ in range(rounds + 1)]
    return median_ms(lambda: [gate_pass(text) for text in folded.pop()], rounds=rounds)


def start() -> str:
    """Importing the linter in a process of its own beside the libraries it stands on."""
    linter = statistics.median(_child("import portal.rules.command.cli, portal.rules.engine") for _ in range(7))
    libraries = statistics.median(_child("import argparse, json, tomllib, re2, selectolax.lexbor") for _ in range(7))
    return row("importing portal.rules", linter, libraries)


def _child(program: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1_000


if __name__ == "__main__":
    print(f"{'what':<34}{'median':>13}{'the gate':>13}{'ratio':>11}")
    for line in rows():
        print(line)
    print(start())
