"""The message catalogues: extract the messages, update the translations, compile them.

Run ``make messages``. The files have no dates and no line numbers, so that they change only where a
message does.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTENSIONS = Path(__file__).parents[1] / "_ext"
LANGUAGES = (
    *("ar", "cs", "de", "el", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl"),
    *("pt_BR", "ru", "sv", "tr", "uk", "vi", "zh_CN", "zh_TW"),
)
"""The languages of the catalogues. To add one, add its code here and run ``make messages``."""

_METHODS = [
    ("**.py", "python"),
    ("**.jinja", "jinja2.ext:babel_extract"),
    ("**/theme/**.html", "jinja2.ext:babel_extract"),
]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_FIXED = datetime(2000, 1, 1, tzinfo=UTC)
_VARIABLE_HEADERS = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Report-Msgid-Bugs-To|'
    r'Language-Team|Project-Id-Version): .*\n(?:"[^:]*"\n)*',
    re.MULTILINE,
)
"""Headers about dates, persons and programs."""


@dataclass(frozen=True, slots=True)
class Domain:
    """The messages of one extension.

    Attributes:
        name: The name of the catalogues.
        package: The folder of the extension.
    """

    name: str
    package: Path

    @property
    def template(self) -> Path:
        """The path of the template."""
        return self.package / "locale" / f"{self.name}.pot"

    def source(self, language: str) -> Path:
        """Return the path of the translations into a language."""
        return self.package / "locale" / language / "LC_MESSAGES" / f"{self.name}.po"


DOMAINS = tuple(Domain(name, EXTENSIONS / f"sphinx_{name}") for name in ("anthology", "bindery"))


def extract(domain: Domain) -> Catalog:
    """Return the messages in the sources of an extension."""
    catalog = _catalog(None)
    found = extract_from_dir(
        domain.package,
        method_map=_METHODS,
        options_map={"**": {"trimmed": "true", "silent": "false"}},
        keywords=_KEYWORDS,
        comment_tags=("translators:",),
    )
    for file, _line, message, comments, context in sorted(found, key=lambda each: each[:2]):
        name = file.replace("\\", "/")
        catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def read(path: Path, language: str | None = None) -> Catalog:
    """Return the catalogue in a file; an empty one if the file does not exist."""
    if not path.is_file():
        return _catalog(language)
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    return _with_fixed_dates(catalog)


def as_text(catalog: Catalog) -> str:
    """Return a catalogue as the text of a ``.po`` or ``.pot`` file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=False, include_lineno=False)
    return _VARIABLE_HEADERS.sub("", buffer.getvalue().decode())


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as the content of a ``.mo`` file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def files(domain: Domain) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a domain, as they must be for the sources and the translations."""
    template = extract(domain)
    yield domain.template, as_text(template).encode()
    for language in LANGUAGES:
        path = domain.source(language)
        catalog = read(path, language)
        catalog.update(template, no_fuzzy_matching=True, keep_user_comments=True)
        catalog.obsolete.clear()
        yield path, as_text(_with_fixed_dates(catalog)).encode()
        yield path.with_suffix(".mo"), compiled(catalog)


def main() -> None:
    """Write all catalogues."""
    for domain in DOMAINS:
        for path, content in files(domain):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _catalog(language: str | None) -> Catalog:
    return _with_fixed_dates(Catalog(locale=language, header_comment="#", fuzzy=False))


def _with_fixed_dates(catalog: Catalog) -> Catalog:
    catalog.creation_date = catalog.revision_date = _FIXED
    catalog.fuzzy = False
    return catalog


if __name__ == "__main__":
    main()
