"""The no-sharing sentence, changed in form (it still promises) and changed in meaning (it promises no more)."""

from __future__ import annotations

from collections.abc import Callable

PROMISES = (
    "We do not share your mobile number with third parties or affiliates for their marketing purposes.",
    "Mobile information will not be shared with third parties or affiliates for promotional purposes.",
    "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing purposes.",
)


def _in_the_middle(text: str, mark: str) -> str:
    words = text.split(" ")
    place = len(words) // 2
    return " ".join(words[:place]) + mark + " ".join(words[place:])


def _homoglyphs(text: str) -> str:
    return text.replace("o", "\u043e").replace("a", "\u0430")


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "split by br": lambda text: _in_the_middle(f"<p>{text}</p>", "<br>"),
    "br and line end": lambda text: _in_the_middle(f"<p>{text}</p>", "<br/>\n   "),
    "upper case": str.upper,
    "in a list": lambda text: f"<ul><li>We log visits.</li><li>{text}</li></ul>",
    "curly quotes": lambda text: (
        "<p>\u201c" + text.replace("do not", "don\u2019t").replace("will not", "won\u2019t") + "\u201d</p>"
    ),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "entities": lambda text: f"<p>{text.replace(' ', '&nbsp;')}</p>",
    "zero-width characters": lambda text: text.replace("ar", "a\u200br"),
    "soft hyphens": lambda text: f"<p>{text.replace('ar', 'a&shy;r')}</p>",
    "homoglyphs": _homoglyphs,
    "bold words": lambda text: f"<p>{text.replace('third', '<b>third</b>')}</p>",
    "a word in its own tag": lambda text: (
        f"<p>{text.replace('not', '<em>not</em>').replace('NOT', '<em>NOT</em>')}</p>"
    ),
    "in a table": lambda text: f"<table><tr><td>Sharing</td><td>{text}</td></tr></table>",
    "in a folded block": lambda text: f"<details><summary>More</summary>{text}</details>",
    "without a full stop": lambda text: text.rstrip("."),
    "full width": lambda text: text.replace("third", "\uff54\uff48\uff49\uff52\uff44"),
    "odd spacing": lambda text: text.replace(" ", "  \t"),
    "with an exception for carriers": lambda text: (
        text.rstrip(".") + ", except with carriers that help us deliver messages."
    ),
    "with an exception for the law": lambda text: text.rstrip(".") + ", unless required by law.",
    "behind other sentences": lambda text: f"<p>We collect names. {text} We log visits.</p>",
    "in brackets": lambda text: f"<p>({text})</p>",
    "behind a number": lambda text: f"<p>7.1 {text}</p>",
}
"""Still the same promise."""

MEANINGS: dict[str, Callable[[str], str]] = {
    "negation removed": lambda text: text.replace("do not ", "").replace("will not ", "will ").replace(" NOT", ""),
    "except our partners": lambda text: text.rstrip(".") + ", except our partners.",
    "except our trusted affiliates": lambda text: text.rstrip(".") + ", except our trusted affiliates.",
    "other than marketing partners": lambda text: text.rstrip(".") + " other than our marketing partners.",
    "but may": lambda text: text.rstrip(".") + ", but we may share it with partners for marketing.",
    "however": lambda text: text + " However, we may share phone numbers with sponsors for promotions.",
    "not only": lambda text: (
        text.replace("do not", "not only").replace("will not be", "will not only be").replace("NOT", "not only")
    ),
    "taken back elsewhere": lambda text: (
        f"<p>{text}</p><p>We may share mobile numbers with affiliates for marketing.</p>"
    ),
    "not limited to": lambda text: (
        text.replace("do not ", "").replace("will not ", "will ").replace(" NOT", "").rstrip(".")
        + ", including but not limited to offers."
    ),
    "in a list of what is shared": lambda text: (
        "<p>We may share your mobile number with:</p><ul><li>marketing partners</li></ul>"
    ),
}
"""No promise any more."""
