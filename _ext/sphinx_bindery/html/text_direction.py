"""The text direction of pages, and of elements in other languages on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sphinx_bindery.common.dates import text_direction
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_WITH_LANGUAGE = re.compile(r'(<[a-z][a-z0-9-]*(?=\s)[^<>]*?\slang="([A-Za-z0-9-]+)")([^<>]*>)')
_DIRECTION = re.compile(r"\sdir\s*=")


def set_directions(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``: set the ``dir`` attributes of a page."""
    direction = text_direction(app.config.language or "en")
    context["text_direction"] = direction
    if context.get("language"):
        context["language"] = language_tag(str(context["language"]))  # Sphinx keeps ``@latin``
    if direction == "rtl" and context.get("language"):
        # Sphinx's themes write the html element without a block, but with the language
        context["language"] = Markup('{}" dir="rtl').format(context["language"])
    language = language_tag(str((context.get("meta") or {}).get("lang") or ""))
    if language and text_direction(language) != direction:
        context["article_direction"] = text_direction(language)
    if body := context.get("body"):
        context["body"] = with_directions(str(body), direction)


def with_directions(html: str, direction: str) -> str:
    """Return HTML with a ``dir`` attribute on each element that has ``lang``.

    HTML whose languages all have the direction of the page is returned as it is.
    """
    found = {language for _start, language, _end in _WITH_LANGUAGE.findall(html)}
    if all(text_direction(language) == direction for language in found):
        return html

    def element(match: re.Match[str]) -> str:
        start, language, end = match.groups()
        if _DIRECTION.search(start) or _DIRECTION.search(end):
            return match[0]
        return f'{start} dir="{text_direction(language)}"{end}'

    return _WITH_LANGUAGE.sub(element, html)


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("html-page-context", set_directions, priority=900)
