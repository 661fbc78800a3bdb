"""The directives ``post`` and ``update``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.core.ablog.dates import date_text
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.options import zone
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.dates import format_date
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

_ = get_translation("anthology")


class post_mark(nodes.Invisible, nodes.Element):  # noqa: N801 (docutils naming)
    """The place of a ``post`` directive, with its content, until the document is read.

    Attributes: ``options``; ``lineno``, its line; ``key``, the docname or section key of the post.
    """

    @property
    def options(self) -> dict[str, str]:
        """The options of the directive as they are written."""
        return cast("dict[str, str]", self["options"])


class PostDirective(SphinxDirective):
    """Directive ``post``: makes the document, or the section around it, a post."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = dict.fromkeys(
        ("tags", "author", "category", "location", "language", "redirect", "title", "image",
         "excerpt", "exclude", "nocomments", "canonical_link", "external_link"),
        directives.unchanged,
    )  # fmt: skip

    def run(self) -> list[nodes.Node]:
        """Return the mark; discovery has read the options of the directive."""
        content = self.parse_content_to_nodes(allow_section_headings=True)
        node = post_mark("", *content, options=self.options, lineno=self.lineno)
        self.set_source_info(node)
        return [node]


class UpdateDirective(SphinxDirective):
    """Directive ``update``: a note on a change, with its date."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "class": directives.class_option,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return an admonition with the date in its title."""
        title = _("Updated on {date}").format(date=self._date())
        classes = ["note", "update", *self.options.get("class", [])]
        note = nodes.admonition("", nodes.title(title, title), classes=classes)
        note += self.parse_content_to_nodes()
        self.set_source_info(note)
        self.add_name(note)
        return [note]

    def _date(self) -> str:
        text = self.arguments[0].strip()
        try:
            date = PartialDate.parse(
                date_text(text, self.config.post_date_format), zone(self.config)
            )
        except ValueError as error:
            message = f"update: {text!r} is not a date; {error}"
            warn(Kind.DATE, message, (self.env.current_document.docname, self.lineno))
            return text
        return format_date(date, self.config.language or "en")
