"""Names for files and addresses, from titles."""

from __future__ import annotations

import re
import unicodedata


def slugify(text: str) -> str:
    """Return ``text`` as words of lower-case letters and digits, joined by hyphens.

    Letters of every script stay, since a title in Greek has no other name; accents go.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain)))
