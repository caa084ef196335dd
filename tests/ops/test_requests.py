"""What every request is read as, whatever it says of itself, and what it is told."""

from __future__ import annotations

import io
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client

from portal.wsgi import without_charset

FORM = b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\ncaf\xc3\xa9\r\n--x--\r\n'


@pytest.mark.parametrize("charset", ["zlib", "idna", "punycode", "rot13", "utf-16"])
def test_a_request_is_read_as_utf_8_whatever_codec_it_names(charset: str) -> None:
    environ = {
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": "q=caf%C3%A9",
        "CONTENT_TYPE": f"multipart/form-data; Charset={charset}; boundary=x",
        "CONTENT_LENGTH": str(len(FORM)),
        "wsgi.input": io.BytesIO(FORM),
    }
    setup_testing_defaults(environ)
    request = WSGIRequest(without_charset(environ))
    assert (request.GET["q"], request.POST["q"]) == ("café", "café")


@pytest.mark.django_db
def test_an_address_behind_a_button_says_so_when_it_is_opened(client: Client) -> None:
    answer = client.get("/theme/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "behind a button of another page" in answer.content.decode()
