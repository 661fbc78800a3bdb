"""Translations of the texts of a book as a whole: options, and the terms of posts.

Sphinx translates documents alone. These texts are the messages of one more catalogue, ``book``,
beside those of documents. Options are translated when the configuration has been read, so that a
change of their translations is a change of the configuration.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.gettext import MessageCatalogBuilder, MsgOrigin
from sphinx.config import CONFIG_FILENAME

from sphinx_bindery.common.messages.catalogue_files import compile_catalogue, translation_of
from sphinx_bindery.common.repairs.option_names import option_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

BOOK = "book"
"""The name of the catalogue."""
SPHINX_OPTIONS = ("project", "html_title", "html_short_title", "copyright")
"""The options of Sphinx itself whose texts readers see."""


@dataclass(slots=True)
class TranslatedOptions:
    """Options that are texts, or lists of texts.

    Attributes:
        names: The names of the options.
        sources: The untranslated values of the options that ``conf.py`` sets, by name.
    """

    names: Sequence[str]
    sources: dict[str, object] = field(default_factory=dict)

    def translate(self, app: Sphinx, config: Config) -> None:
        """Handle ``config-inited``: replace the values with their translations."""
        compile_catalogue(app.srcdir, config, BOOK)
        translate = translation_of(app.srcdir, config, BOOK)
        for name in self.names:
            value, default = config[name], config.values[name].default
            if value != (default(config) if callable(default) else default):
                self.sources[name] = value
            if any(translate(text) != text for text in _texts(value)):
                config[name] = (
                    translate(value)
                    if isinstance(value, str)
                    else [translate(part) if isinstance(part, str) else part for part in value]
                )

    def extract(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: add the values to the catalogue for translators."""
        for name, value in self.sources.items():
            add_messages(builder, _texts(value), option_place(app.confdir, name) or app.confdir)


def _texts(value: object) -> list[str]:
    """Return the texts of a value; none of a value of the wrong type, which Sphinx reports."""
    parts = value if isinstance(value, list | tuple) else (value,)
    return [part for part in parts if isinstance(part, str)]


def add_messages(builder: Builder, texts: Iterable[str], place: str | Path) -> None:
    """Add texts to the catalogue of the book, if the builder writes catalogues.

    Args:
        builder: The builder.
        texts: The texts; empty ones are skipped.
        place: A file and a line, as ``path:line``, or the folder of ``conf.py``.
    """
    if not isinstance(builder, MessageCatalogBuilder):
        return
    source, _colon, line = str(place).rpartition(":")
    if not line.isdecimal():
        source, line = str(Path(place, CONFIG_FILENAME)), "1"
    for text in texts:
        if text.strip():
            builder.catalogs[BOOK].add(text, MsgOrigin(source, int(line)))


def connect_options(app: Sphinx, *names: str) -> None:
    """Translate options, before other handlers derive values from them."""
    options = TranslatedOptions(names)
    app.connect("config-inited", options.translate, priority=450)
    app.connect("write-started", options.extract)
