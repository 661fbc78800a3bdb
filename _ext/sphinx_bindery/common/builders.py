"""Predicates for kinds of builders, and mixins for the builders of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_PACKAGE = __name__.partition(".")[0]

PRINTED_CAPTION = "printed_caption"
"""The attribute of a toctree for the caption in books with pages, if it differs from the site's."""

DRAWING_FOLDERS = ("jupyter_execute", "plot_directive")
"""Folders of pictures that myst-nb and matplotlib draw: beside the output or the doctrees."""


def is_html(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder writes HTML; the ePub's derives from that of HTML."""
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(builder, EpubBuilder)


def is_html_site(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder writes each document as a page of a site.

    The single-file builder derives from the HTML builder, but writes no site.
    """
    return is_html(builder) and not isinstance(builder, SingleFileHTMLBuilder)


def is_web(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder writes HTML for a web server, as a site or as one page."""
    return (
        is_html(builder)
        and not builder.embedded
        and not isinstance(builder, SerializingHTMLBuilder)
    )


def is_hosted(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder writes a site for a web server: neither JSON nor a help file."""
    return is_web(builder) and is_html_site(builder)


def is_print(builder: Builder) -> bool:
    """Return whether a builder writes a book with pages: by Typst or by LaTeX."""
    return builder.format in ("typst", "latex")


PRINT_TAG = "print"
"""The tag of the print edition of the PDF: ``sphinx-build -t print``."""


def is_print_edition(builder: Builder) -> bool:
    """Return whether a builder makes the print edition of the PDF."""
    return builder.format == "typst" and PRINT_TAG in builder.tags


def page_suffix(config: Config) -> str:
    """Return the suffix that the pages of the HTML site have in links."""
    return config.html_link_suffix or config.html_file_suffix or ".html"


def add_static_folder(app: Sphinx, folder: Path) -> None:
    """Add a folder to ``html_static_path``; for handlers of ``builder-inited``.

    At this event Sphinx has computed the digest of the configuration. The site contains the digest,
    so it must not depend on a path of this machine.
    """
    app.config.html_static_path.append(str(folder))


def is_home_page(builder: Builder, docname: str) -> bool:
    """Return whether a document is ``index.html`` of the site, which servers show at ``/``."""
    return (
        is_html_site(builder)
        and docname == builder.config.root_doc
        and builder.get_target_uri(docname) == "index.html"
    )


def has_general_index(builder: Builder) -> bool:
    """Return whether a builder writes a general index with entries."""
    entries = builder.env.domains.index_domain.entries
    return is_html_site(builder) and builder.use_index and any(entries.values())


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder of the current build; transforms have only the environment."""
    return env._app.builder


def extend_builders(app: Sphinx, mixin: type[Builder], *names: str) -> None:
    """Extend builders of this package with a mixin; other builders are left alone.

    Args:
        app: The application, with the builders registered.
        mixin: The class whose methods override those of the builders.
        names: The names of the builders.
    """
    for name in names:
        builder = app.registry.builders.get(name)
        if builder and builder.__module__.partition(".")[0] == _PACKAGE:
            namespace = {"__module__": builder.__module__, "__doc__": builder.__doc__}
            app.add_builder(type(builder.__name__, (mixin, builder), namespace), override=True)
