"""Identifiers in raw HTML."""

from __future__ import annotations

import pytest

from sphinx_bindery.common.site_files.raw_addresses import raw_identifiers


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a name="old"></a>', ["old"]),
        ("<A NAME=old ID='new'>", ["old", "new"]),
        ('<h3 class="x" id="part">', ["part"]),
        ('<input name="field" id="box">', ["box"]),
        ('<!-- <a name="gone"> --><b id="kept">', ["kept"]),
        ('<script>"<b id=gone>"</script>', []),
        ('<b data-id="no" title="id=no">', []),
        ('<b id="a&amp;b">', ["a&b"]),
        ("no HTML", []),
    ],
)
def test_identifiers(html: str, expected: list[str]) -> None:
    assert list(raw_identifiers(html)) == expected
