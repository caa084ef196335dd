"""Pages of a list by cursor: a row that appears meanwhile neither hides nor doubles another."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.common.errors import WrongInput

PAGE_SIZE = 100
Row = TypeVar("Row", bound=models.Model)


def page_of(
    request: Request, rows: QuerySet[Row], draw: Callable[[Row], dict[str, Any]], *, newest_first: bool = False
) -> Response:
    """Up to 100 rows in the order of their ids after ``?cursor=``; ``next_cursor`` is null on the last page."""
    cursor = request.query_params.get("cursor", "")
    if cursor:
        try:
            rows = rows.filter(**{"id__lt" if newest_first else "id__gt": uuid.UUID(cursor)})
        except ValueError as error:
            sentence = "Give the cursor exactly as next_cursor of the page before."
            raise WrongInput(sentence, code="cursor_not_known", fields={"cursor": [sentence]}) from error
    found = list(rows.order_by("-id" if newest_first else "id")[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    last = str(found[-1].pk) if more else None
    return Response({"results": [draw(row) for row in found], "next_cursor": last})


def page_shape(shape: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The documented shape of a page of ``shape``."""
    name = f"{shape.__name__}Page"
    return type(
        name,
        (serializers.Serializer,),
        {
            "__doc__": "A page of a list.",
            "results": shape(many=True, help_text="Up to 100 rows."),
            "next_cursor": serializers.CharField(
                allow_null=True, help_text="Give it as cursor for the next page; null on the last."
            ),
        },
    )
