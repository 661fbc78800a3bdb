"""A byte stream of an XML file without the characters that XML does not allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_NONCHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")
"""U+FFFE and U+FFFF in UTF-8; XML 1.0 (production 2) excludes them."""

_BEGUN = re.compile(rb"\xef\xbf?\Z")
_OTHER_ENCODING = re.compile(
    rb"\A(?:\xff\xfe|\xfe\xff|<\0|\0<|\0\0)"
    rb"|\A\s*<\?xml[^>]*encoding\s*=\s*[\"'](?:utf-?(?:16|32)|ucs|iso-2022|iso-10646|hz)",
    re.IGNORECASE,
)
"""The beginning of a file in an encoding in which bytes below 32 are parts of characters."""


@dataclass(slots=True)
class XmlStream:
    """A reader of an XML file that leaves out characters that are not allowed in XML.

    WordPress writes the control characters of posts into its exports. A parser that meets one
    within a CDATA section loses the text, and reads the rest of it as markup.

    Attributes:
        file: The file.
        kept: Bytes that may begin a character whose end is not read yet.
        is_filtered: Whether bytes are left out; None before the first ones.
    """

    file: BinaryIO
    kept: bytes = b""
    is_filtered: bool | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; empty at the end of the file."""
        while True:
            read = self.file.read(size)
            if self.is_filtered is None:
                self.is_filtered = not _OTHER_ENCODING.match(read)
            if not self.is_filtered:
                return read
            data = self.kept + read
            begun = _BEGUN.search(data) if read else None
            self.kept = begun[0] if begun else b""
            data = data[: len(data) - len(self.kept)].translate(None, _CONTROLS)
            data = _NONCHARACTERS.sub(b"", data)
            if data or not read:
                return data
