"""Does the opt-in form carry the wording that is registered? The texts are compared, not what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from portal.rules.facts.signs import privacy_mention, terms_mention
from portal.rules.facts.text import beginning_of, normalize, sentences_of
from portal.rules.result import Verdict

_ADDRESS: Final = re.compile(r"(?:\bat )?(?:https?://|www\.)\S*[^\s.,;)]")
_WORD: Final = re.compile(r"[^\W_]+")
_FEWEST: Final = 8
"""Words that a passage of the form has at least, for it to be the wording and not a bare "I agree"."""
_SHOWN: Final = 140
"""Characters of either text that are quoted."""


def held_against_form(registered: str, checks: Sequence[Mapping[str, Any]]) -> tuple[Verdict, str, tuple[str, ...]]:
    """What the last look at the website tells of a wording that is complete: verdict, what was seen, codes."""
    form = next((check for check in checks if check.get("check") == "opt_in.form"), {})
    verdict, facts = form.get("verdict"), form.get("facts") or {}
    if verdict == Verdict.ERROR.value:
        return Verdict.ERROR, f"The words are complete; the form: {form.get('message')}", tuple(form.get("codes", ()))
    shown = [str(words) for words in facts.get("consent_words") or ()]
    if verdict == Verdict.COULD_NOT_CHECK.value or not shown:
        return Verdict.COULD_NOT_CHECK, "The words are complete; whether the form has the same was not seen.", ()
    if not any(same_words(registered, words) for words in shown):
        told = beginning_of(max(shown, key=len), _SHOWN)
        own = beginning_of(registered, _SHOWN)
        return Verdict.WARNING, f"Registered is \u201c{own}\u201d; the form on the website says \u201c{told}\u201d.", ()
    said = "The words are complete, and the form on the website carries the same."
    return Verdict.PASS, said + _unseen(checks), ()


def _unseen(checks: Iterable[Mapping[str, Any]]) -> str:
    """What is added where the words were read in the markup only."""
    looked = next((check for check in checks if check.get("check") == "opt_in.rendered.visible"), {})
    open_ = looked.get("verdict") == Verdict.COULD_NOT_CHECK.value
    return " Whether people can see them there could not be checked." if open_ else ""


def same_words(registered: str, shown: str) -> bool:
    """Whether one of the texts says all that the other says, letter case, marks, addresses and the line with the links
    apart; the order of the sentences is free, as fine print stands above or below a box.
    """
    own, told = _sentences(registered), _sentences(shown)
    if not own or not told:
        return False
    enough = sum(len(sentence.split()) for sentence in told) >= _FEWEST
    return _all_in(own, told) or (enough and _all_in(told, own))


def _all_in(sentences: Iterable[str], others: Iterable[str]) -> bool:
    whole = f" {' '.join(others)} "
    return all(f" {sentence} " in whole for sentence in sentences)


def _sentences(text: str) -> list[str]:
    """The words of each sentence. A form links its policies where a registration writes them out, so that sentence is
    left out; the first never is, as it says what is agreed to.
    """
    found = sentences_of(_ADDRESS.sub("", normalize(text).folded))
    kept = [one for n, one in enumerate(found) if n == 0 or not (privacy_mention(one) or terms_mention(one))]
    return [words for one in kept if (words := " ".join(_WORD.findall(one)))]
