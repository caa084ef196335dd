"""From bytes to text, in the encodings that browsers know and in no other.

Python knows more encodings than the web does; some of them take time that grows with the square of the length, and
UTF-7 lets markup hide. So a label is looked up in the list of the Encoding Standard, never in Python's.
"""

from __future__ import annotations

import re
from typing import Final

_BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LABELS: Final = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
    "cp1252": "windows-1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 l1 ascii us-ascii cp1252 cp819 x-cp1252",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 iso-8859-9 latin5 cp1254 x-cp1254",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 iso-8859-11 tis-620 dos-874",
    "iso8859-2": "iso-8859-2 iso8859-2 latin2 l2",
    "iso8859-3": "iso-8859-3 latin3",
    "iso8859-4": "iso-8859-4 latin4",
    "iso8859-5": "iso-8859-5 cyrillic",
    "iso8859-6": "iso-8859-6 arabic",
    "iso8859-7": "iso-8859-7 greek",
    "iso8859-8": "iso-8859-8 iso-8859-8-i hebrew logical visual",
    "iso8859-10": "iso-8859-10 latin6",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 latin9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp866": "ibm866 cp866 866",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 chinese x-gbk",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "euc-jp": "euc-jp x-euc-jp",
    "iso2022-jp": "iso-2022-jp",
    "cp932": "shift_jis shift-jis sjis ms932 windows-31j x-sjis",
    "cp949": "euc-kr korean ks_c_5601-1987 ksc5601 windows-949",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2",
    "utf-16-be": "utf-16be",
}
_CODECS: Final = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_HEADER = re.compile(r"(?i)charset\s*=\s*[\"']?([a-z0-9_:.-]{2,40})")
_META = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?([a-z0-9_:.-]{2,40})")
_HEAD_BYTES: Final = 4_096


def as_text(body: bytes, content_type: str) -> str:
    """The body as text, as a browser would read it; bytes that fit nothing become replacement characters.

    A byte order mark decides, then the header, then the page's own ``meta``; without any, UTF-8 where it fits.
    """
    for mark, codec in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], codec)
    said = _HEADER.search(content_type)
    codec = _CODECS.get(said.group(1).lower(), "") if said else ""
    if not codec:
        codec = _of_meta(body)
    if codec:
        return _decoded(body, codec)
    try:
        return _decoded(body, "utf-8", "strict")
    except UnicodeDecodeError:
        return _decoded(body, "utf-8" if said else "cp1252")


def _of_meta(body: bytes) -> str:
    """What the page says of itself; one that can be read as ASCII to there is not in UTF-16, whatever it says."""
    found = _META.search(body[:_HEAD_BYTES])
    codec = _CODECS.get(found.group(1).decode("ascii").lower(), "") if found else ""
    return "utf-8" if codec.startswith("utf-16") else codec


def _decoded(body: bytes, codec: str, errors: str = "replace") -> str:
    """No text holds NUL: a database could not keep it."""
    return body.decode(codec, errors).replace("\x00", "�")
