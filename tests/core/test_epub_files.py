"""Paths, container, images and links of an ePub."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from lxml import etree

from sphinx_bindery.common.pictures.data_uri import decode_data_uri
from sphinx_bindery.epub.images import ImageError, read_image
from sphinx_bindery.epub.package.assembly import archive
from sphinx_bindery.epub.package.publication import document_path, safe_path
from sphinx_bindery.epub.xhtml.links import resolve_links
from sphinx_bindery.epub.xhtml.vocabulary import XHTML

WHEN = datetime(2014, 11, 10, 12, 30, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("docname", "path"),
    [("index", "text/index.xhtml"), ("posts/a-b_c.d", "text/posts/a-b_c.d.xhtml")],
)
def test_safe_docnames_are_kept(docname: str, path: str) -> None:
    assert document_path(docname) == path


def test_other_docnames_become_distinct_ascii_paths() -> None:
    names = ["Ünï", "ünï", "a b", "a  b", "A b", "漢字", "字漢", ".x", "x.", "x", "X", "a/ü", "a/ö"]
    paths = [document_path(name) for name in names]
    assert len({path.lower() for path in paths}) == len(names)
    assert all(path.isascii() and " " not in path for path in paths)
    assert safe_path("Bilder/Bild ü.PNG").endswith(".png")


def test_archive_is_reproducible() -> None:
    files = [("b", b"2"), ("a", b"1" * 100)]
    data = archive(files, WHEN)
    assert data == archive(iter(files), WHEN)
    members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert [m.filename for m in members] == ["mimetype", "b", "a"]
    assert {m.date_time for m in members} == {(2014, 11, 10, 12, 30, 30)}
    assert {m.external_attr >> 16 for m in members} == {0o100644}
    assert [m.compress_type for m in members] == [0, 8, 8]
    assert data[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nbroken", b"<svg><g></svg>", b"<a/>"])
def test_unsupported_images_raise_an_error(data: bytes) -> None:
    with pytest.raises(ImageError):
        read_image(data)


def test_active_content_is_removed_from_svg() -> None:
    image = read_image(
        b'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>1</script>'
        b"<text>&e;ok</text></svg>"
    )
    root = etree.fromstring(image.data)
    assert image.media_type == "image/svg+xml"
    assert "".join(root.itertext()) == "ok"
    assert [etree.QName(e).localname for e in root.iter()] == ["svg", "text"]
    assert not root.attrib


@pytest.mark.parametrize(
    ("uri", "data"),
    [
        ("data:image/png;base64,AAEC", b"\x00\x01\x02"),
        ("data:image/svg+xml,%3Csvg/%3E", b"<svg/>"),
        ("data:text/html,x", None),
        ("data:image/png;base64,A", None),
        ("data:", None),
    ],
)
def test_data_uris(uri: str, data: bytes | None) -> None:
    assert decode_data_uri(uri) == data


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("#here", "#here"),
        ("#gone", None),
        ("b.xhtml#there", "b.xhtml#there"),
        ("b.xhtml#gone", "b.xhtml"),
        ("c.xhtml", None),
        ("web.xhtml#x", "https://example.org/web.html#x"),
        ("../text/b.xhtml", "b.xhtml"),
        ("https://example.org/a b?c=|", "https://example.org/a%20b?c=%7C"),
        ("https://example.org/%zz", "https://example.org/%25zz"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("//example.org/x", "https://example.org/x"),
        ("http://exa mple/", None),
        ("http://[::1", None),
        ("javascript:x()", None),
        ("file:///etc/passwd", None),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links(address: str, expected: str | None) -> None:
    page = etree.Element(f"{{{XHTML}}}body")
    link = etree.SubElement(page, f"{{{XHTML}}}a", href=address, id="here")
    targets = {"text/a.xhtml": {"here"}, "text/b.xhtml": {"there"}}
    web = {"text/web.xhtml": "https://example.org/web.html"}
    resolve_links(page, "text/a.xhtml", targets, web.get)
    assert link.get("href") == expected
    assert etree.QName(link).localname == ("span" if expected is None else "a")
    assert link.get("id") == "here"
