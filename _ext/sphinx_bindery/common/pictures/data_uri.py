"""Pictures in data URIs (RFC 2397)."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

_DATA_URI = re.compile(r"data:(image/[a-z+.-]+)((?:;[^;,]*)*),(.*)", re.DOTALL | re.IGNORECASE)


def decode_data_uri(uri: str) -> bytes | None:
    """Return the content of an image in a data URI, None for any other address."""
    match = _DATA_URI.fullmatch(uri.strip())
    if match is None:
        return None
    data = unquote_to_bytes(match[3])
    if ";base64" not in match[2].lower():
        return data
    try:
        return base64.b64decode(data, validate=False)
    except binascii.Error:
        return None


def base64_data_uri(uri: str) -> str | None:
    """Return the data URI of an image in base64, as Sphinx expects it; None for any other URI."""
    match, data = _DATA_URI.fullmatch(uri.strip()), decode_data_uri(uri)
    if match is None or not data:
        return None
    return f"data:{match[1].lower()};base64,{base64.b64encode(data).decode()}"
