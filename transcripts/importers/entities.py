"""HTML's entities to characters, for every importer that meets them."""

from __future__ import annotations

import html
import re

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
