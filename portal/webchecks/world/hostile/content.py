"""Servers whose answers are well framed and made to choke whoever unpacks or reads them."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable
from typing import Final

from portal.webchecks.world.hostile.answering import BODY, HTML, Trick, page
from portal.webchecks.world.sites import Site

_PDF: Final = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
_PIXEL: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"


def _made(does: str, make: Callable[[], bytes], head: bytes = HTML) -> Trick:
    """A body that is made when somebody asks, not before: some are large."""

    async def act(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        body = make()
        writer.write(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()

    return Trick(does, act)


def _packed(coding: bytes) -> bytes:
    return HTML + b"Content-Encoding: " + coding + b"\r\n"


def _typed(kind: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nConnection: close\r\n"


def _html(middle: bytes) -> bytes:
    return b"<!doctype html><html lang=en><title>Shop</title><body>" + middle


def _raw_deflate() -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(BODY) + engine.flush()


def _bomb() -> bytes:
    """Half a megabyte that unpacks to five hundred: a gzip file may have many members."""
    return gzip.compress(bytes(10_000_000), 9) * 50


_PACKED: Final[dict[str, Trick]] = {
    "bomb": _made("sends half a megabyte that unpacks to 500", _bomb, _packed(b"gzip")),
    "bomb_deflate": _made(
        "sends a bomb packed by deflate", lambda: zlib.compress(bytes(50_000_000), 9), _packed(b"deflate")
    ),
    "bomb_nested": _made("sends a bomb packed twice", lambda: gzip.compress(_bomb()), _packed(b"gzip, gzip")),
    "empty_members": _made(
        "sends a gzip file of 45,000 empty members", lambda: gzip.compress(b"") * 45_000, _packed(b"gzip")
    ),
    "packed_twice": _made("packs its page twice", lambda: gzip.compress(gzip.compress(BODY)), _packed(b"gzip, gzip")),
    "packed_thrice": _made("says that it packed its page three times", lambda: BODY, _packed(b"gzip, gzip, gzip")),
    "packed_unasked": _made("packs its page by brotli though nobody offered it", lambda: BODY, _packed(b"br")),
    "packed_zstd": _made("packs its page by zstd though nobody offered it", lambda: BODY, _packed(b"zstd")),
    "packed_not": _made("says gzip and sends plain text", lambda: BODY, _packed(b"gzip")),
    "packed_cut": _made("cuts its gzip file off", lambda: gzip.compress(BODY * 50)[:-20], _packed(b"gzip")),
    "packed_more": _made(
        "sends garbage after its gzip file", lambda: gzip.compress(BODY) + b"garbage", _packed(b"gzip")
    ),
    "packed_raw": _made("sends deflate without its envelope", _raw_deflate, _packed(b"deflate")),
}

_READ: Final[dict[str, Trick]] = {
    "many_links": _made(
        "links to 100,000 pages",
        lambda: _html("".join(f"<a href=/{number}>privacy</a>" for number in range(100_000)).encode()),
    ),
    "links_inside": page(
        "calls inside addresses its privacy policy",
        _html(
            b'<a href="http://127.0.0.1/">Privacy policy</a><a href="file:///etc/passwd">Privacy</a>'
            b'<a href="//169.254.169.254/">Terms of service</a><a href="javascript:alert(1)">Terms</a>'
        ),
    ),
    "base_inside": page(
        "makes 127.0.0.1 the base of its links",
        _html(b'<base href="http://127.0.0.1/"><a href="privacy">Privacy policy</a><a href="terms">Terms</a>'),
    ),
    "deep": _made("nests 100,000 elements", lambda: _html(b"<div>" * 100_000 + b"deep")),
    "deep_inline": _made("nests 60,000 bold words", lambda: _html(b"<b>bold " * 60_000)),
    "deep_lists": _made("nests 40,000 links in lists", lambda: _html(b"<ul><li><a href=/privacy>privacy" * 20_000)),
    "tables": _made("nests 20,000 tables", lambda: _html(b"<table><tr><td>" * 20_000)),
    "misnested": _made("misnests bold and slanted words", lambda: _html(b"<b><i></b></i><a href=x><p></a>" * 10_000)),
    "many_forms": _made("has 30,000 form fields", lambda: _html(b"<form><input name=a><label>phone" * 15_000)),
    "long_attribute": _made(
        "has an attribute of 900,000 characters", lambda: _html(b'<p title="' + b"x" * 900_000 + b'">short')
    ),
    "many_attributes": _made(
        "has an element with 50,000 attributes",
        lambda: _html(b"<p " + b" ".join(b"a%d=1" % number for number in range(50_000)) + b">short"),
    ),
    "entities": _made("has 180,000 entities", lambda: _html(b"&amp;" * 180_000)),
    "xml_entities": page(
        "defines entities that grow",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'
        b"]><html xmlns='http://www.w3.org/1999/xhtml'><body>&c;&c;</body></html>",
        _typed(b"application/xhtml+xml"),
    ),
    "half_tags": _made("opens 200,000 tags and closes none", lambda: _html(b"<a<b<" * 100_000)),
    "long_comment": _made("never ends its comment", lambda: _html(b"<!--" + b"- " * 400_000)),
    "long_title": _made("has a title of 900,000 characters", lambda: b"<title>" + b"Shop " * 180_000),
    "long_word": _made("is one word of 900,000 characters", lambda: _html(b"a" * 900_000)),
    "same_sentence": _made(
        "says the same sentence 6,000 times",
        lambda: _html(b"<p>We share your mobile data with third parties. " * 6_000),
    ),
    "nul_bytes": _made("is full of NUL", lambda: _html(b"\x00p\x00r\x00i\x00v\x00" * 10_000)),
    "control_bytes": _made("is full of control characters", lambda: _html(bytes(range(1, 32)) * 5_000)),
    "bad_encoding": page(
        "names an encoding that does not exist",
        b"<meta charset=klingon><title>\xff\xfe\x00\xc3\x28</title><p>" + bytes(range(128, 256)) * 40,
        _typed(b"text/html; charset=no-such-code"),
    ),
    "utf_7": page(
        "names UTF-7, in which markup can hide", _html(b"+ADw-script+AD4-"), _typed(b"text/html; charset=utf-7")
    ),
    "utf_16": page("is written in UTF-16", BODY.decode().encode("utf-16"), _typed(b"text/html; charset=utf-16")),
    "utf_16_odd": page(
        "is cut in the middle of a character", BODY.decode().encode("utf-16")[:-1], _typed(b"text/html")
    ),
    "utf_32": page("is written in UTF-32", BODY.decode().encode("utf-32"), _typed(b"text/html; charset=utf-32")),
    "slow_codec": _made(
        "names an encoding that is slow to read", lambda: b"a-" + b"b" * 900_000, _typed(b"text/html; charset=punycode")
    ),
    "binary": _made("calls a program's bytes a web page", lambda: bytes(range(256)) * 1_000),
    "image": page("sends a picture where a page should be", _PIXEL, _typed(b"image/png")),
    "pdf": page("sends a broken PDF where a page should be", _PDF, _typed(b"application/pdf")),
    "untyped": page("does not say what it sends", _PIXEL, b"HTTP/1.1 200 OK\r\nConnection: close\r\n"),
    "odd_type": page("names a kind of content that is none", BODY, _typed(b";;;//\xff")),
    "download": page(
        "sends its page as a file to save", BODY, HTML + b"Content-Disposition: attachment; filename=../../x\r\n"
    ),
    "empty": page("sends an empty page", b""),
    "blank": _made("sends a page of blanks", lambda: b" \n\t" * 100_000),
}

TRICKS: Final[dict[str, Trick]] = {**_PACKED, **_READ}
