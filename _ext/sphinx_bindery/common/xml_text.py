"""The characters that XML 1.0 allows (production 2, Char)."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that an XML document cannot contain, not even as a character reference."""


def xml_text(text: str) -> str:
    """Remove the characters that XML forbids."""
    return FORBIDDEN.sub("", text)
