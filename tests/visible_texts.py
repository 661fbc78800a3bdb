"""The texts that readers see or hear in outputs, and the messages in English among them.

Run it to list what of a build is in English: ``python -m tests.visible_texts LANGUAGE FOLDER...``,
each folder the output of one builder.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from babel.messages.mofile import read_mo
from lxml import etree, html
from pypdf import PdfReader

from tools.messages import DOMAINS, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Text = tuple[str, str]
"""Where a text is, and the text on one line."""

_ATTRIBUTES = (
    *("title", "alt", "placeholder", "summary", "label", "data-title"),
    *("aria-label", "aria-description", "aria-roledescription", "aria-valuetext"),
)
_META = re.compile(
    r"^(description|keywords|author|og:(title|description|site_name|image:alt)|"
    r"twitter:(title|description|image:alt)|application-name)$"
)
_NOT_SHOWN = frozenset({"script", "style", "pre", "code", "template"})
_DATA = frozenset({"application/ld+json", "application/json"})
_LABELS = frozenset(
    {
        "name",
        "headline",
        "description",
        "alternativeHeadline",
        "labels",
        "filters",
        "title",
        "summary",
        "found",
        "text",
        "keywords",
        "genre",
    }
)
"""The keys of JSON data whose values readers see."""
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s|%s|%d")
_NUMBER = re.compile(r"\{(number|count|minutes|part|total|year|pages?)\}|%d")
_FEW_LETTERS = 10
"""What a message with texts of the author has besides them; else any text would be like it."""
_SENTENCE = 4
"""The spaces of a text that is no message by chance."""
_PHRASE = re.compile(r"[A-Za-z][A-Za-z]+(?:[ ’'-]+[A-Za-z0-9]+)*")
_ADDRESS = re.compile(r"(?:https?:|urn:)[^\s،、]+")
_PARTS = re.compile(r"[,\[\]]|:(?=\s)")
"""What separates the values of front matter and lists."""
_LATIN = re.compile(r"[A-Za-z]{2,}")
_THEME_CATALOGUES = (
    ("sphinx", "locale/de/LC_MESSAGES/sphinx.mo"),
    ("sphinx_book_theme", "theme/sphinx_book_theme/static/locales/de/LC_MESSAGES/booktheme.mo"),
    ("pydata_sphinx_theme", "locale/de/LC_MESSAGES/sphinx.mo"),
)


def visible_texts(folder: Path) -> Iterator[Text]:
    """Yield the texts of the output of one builder."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("_static/", "_sources/", "_pagefind/", "_downloads/", "_images/")):
            continue
        match path.suffix:
            case ".html":
                yield from _one_line(name, html_texts(html.document_fromstring(path.read_bytes())))
            case ".xml":
                yield from _one_line(name, _feed_texts(etree.fromstring(path.read_bytes())))
            case ".json":
                data = json.loads(path.read_text(encoding="utf-8"))
                yield from _one_line(name, _json_texts(data))
            case ".txt" if name == "llms.txt":
                yield from _one_line(name, path.read_text(encoding="utf-8").splitlines())
            case ".epub":
                yield from _one_line(name, epub_texts(path))
            case ".pdf":
                yield from _one_line(name, pdf_texts(path))


def html_texts(root: etree._Element) -> Iterator[str]:
    """Yield the texts and the attributes of a page of HTML or XHTML, without code and scripts."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name == "meta":
            if _META.match(element.get("name") or element.get("property") or ""):
                yield element.get("content", "")
        elif name == "script" and element.get("type") in _DATA:
            yield from _json_texts(json.loads(element.text or "{}"))
        elif name not in _NOT_SHOWN:
            yield element.text or ""
            yield from (element.get(attribute, "") for attribute in _ATTRIBUTES)
        if not any(etree.QName(above).localname == "pre" for above in element.iterancestors()):
            yield element.tail or ""


def epub_texts(file: Path) -> Iterator[str]:
    """Yield the texts of an ePub: its pages, navigation, metadata and cover."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".ncx", ".svg")):
                yield from html_texts(etree.fromstring(archive.read(name)))
            elif name.endswith(".opf"):
                for element in etree.fromstring(archive.read(name)).iter("{*}meta", "{*}title"):
                    if "summary" in element.get("property", "").lower():
                        yield element.text or ""


def pdf_texts(file: Path) -> Iterator[str]:
    """Yield the lines, the outline and the alternative texts of a PDF."""
    for page in PdfReader(file).pages:
        yield from page.extract_text().splitlines()
    with pikepdf.open(file) as pdf:
        with pdf.open_outline() as outline:
            above = list(outline.root)
            for item in above:
                yield item.title
                above += item.children
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                yield from (str(item[key]) for key in ("/Alt", "/Contents") if _has_text(item, key))


