"""What some demo websites do that only a browser sees: forms and flaws that come with style sheets and scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from portal.webchecks.world.sites import Site

_TICKS: Final = """<script>addEventListener("load", () => setTimeout(() => {
document.querySelector("[name=sms_consent]").click() }, 100))</script>"""
_TINY: Final = "<style>label[for=agree], label[for=agree] a { font-size: 9px; color: #bdbdbd }</style>"
_HIDDEN: Final = "<style>label[for=agree] { position: absolute; left: -9999px; width: 600px }</style>"
_WALL: Final = """<script>addEventListener("load", () => { const wall = document.createElement("div");
wall.setAttribute("role", "dialog"); wall.innerHTML = "<p>We value your privacy</p><button>Accept all</button>";
wall.style.cssText = "position: fixed; inset: 0; padding: 20% 30%; background: rgba(255, 255, 255, .97)";
document.body.append(wall) })</script>"""
_DRESS: Final = {"ticked_by_script": _TICKS, "tiny_print": _TINY, "hidden_wording": _HIDDEN}
_FRAMED: Final = '<p><iframe src="/texts/form" title="Sign up" width="900" height="420"></iframe></p>'
_BODY = re.compile(r"<title>(.*?)</title>.*?<body>(.*)</body>", re.DOTALL)


def opt_in_form(site: Site, form: str, *, framed: bool = False) -> str:
    """The form as the opt-in page of a site has it; ``framed`` is the page inside the frame of a framed form."""
    if "framed_form" in site.flaws and not framed:
        return _FRAMED
    dressed = form + "".join(dress for flaw, dress in _DRESS.items() if flaw in site.flaws)
    if "shadow_form" in site.flaws:
        inside = json.dumps(dressed).replace("</", "<\\/")
        dressed = (
            '<text-form></text-form><script>customElements.define("text-form", class extends HTMLElement {'
            f'connectedCallback() {{ this.attachShadow({{ mode: "open" }}).innerHTML = {inside} }} }})</script>'
        )
    return dressed + (_WALL if "cookie_wall" in site.flaws else "")


def application(pages: Mapping[str, str]) -> str:
    """The script of a site whose pages are empty until it runs: it writes the page of the address."""
    parts = {path: found.groups() for path, html in pages.items() if (found := _BODY.search(html))}
    return (
        f"const pages = {json.dumps(parts)};\n"
        "const [title, body] = pages[location.pathname.replace(/(.)\\/$/, '$1')] || pages['/'];\n"
        "document.title = new DOMParser().parseFromString(title, 'text/html').body.textContent;\n"
        "document.getElementById('root').innerHTML = body;\n"
    )
