"""Ways in which a page can change between two looks: what spoils it, and what only looks different."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tests.webchecks.golden.pieces import NO_SHARING

Spoil = Callable[[str], str]
_TAG = re.compile(r"(<[^>]*>)")
_SECTION = re.compile(r"SMS Communications|Text Message Program")
_BLOCK = re.compile(r"<(h2|h3|p|dt|summary)>(<strong>)?(?:SMS Communications|Text Message Program)")
_LABEL = re.compile(r"(<label for=\"sms\">|<span>)(.*?)(</label>|</span>)", re.DOTALL)
_WORDS = re.compile(r"[A-Za-z]{4,}")


def _in_text(change: Callable[[str], str]) -> Spoil:
    """A change of the words of a page that leaves its markup alone."""

    def spoil(html: str) -> str:
        parts = _TAG.split(html)
        return "".join(part if part.startswith("<") else change(part) for part in parts)

    return spoil


def _swap(*pairs: tuple[str, str]) -> Spoil:
    def spoil(html: str) -> str:
        for old, new in pairs:
            html = html.replace(old, new)
        return html

    return spoil


def _section_of(html: str) -> tuple[int, int]:
    """Where the section on texts begins and ends: from its heading to the end of the paragraph below it."""
    start = next(match.start() for match in _BLOCK.finditer(html))
    end = html.index("</", html.index(NO_SHARING, start) + len(NO_SHARING))
    return start, html.index(">", end) + 1


def section_in_a_picture(html: str) -> str:
    """The section on texts is a picture."""
    start, end = _section_of(html)
    return f'{html[:start]}<img src="/sms.png" alt="">{html[end:]}'


def section_hidden(html: str) -> str:
    """A style hides the section on texts."""
    start, end = _section_of(html)
    return f'{html[:start]}<div style="display: none">{html[start:end]}</div>{html[end:]}'


def section_cut_off(html: str) -> str:
    """The page ends where the section on texts would begin."""
    return html[: _section_of(html)[0]]


def label_in_a_picture(html: str) -> str:
    """The consent words are a picture."""
    return _LABEL.sub(lambda match: f'{match.group(1)}<img src="/consent.png" alt="">{match.group(3)}', html)


def label_hidden(html: str) -> str:
    """A style hides the consent words."""
    return _LABEL.sub(
        lambda match: f'{match.group(1)}<span style="display:none">{match.group(2)}</span>{match.group(3)}', html
    )


def wording_after_button(html: str) -> str:
    """The box says only "I agree"; its meaning stands below the button."""
    words = next(match.group(2) for match in _LABEL.finditer(html))
    short = _LABEL.sub(lambda match: f"{match.group(1)}I agree{match.group(3)}", html, count=1)
    return short.replace("</button></p>", f"</button></p><p>{words}</p>")


def cut_after_phone(html: str) -> str:
    """The page ends behind the phone field."""
    return html[: html.index('type="tel">') + len('type="tel">')]


def footer_hidden(html: str) -> str:
    """A style hides the footer."""
    return html.replace("<footer>", '<footer style="display:none">')


def cut_before_footer(html: str) -> str:
    """The page ends before its footer."""
    return html[: html.index("<footer>")]


def as_tables(html: str) -> str:
    """Paragraphs and headings stand in the cells of a table."""
    html = re.sub(r"<(h2|h3)>(.*?)</\1>", r"<table><tr><th><\1>\2</\1></th></tr></table>", html)
    return re.sub(r"<p>(.*?)</p>", r"<table><tr><td>\1</td></tr></table>", html, flags=re.DOTALL)


def in_pieces(html: str) -> str:
    """Every second long word stands in an element of its own."""
    count = 0

    def wrap(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"<span>{match.group()}</span>" if count % 2 else match.group()

    head, body, rest = html.partition("<body>")
    return head + body + _in_text(lambda text: _WORDS.sub(wrap, text))(rest)


def _shell(_html: str) -> str:
    body = '<div id="root"></div><script src="/app.js"></script>'
    return f'<!doctype html><html lang="en"><head><title>Site</title></head><body>{body}</body></html>'


_FRENCH: Final = (
    "Nous vendons nos produits dans toute la région et nous sommes heureux de vous accueillir chaque jour dans notre "
    "magasin. Vos données personnelles sont traitées avec soin et ne sont utilisées que pour répondre à vos demandes. "
)


def _french(html: str) -> str:
    return re.sub(r"<main>.*</main>", f"<main><h1>Bienvenue</h1><p>{_FRENCH * 2}</p></main>", html, flags=re.DOTALL)


def french_home(html: str) -> str:
    """The page is in French and says so."""
    french = _french(html).replace('lang="en"', 'lang="fr"')
    return re.sub(r"All rights reserved\.|A DBA of", "Tous droits réservés.", french)


def french_home_with_switch(html: str) -> str:
    """The page is in French and leads to an English one."""
    return french_home(html).replace("<footer>", '<a href="/en" hreflang="en">English</a><footer>')


def in_french(html: str) -> str:
    """The words of the page are French."""
    return _french(html)


def french_label(html: str) -> str:
    """The consent words are French."""
    words = "J'accepte de recevoir des nouvelles du magasin sur mon téléphone."
    return _LABEL.sub(lambda match: f"{match.group(1)}{words}{match.group(3)}", html)


SAME: Final[dict[str, Spoil]] = {
    "as it is": lambda html: html,
    "hard spaces": _in_text(lambda text: text.replace(" ", "\u00a0")),
    "zero-width characters": _in_text(lambda text: re.sub(r"([a-z])([a-z])", "\\1\u200b\\2", text, count=40)),
    "soft hyphens": _in_text(lambda text: _WORDS.sub(lambda word: f"{word.group()[:2]}\u00ad{word.group()[2:]}", text)),
    "curly quotes": _in_text(lambda text: text.replace("'", "\u2019").replace('"', "\u201c")),
    "line ends": _in_text(lambda text: re.sub(r" (?=[a-z])", "\n   ", text)),
    "capitals": _in_text(lambda text: text if "&" in text else text.upper()),
    "tables": as_tables,
    "pieces": in_pieces,
}
"""Changes that a reader does not see, or does not mind."""
POLICY: Final[dict[str, Spoil]] = {
    "negation removed": _swap(("are NOT shared", "are shared")),
    "exception added": _swap(("for their marketing purposes.", "for their marketing purposes, except our partners.")),
    "only selling denied": _swap((NO_SHARING, "We never sell SMS consent or phone numbers.")),
    "section renamed": lambda html: _SECTION.sub("Mobile Messaging", html),
    "section named otherwise": lambda html: _SECTION.sub("Further notes", html),
    "section in a picture": section_in_a_picture,
    "section hidden": section_hidden,
    "cut off": section_cut_off,
    "french": in_french,
    "shell": _shell,
}
FORM: Final[dict[str, Spoil]] = {
    "box ticked": _swap(('type="checkbox"', 'type="checkbox" checked')),
    "box required": _swap(('type="checkbox"', 'type="checkbox" required')),
    "box ticked by script": _swap(("</form>", "</form><script>document.getElementById('sms').checked = true</script>")),
    "consent preset": _swap(("</form>", '<input type="hidden" name="sms_consent" value="yes"></form>')),
    "link broken": _swap(('href="/privacy"', 'href="#"')),
    "popup link": _swap(('href="/terms"', 'href="javascript:show()"')),
    "links gone": lambda html: re.sub(r"<a href=\"/(?:privacy|terms)\".*?</a>", "", html),
    "wording after the button": wording_after_button,
    "in a closed dialog": _swap(("<form", "<dialog><form"), ("</form>", "</form></dialog>")),
    "label in a picture": label_in_a_picture,
    "label hidden": label_hidden,
    "small print": _swap(
        ('<label for="sms">', '<label for="sms" style="font-size:9px">'), ("<span>", '<span style="font-size:9px">')
    ),
    "french": french_label,
    "cut off": cut_after_phone,
    "shell": _shell,
}
HOME: Final[dict[str, Spoil]] = {
    "footer hidden": footer_hidden,
    "cut off": cut_before_footer,
    "link broken": _swap(('<a href="/privacy">Privacy policy</a>', "Privacy policy")),
    "french": french_home,
    "french with a switch": french_home_with_switch,
    "coming soon": lambda html: "<html lang=en><title>Coming soon</title><body><h1>Coming soon</h1></body></html>",
    "shell": _shell,
}
TERMS: Final[dict[str, Spoil]] = {
    "privacy policy unnamed": lambda html: re.sub(r"<a href=['\"]/privacy['\"]>.*?</a>", "our other page", html),
    "rates removed": _swap(("Message and data rates may apply.", "")),
    "section hidden": lambda html: re.sub(
        r"(<h2>)(.*?<p>.*?</p>)", r'<div style="display:none">\1\2</div>', html, count=1
    ),
    "consent by terms": _swap(
        ("You may read", "By using this website you agree to receive text messages. You may read")
    ),
    "shell": _shell,
}
