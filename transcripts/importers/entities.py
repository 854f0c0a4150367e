"""HTML's entities to characters, and the characters that nobody sees, for every importer that meets them."""

from __future__ import annotations

import html
import re

INVISIBLE = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""Spaces of all kinds, and marks without width: what is no part of a text at its ends."""

_ZEROS = re.compile(r"(&#[xX]?)0{6,}(?=[0-9A-Fa-f])")
_NO_CHARACTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")


def unescape(text: str) -> str:
    """`text` with its entities as characters; a number beyond all characters is U+FFFD, however many digits it has.

    >>> unescape("Tom &amp; Jerry &#39;n&#x27; &#99999999999;")
    "Tom & Jerry 'n' \ufffd"
    >>> unescape("&#0000000065;&#0000000000;")
    'A\ufffd'
    """
    if "&" not in text:
        return text
    text = _ZEROS.sub(r"\1", text)
    # Python refuses to read numbers of more than 4,300 digits, and its own function reads them all.
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text))