def _has_text(item: pikepdf.Dictionary, key: str) -> bool:
    return isinstance(item.get(key), pikepdf.String)


def _feed_texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter("{*}title", "{*}subtitle", "{*}summary", "{*}content", "{*}rights"):
        if element.get("type") == "html" and (element.text or "").strip():
            yield from html_texts(html.fragment_fromstring(element.text, create_parent="div"))
        else:
            yield element.text or ""
    for element in root.iter("{*}category"):
        yield element.get("label", "")


def _json_texts(data: object, *, is_label: bool = False) -> Iterator[str]:
    match data:
        case dict():
            for key, value in data.items():
                yield from _json_texts(value, is_label=is_label or key in _LABELS)
        case list():
            for value in data:
                yield from _json_texts(value, is_label=is_label)
        case str() if is_label:
            yield data


def _one_line(name: str, texts: Iterable[str]) -> Iterator[Text]:
    for text in texts:
        if line := " ".join(text.replace("\xad", "").split()):
            yield name, line


def english_messages(language: str) -> list[re.Pattern[str]]:
    """Return patterns of all messages of ours, of Sphinx and of the themes, as in English.

    Those that are the same in the language are left out.
    """
    ids: set[str] = set()
    same: set[str] = set()
    for domain in DOMAINS:
        for message in read(domain.source(language), language):
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for text in message.id if isinstance(message.id, tuple) else (message.id,):
                (same if text in strings else ids).add(text)
    for package, path in _THEME_CATALOGUES:
        spec = find_spec(package)
        if spec and spec.origin:
            with (Path(spec.origin).parent / path).open("rb") as file:
                for message in read_mo(file):
                    ids.update([message.id] if isinstance(message.id, str) else message.id)
    return [_pattern(text) for text in sorted(ids - same) if _is_distinct(text)]


def _is_distinct(message: str) -> bool:
    """Return whether a message is more than a few letters around what is inserted."""
    words = _LATIN.findall(_PLACEHOLDER.sub(" ", message))
    has_texts = bool(_PLACEHOLDER.sub(" ", _NUMBER.sub("1", message)) != _NUMBER.sub("1", message))
    return sum(map(len, words)) >= _FEW_LETTERS if has_texts else bool(words)


def _pattern(message: str) -> re.Pattern[str]:
    pattern, end = "", 0
    for found in _PLACEHOLDER.finditer(message):
        pattern += re.escape(message[end : found.start()])
        pattern += r"\d+" if _NUMBER.fullmatch(found[0]) else ".{1,80}?"
        end = found.end()
    return re.compile(pattern + re.escape(message[end:]) + "[:…]?")


def in_english(texts: Iterable[Text], language: str, sources: Iterable[str]) -> set[Text]:
    """Return the texts that are messages in English.

    Args:
        texts: The texts of an output.
        language: The language of the book.
        sources: The source files of the author, whose texts may be the same as a message.
    """
    phrases: set[str] = set()
    prose = ""
    for source in sources:
        phrases.update(_plain(part) for line in source.splitlines() for part in _PARTS.split(line))
        prose += f" {_plain(source)} "
    patterns = english_messages(language)
    distinct = {text: name for name, text in texts if _LATIN.search(text)}
    return {
        (name, text)
        for text, name in distinct.items()
        if any(pattern.fullmatch(text) for pattern in patterns)
        and _plain(text) not in phrases
        and not (text.count(" ") >= _SENTENCE and _plain(text) in prose)
    }


def latin_words(texts: Iterable[Text], sources: Iterable[str], names: Iterable[str]) -> set[Text]:
    """Return the phrases in Latin letters that are neither in the sources nor known names."""
    prose = f" {' '.join(_plain(source) for source in sources)} "
    known = {_plain(name) for name in names}
    found: set[Text] = set()
    for name, text in texts:
        if _LATIN.search(text) and _plain(text) not in prose:
            phrases = map(_plain, _PHRASE.findall(_ADDRESS.sub(" ", text)))
            found |= {(name, p) for p in phrases if f" {p} " not in prose and p not in known}
    return found


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


def main(language: str, *folders: str) -> None:
    """Print the messages in English."""
    for folder in folders:
        for name, text in sorted(in_english(visible_texts(Path(folder)), language, ())):
            print(f"{name}: {text}")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
