"""Files generated from templates: front pages, index, navigation and package document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from sphinx.locale import _

from sphinx_bindery.common.dates import format_names, format_period, format_years
from sphinx_bindery.common.messages import filled
from sphinx_bindery.common.messages.text_language import get_plural_translation
from sphinx_bindery.common.xml_text import xml_text
from sphinx_bindery.epub.xhtml.markup import parse_page

if TYPE_CHECKING:
    from lxml import etree

    from sphinx_bindery.epub.xhtml.pages import PageStyle
    from sphinx_bindery.metadata import BookMetadata


@dataclass(frozen=True, slots=True)
class GeneratedFiles:
    """Renderer of the templates in ``epub/template``, which get the metadata of the book."""

    book: BookMetadata
    style: PageStyle

    def render(self, name: str, path: str = "", **values: object) -> bytes:
        """Render a template; values are escaped, so that the result is XML.

        Args:
            name: The name of the template, without its last suffix.
            path: The path of a page in the package, for its link to the style sheet.
            values: The values that the template shows besides the metadata.
        """
        template = _environment().get_template(f"{name}.jinja")
        root = "../" * path.count("/")
        return template.render(book=self.book, style=self.style, root=root, **values).encode()

    def page(self, name: str, path: str, **values: object) -> etree._Element:
        """Render the template of a page, and parse it; see :meth:`render`."""
        return parse_page(self.render(f"{name}.xhtml", path, **values))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: xml_text(value) if type(value) is str else value,
    )
    environment.globals |= {
        "_": _,
        "ngettext": get_plural_translation("sphinx"),
        "format_names": format_names,
        "format_period": format_period,
        "format_years": format_years,
    }
    environment.filters["filled"] = filled
    return environment


def _source(name: str) -> str:
    return files("sphinx_bindery.epub").joinpath("template", name).read_text(encoding="utf-8")
