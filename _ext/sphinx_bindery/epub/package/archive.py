"""The container: a reproducible ZIP file.

Source: EPUB 3.3, 4.3 (OCF ZIP container); https://reproducible-builds.org/docs/archives/.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MIMETYPE = b"application/epub+zip"
_UNIX = 3
_MODE = 0o100644


def archive(files: Iterable[tuple[str, bytes]], modified: datetime) -> bytes:
    """Return the bytes of an ePub.

    Args:
        files: Paths and contents, in the order to write them, without the mimetype file.
        modified: The modification time of all members, in UTC, from 1980 on.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        _add(container, "mimetype", MIMETYPE, modified, zipfile.ZIP_STORED)
        for name, data in files:
            _add(container, name, data, modified, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _add(
    container: zipfile.ZipFile, name: str, data: bytes, modified: datetime, method: int
) -> None:
    # ZIP stores even seconds only
    second = modified.second - modified.second % 2
    when = (modified.year, modified.month, modified.day, modified.hour, modified.minute, second)
    member = zipfile.ZipInfo(name, when)
    member.create_system = _UNIX
    member.external_attr = _MODE << 16
    container.writestr(member, data, compress_type=method, compresslevel=9)
