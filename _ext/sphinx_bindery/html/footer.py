"""The links in the footer of the child theme: those of its option, and the general index."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import has_general_index, is_html_site
from sphinx_bindery.common.repairs.option_names import option_place
from sphinx_bindery.html.book_theme import uses_book_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

_logger = logging.getLogger(__name__)

OPTION = "footer_links"
"""The option of the theme, and the variable of its template ``site-links.html``."""


class FooterLinks:
    """The links of one build; whether the general index has entries is determined once."""

    def __init__(self) -> None:
        self._has_index: bool | None = None

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return all pages if the general index got or lost its entries."""
        self._has_index = None
        if not uses_book_theme(app) or not is_html_site(app.builder):
            return []
        for given in itertools.filterfalse(_is_link, _given(app.builder)):
            _logger.warning(
                "html_theme_options: %s: %r is not a link; write {'name': '…', 'url': '…'}",
                OPTION,
                given,
                location=option_place(app.confdir, "html_theme_options"),
                type="bindery",
                subtype="config",
            )
        link = fingerprint(self._links_to_index(app.builder))
        docnames = sorted(env.found_docs)
        return build_record(app).outdated("footer", lambda: dict.fromkeys(docnames, link))

    def add(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Handle ``html-page-context``, before other extensions add links of theirs."""
        builder = app.builder
        if not uses_book_theme(app) or not is_html_site(builder):
            return
        links = []
        if self._links_to_index(builder):
            links.append((str(_("Index")), builder.get_relative_uri(pagename, "genindex")))
        given = filter(_is_link, _given(builder))
        links += [(link["name"], _address(builder, pagename, link["url"])) for link in given]
        context[OPTION] = links

    def _links_to_index(self, builder: StandaloneHTMLBuilder) -> bool:
        if self._has_index is None:
            self._has_index = has_general_index(builder)
        return self._has_index


def _given(builder: StandaloneHTMLBuilder) -> list[Any]:
    """Return the items of the option, of which some may be wrong."""
    value = builder.theme_options.get(OPTION) or ()
    return [*value] if isinstance(value, list | tuple) else [value]


def _is_link(item: object) -> bool:
    return isinstance(item, dict) and all(isinstance(item.get(key), str) for key in ("name", "url"))


def _address(builder: StandaloneHTMLBuilder, pagename: str, target: str) -> str:
    """Return the address of a document, of a file of the site, or of another site."""
    if target in builder.env.all_docs:
        return builder.get_relative_uri(pagename, target) or "#"
    if ":" in target or target.startswith(("/", "#")):
        return target
    return relative_uri(builder.get_target_uri(pagename), target)


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.setup_extension("sphinx_bindery.common.build_record")
    links = FooterLinks()
    app.connect("env-updated", links.outdated)
    app.connect("html-page-context", links.add, priority=300)
