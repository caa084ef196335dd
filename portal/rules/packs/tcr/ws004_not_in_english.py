"""WS004: The site cannot be read in English."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.content import check_language
from portal.rules.site.example import EXAMPLE
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_language(site))


RULE = Rule(
    id="WS004",
    name="not-in-english",
    authority="tcr",
    citation="source 004, step 7.2",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="The site cannot be read in English.",
    why="The automated review fails on sites without an English version.",
    fix="Add an English version or a visible switch.",
    codes=(
        "tcr:1004",
        "dca2:506",
    ),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "language": "de",
                        "text": "Wir verkaufen Werkzeug für den Garten und das Haus, damit Sie jeden Tag Freude daran haben. Rufen Sie uns an oder schreiben Sie uns, wenn Sie Fragen zu unseren Waren haben. Wir sind gern für Sie da.",
                        "html": "<a href=/en>English</a>",
                    }
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "language": "",
                        "text": "We sell tools for the garden and the house, and we are here for you if you have any question about your order. Call us or write to us at any time of the day.",
                    }
                ]
            },
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "language": "es",
                        "text": "Vendemos herramientas para el jardín y la casa desde hace veinte años. Llámenos o escríbanos si tiene preguntas sobre nuestros productos o su pedido, y venga a visitarnos en nuestra tienda del centro.",
                    }
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "language": "",
                        "text": "Wir verkaufen Werkzeug für den Garten und das Haus, damit Sie jeden Tag Freude daran haben. Rufen Sie uns an oder schreiben Sie uns, wenn Sie Fragen zu unseren Waren haben. Wir sind gern für Sie da.",
                    }
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "language": "de",
                        "text": "Wir verkaufen Werkzeug und Zubehör für den Garten und das Haus, damit Sie jeden Tag Freude daran haben. Rufen Sie uns an oder schreiben Sie uns, wenn Sie Fragen zu unseren Waren haben.",
                    }
                ]
            },
        },
    ),
)
