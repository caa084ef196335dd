"""Answering the codes of a rejection: kept while it is worked on, handed in with the next submission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from brands.models import CodeAnswer
from portal.accounts.permissions import Permission
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.evidence.selectors import documents_for
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import codes_to_answer, old_codes
from portal.lifecycle.services.acting import lock

MOST = 2000


@transaction.atomic
def code_answers_save(*, actor: Actor, application: Application, answers: Mapping[str, Mapping[str, str]]) -> None:
    """Keeps answers by code, each with `change` (what was changed) and `text` (what the reviewer should know).

    Codes that need no answer are passed over. Raises WrongPerson, NotFound, or WrongInput for a text that is too long.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    locked = lock(actor, application.id)
    wanted = {code["key"] for code in codes_to_answer(locked) or old_codes(locked)}
    for code in wanted & set(answers):
        given = {name: answers[code].get(name, "").strip() for name in ("change", "text")}
        if any(len(words) > MOST for words in given.values()):
            sentence = f"Use at most {MOST} characters."
            raise WrongInput(sentence, fields={code: [sentence]})
        CodeAnswer.objects.update_or_create(
            application=locked, code=code, defaults={**given, "by": actor.label[:200], "at": now()}
        )


def code_answers(actor: Actor, application: Application) -> dict[str, dict[str, Any]]:
    """The answers as a submission takes them: code -> change, text and the ids of papers attached to the code."""
    kept = {answer.code: answer for answer in CodeAnswer.objects.filter(application=application)}
    found: dict[str, dict[str, Any]] = {}
    for code in codes_to_answer(application) or old_codes(application):
        key = code["key"]
        papers = documents_for(actor, subject=("application", application.id), field=key)
        answer = kept.get(key)
        found[key] = {
            "change": answer.change if answer else "",
            "text": answer.text if answer else "",
            "evidence": [str(paper.id) for paper in papers],
        }
    return found
