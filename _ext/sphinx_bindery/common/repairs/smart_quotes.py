"""Typographic quotes in texts of conf.py and of front matter, as Sphinx sets them in documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import educate_tokens, smartchars

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_CODE = re.compile(r"(`[^`]*`|\S*(?:[/\\@=<>]|\w\.\w)\S*)")
"""Code, addresses and markup, in which quotes stay straight."""
_YEARS = re.compile(r"(?<![\d-])(\d{4})\s?-\s?(\d{4})(?![\d-])")
_TEXTS = (
    "project", "html_title", "html_short_title",
    "bindery_title", "bindery_subtitle", "bindery_description", "bindery_publisher",
    "bindery_blurb",
)  # fmt: skip
_NOTICES = ("copyright", "project_copyright")


def with_smart_quotes(text: str, language: str, action: str = "qDe") -> str:
    """Return a text with the quotation marks and apostrophes of its language.

    Args:
        text: The text; its code, addresses and markup are kept.
        language: BCP 47 or POSIX language tag; without known quotation marks, the text is kept.
        action: What to replace, in the notation of ``smartquotes_action``.
    """
    tags = normalize_language_tag(language)
    known = next((tag for tag in tags if tag in smartchars.quotes), None)
    if known is None or not text:
        return text
    pieces = _CODE.split(text)
    tokens = [("literal" if place % 2 else "plain", piece) for place, piece in enumerate(pieces)]
    return "".join(educate_tokens(tokens, action, known))


def smart_quotes_of(config: Config) -> Callable[[str, str], str]:
    """Return the function that applies smart quotes by the options of Sphinx.

    Its arguments are a text and its language; empty for that of the book.
    """
    excluded = config.smartquotes_excludes.get("languages", ())

    def smart_quotes(text: str, language: str) -> str:
        chosen = language or config.language or "en"
        if not config.smartquotes or chosen in excluded:
            return text
        return with_smart_quotes(text, chosen, config.smartquotes_action)

    return smart_quotes


def set_quotes(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: apply smart quotes to the texts of options that outputs show.

    A later event would make each build find the configuration changed and read all documents.
    """
    smart_quotes = smart_quotes_of(config)
    for name in filter(config.__contains__, _TEXTS):
        value = config[name]
        if isinstance(value, str):
            _set(config, name, smart_quotes(value, ""))
        elif isinstance(value, list | tuple):
            texts = (smart_quotes(text, "") if isinstance(text, str) else text for text in value)
            _set(config, name, type(value)(texts))
    for name in filter(config.__contains__, _NOTICES):
        value = config[name]
        if isinstance(value, str):
            _set(config, name, _notice(value, smart_quotes))
        elif isinstance(value, list | tuple):
            _set(config, name, type(value)(_notice(text, smart_quotes) for text in value))


def _set(config: Config, name: str, value: object) -> None:
    # an option that is not set here keeps its computed default
    if config[name] != value:
        setattr(config, name, value)


def _notice(text: str, smart_quotes: Callable[[str, str], str]) -> str:
    return _YEARS.sub(r"\1–\2", smart_quotes(text, ""))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler: after the texts are translated (450), and before others read them."""
    app.connect("config-inited", set_quotes, priority=460)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
