"""What the queue's search finds: which words of an application are kept, and how a person's words ask for them.

``Application.search`` is a stored ``tsvector`` (configuration `simple`), written by the database itself: a trigger on
the application, one on its parts and one on the business's name. So it is true whoever writes. It holds the words of
the reference, the business, the title, the state, the kind, the parts with their references and ids, and of
``search_words``: names and numbers that the submit takes from the payload, which is encrypted, and the codes of every
decision. Each phrase stands there as words and written together; a number also backwards, for its last digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pgtrigger
from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet

from portal.lifecycle.states import LABELS

_MOST_WORDS: Final = 8
_MOST_JOINED: Final = 4
_MOST_LETTERS: Final = 2000
_NAMES: Final = ("legal_name", "dba_name", "business_name", "brand_name", "sender_name")
_NUMBERS: Final = ("number", "numbers", "phone_numbers", "toll_free_numbers")
_NUMBER: Final = re.compile(r"\+?1?[2-9]\d{9}")

_STATES = " ".join(f"WHEN '{state.value}' THEN '{label}'" for state, label in LABELS.items())

_BUILD = """
    NEW.search := (
        SELECT to_tsvector('simple', coalesce(string_agg(concat_ws(' ',
            regexp_replace(phrase, '[^a-z0-9\\u0080-\\U0010ffff]+', ' ', 'g'),
            left(regexp_replace(phrase, '[^a-z0-9\\u0080-\\U0010ffff]+', '', 'g'), 100),
            right(digits, 10), 'tail' || reverse(digits)
        ), ' '), ''))
        FROM (
            SELECT
                lower(regexp_replace(normalize(raw, NFKD), '[\\u0300-\\u036f]', '', 'g') COLLATE pg_c_utf8) AS phrase,
                substring(raw FROM '[0-9]{7,15}') AS digits
            FROM (
                SELECT unnest(ARRAY[NEW.reference, NEW.subject_title, replace(NEW.kind, '_', ' '),
                    CASE NEW.state @STATES@ END]) AS raw
                UNION ALL SELECT unnest(string_to_array(NEW.search_words, E'\\n'))
                UNION ALL SELECT name FROM accounts_organization WHERE id = NEW.organization_id
                UNION ALL SELECT unnest(ARRAY[label, nullif(external_reference, 'by hand'), external_id])
                    FROM lifecycle_registryrecord WHERE application_id = NEW.id
            ) AS raws
        ) AS phrases
    );
    RETURN NEW;
""".replace("@STATES@", _STATES)

_TOUCH = """
    UPDATE lifecycle_application SET search = NULL
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.application_id ELSE NEW.application_id END;
    RETURN NULL;
"""


def search_kept() -> pgtrigger.Trigger:
    """Writes an application's words whenever what they are made of, or they themselves, would change."""
    columns = ("search", "search_words", "subject_title", "state")
    return pgtrigger.Trigger(
        name="application_search",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*columns),  # type: ignore[no-untyped-call]
        func=_BUILD,
    )


def search_follows_parts() -> pgtrigger.Trigger:
    """Has an application's words written anew when a part of it comes, goes, or gets another label or id."""
    columns = ("label", "external_reference", "external_id")
    return pgtrigger.Trigger(
        name="registry_record_search",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf(*columns),  # type: ignore[no-untyped-call]
        func=_TOUCH,
    )


def words_of(payload: dict[str, Any]) -> str:
    """The names and numbers of a submission, one a line, that a reviewer may look for."""
    found: dict[str, None] = {}
    for field, value in payload["data"].items():
        name = str(field).rpartition(".")[2]
        if name in _NAMES and isinstance(value, str):
            found[value.strip()] = None
        elif name in _NUMBERS:
            found.update(dict.fromkeys(number for text in _texts(value) for number in _NUMBER.findall(text)))
    return "\n".join(filter(None, found))[:_MOST_LETTERS]


def with_words(words: str, more: Iterable[str]) -> str:
    """The words with those that they lack, such as the codes of a decision."""
    lines = dict.fromkeys([*words.split("\n"), *more])
    return "\n".join(filter(None, lines))[: 2 * _MOST_LETTERS]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value if isinstance(value, list) else [value.get("number", "")]:
            yield from _texts(inner)


def worded(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those of the applications that a person's words lead to: all without a text, none for one without a word."""
    if query := search_query(text):
        return rows.filter(search=SearchQuery(query, search_type="raw", config="simple"))
    return rows.none() if text.strip() else rows


def search_query(text: str) -> str:
    """A person's words as a `tsquery`: each is a beginning, and neighbours may be written together.

    `good lea` finds "Goodleaf", `goodlea` finds "Good Leaf"; digits find numbers that begin or end with them. Empty
    when the text has no word.
    """
    words = re.findall(r"[a-z0-9\u0080-\U0010ffff]+", _plain(text))[:_MOST_WORDS]
    ways = _joined(words) if len(words) <= _MOST_JOINED else [words]
    return " | ".join(" & ".join(_asked(word) for word in way) for way in ways if way)


def _plain(text: str) -> str:
    """Lower case, without accents: as the trigger writes it."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).lower()


def _joined(words: list[str]) -> list[list[str]]:
    """Every way to write neighbouring words together, from all apart to all in one."""
    ways = [words[:1]]
    for word in words[1:]:
        ways = [way for before in ways for way in ([*before, word], [*before[:-1], before[-1] + word])]
    return ways


def _asked(word: str) -> str:
    if word.isdigit() and len(word) >= 3 and word.isascii():
        return f"('{word}':* | 'tail{word[::-1]}':*)"
    return f"'{word}':*"
