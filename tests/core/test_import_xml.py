"""XML files that are not as XML should be: control characters, archives, text before them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.xml_stream import XmlStream
from tests.wordpress_export import EXPORT, HEAD, TAIL, item

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("character", ["\x0b", "\x01", "\0", "\ufffe", "\uffff", "\x0b" * 40000])
def test_control_characters_lose_no_text(tmp_path: Path, character: str) -> None:
    body = f"<p>Before{character}after.</p><b>bold"
    text = HEAD + item(1, body) + item(2, "Second.", title=f"Ti{character}tle") + TAIL
    (tmp_path / "export.xml").write_text(text, encoding="utf-8")
    target, report = tmp_path / "posts", tmp_path / "report.json"
    options = ["--to", str(target), "--report", str(report)]
    assert main(["import", str(tmp_path / "export.xml"), *options]) == 0
    assert "Beforeafter.\n\n**bold**" in (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    second = (target / "2018" / "post-2.md").read_text(encoding="utf-8")
    assert "title: Title\n" in second
    assert second.endswith("Second.\n")
    assert json.loads(report.read_text(encoding="utf-8"))["notices"] == []


def test_a_reference_to_a_control_character_is_no_loss(tmp_path: Path) -> None:
    rss = (
        '<rss version="2.0"><channel><title>x</title><item><title>On&#8;e</title>'
        "<link>https://a.example.org/1/</link><pubDate>Wed, 06 Mar 2024 09:08:00 GMT</pubDate>"
        "<description>A&#11;b.</description></item></channel></rss>"
    )
    (tmp_path / "feed.xml").write_text(rss, encoding="utf-8")
    assert main(["import", str(tmp_path / "feed.xml"), "--to", str(tmp_path / "posts")]) == 0
    (post,) = (tmp_path / "posts").rglob("*.md")
    assert "title: One\n" in post.read_text(encoding="utf-8")
    assert post.read_text(encoding="utf-8").endswith("Ab.\n")


@pytest.mark.parametrize("size", [1, 2, 3, 5, -1])
def test_a_stream_leaves_out_no_other_character(size: int) -> None:
    text = "<a>\t\r\n é\ufffd\uff5e\ufeff😀\x7f\x85</a>"
    stream = XmlStream(io.BytesIO(text.replace("é", "é\x0b\uffff\ufffe").encode()))
    assert b"".join(iter(lambda: stream.read(size), b"")).decode() == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "iso-2022-jp"])
def test_a_stream_leaves_other_encodings_as_they_are(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>語ऀ</a>'.encode(encoding, "replace")
    stream = XmlStream(io.BytesIO(data))
    assert b"".join(iter(lambda: stream.read(60), b"")) == data


def _zip(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("export.xml", data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.zip", _zip(EXPORT.encode()), "is a ZIP archive; unpack it"),
        ("a.xml.gz", gzip.compress(EXPORT.encode()), "is a gzip file; unpack it"),
        ("a.xml", bz2.compress(EXPORT.encode()), "is a bzip2 file; unpack it"),
        ("a.xml", lzma.compress(EXPORT.encode()), "is a xz file; unpack it"),
        ("a.xml", b"\n<br />\n<b>Warning</b>\n" + EXPORT.encode(), "has text before '<?xml'"),
        ("a.txt", b"words", "is not XML; write the path"),
    ],
)
def test_a_file_that_is_no_xml_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    for arguments in ([], ["--format", "wxr"]):
        target = str(tmp_path / "posts")
        assert main(["import", str(tmp_path / name), "--to", target, *arguments]) == 1
        assert f"{tmp_path / name}: {message}" in capsys.readouterr().err


@pytest.mark.parametrize("start", ["\ufeff", "\n\n", "\ufeff\n "])
def test_white_space_before_the_declaration_is_no_text(tmp_path: Path, start: str) -> None:
    (tmp_path / "export.xml").write_text(start + EXPORT, encoding="utf-8")
    main(["import", str(tmp_path / "export.xml"), "--to", str(tmp_path / "posts")])
    assert (tmp_path / "posts" / "2018" / "post-1.md").is_file()


def test_a_folder_of_exports_names_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "Takeout" / "My Blog" / "export.xml"
    file.parent.mkdir(parents=True)
    file.write_text(EXPORT, encoding="utf-8")
    (tmp_path / "Takeout" / "other.xml").write_text("<opml/>", encoding="utf-8")
    assert main(["import", str(tmp_path / "Takeout"), "--to", str(tmp_path / "posts")]) == 1
    message = f"{tmp_path / 'Takeout'}: is a folder with exports; import them one by one: {file}\n"
    assert capsys.readouterr().err == message


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("export.xml", "export.xml: is not a folder; write the folder for the posts"),
        ("export.xml/posts", "check the path and its permissions"),
    ],
)
def test_a_target_that_is_no_folder_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str, message: str
) -> None:
    file = tmp_path / "export.xml"
    file.write_text(EXPORT, encoding="utf-8")
    assert main(["import", str(file), "--to", str(tmp_path / target)]) == 1
    assert message in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == EXPORT
