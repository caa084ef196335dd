"""Answering the codes of a rejection: kept while it is worked on, handed in with the next submission."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from brands.drafting import read_base
from brands.models import CodeAnswer
from portal.accounts.permissions import Permission
from portal.common.actor import Actor
from portal.common.canonical import canonical_bytes
from portal.common.clock import now
from portal.common.crypto import keyed_hash
from portal.common.errors import WrongInput, WrongState
from portal.evidence.selectors import documents_for
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import codes_to_answer, old_codes
from portal.lifecycle.services.acting import lock
from portal.lifecycle.states import possible

MOST = 2000


@dataclasses.dataclass(frozen=True, slots=True)
class KeptAnswers:
    """What a save did: the codes with new words, and those whose answer was taken away."""

    written: tuple[str, ...]
    taken: tuple[str, ...]


@transaction.atomic
def code_answers_save(
    *, actor: Actor, application: Application, answers: Mapping[str, Mapping[str, str]], shown: str = ""
) -> KeptAnswers:
    """Keeps answers by code, each with `change` (what was changed) and `text` (what the reviewer should know).

    ``shown`` is what the form remembers of the answers it was drawn from (``answers_shown``): one that still reads so
    is passed over, as somebody else may have written there since. Empty fields are passed over where only an earlier
    answer stands, or none. Raises WrongPerson, NotFound, WrongState for an answer to a code that is not asked (any
    more), or WrongInput for a text that is too long.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    locked = lock(actor, application.id)
    wanted = {code["key"]: code for code in codes_to_answer(locked) or old_codes(locked)}
    standing, base = _standing(locked), read_base(shown)
    said = {code: _said(answer) for code, answer in answers.items()}
    said = {code: given for code, given in said.items() if base.get(code) != _digest(locked, code, given)}
    _guard_asked(locked, sorted(code for code in set(said) - set(wanted) if any(said[code].values())))
    said = {code: said[code] for code in wanted if code in said and (any(said[code].values()) or code in standing)}
    for code, given in said.items():
        if any(len(words) > MOST for words in given.values()):
            sentence = _("Use at most %(most)s characters.") % {"most": MOST}
            raise WrongInput(sentence, fields={code: [sentence]})
        CodeAnswer.objects.update_or_create(
            application=locked, code=code, defaults={**given, "by": actor.label[:200], "at": now()}
        )
    written = tuple(code for code, given in said.items() if any(given.values()))
    return KeptAnswers(written=written, taken=tuple(code for code in said if code not in written))


def answers_shown(application: Application, answers: Mapping[str, Mapping[str, Any]]) -> str:
    """What a form remembers of the answers it was drawn from: a keyed digest of each."""
    return " ".join(f"{code}={_digest(application, code, _said(answer))}" for code, answer in answers.items())


def _digest(application: Application, code: str, given: Mapping[str, str]) -> str:
    return keyed_hash(canonical_bytes({code: dict(given)}).decode(), purpose=f"answers {application.id}").hex()[:16]


def _standing(application: Application) -> set[str]:
    """Codes with words that count: written since the last rejection that names the code."""
    written = CodeAnswer.objects.filter(application=application).exclude(change="", text="")
    return {answer.code for answer in written} - set(answers_before(application))


def _said(answer: Mapping[str, str]) -> dict[str, str]:
    """The words as they are kept and counted: a browser counts the end of a line once, and sends two characters."""
    return {name: answer.get(name, "").replace("\0", "").replace("\r\n", "\n").strip() for name in ("change", "text")}


def _guard_asked(application: Application, others: list[str]) -> None:
    if others:
        names = {"codes": ", ".join(others)[:200], "reference": application.reference}
        sentence = _("%(reference)s does not ask for an answer to %(codes)s now. Open its rejection again.") % names
        raise WrongState(sentence, code="not_asked", state=application.state, possible=possible(application.state))


def code_answers(actor: Actor, application: Application) -> dict[str, dict[str, Any]]:
    """The answers as a submission takes them: code -> change, text and the ids of papers attached to the code.

    What was said before the last rejection that names the code did not convince its registry and no longer counts
    (``answers_before``); its papers come along again with new words.
    """
    before = answers_before(application)
    kept = {answer.code: answer for answer in CodeAnswer.objects.filter(application=application)}
    found: dict[str, dict[str, Any]] = {}
    for code in codes_to_answer(application) or old_codes(application):
        key = code["key"]
        if key in before:
            found[key] = {"change": "", "text": "", "evidence": []}
            continue
        papers = documents_for(actor, subjects=[("application", application.id)], field=key)
        answer = kept.get(key)
        found[key] = {
            "change": answer.change if answer else "",
            "text": answer.text if answer else "",
            "evidence": [str(paper.id) for paper in papers],
        }
    return found


def answers_before(application: Application) -> dict[str, str]:
    """Code -> what was said to it before a rejection named it again."""
    named: dict[str, dt.datetime] = {}
    for decision in application.decisions.filter(verb="record_rejection").order_by("number"):
        named |= {code["key"]: decision.at for code in decision.codes}
    return {
        answer.code: "\n".join(filter(None, [answer.change, answer.text]))
        for answer in CodeAnswer.objects.filter(application=application)
        if answer.code in named and answer.at <= named[answer.code] and (answer.change or answer.text)
    }
