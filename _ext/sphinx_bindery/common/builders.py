"""Kinds of builders."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def is_html_site(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder writes each document as a page of a site.

    The ePub and the single-file builders derive from the HTML builder, but write no site.
    """
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, EpubBuilder | SingleFileHTMLBuilder
    )


def is_hosted(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder writes a site for a web server: neither JSON nor a help file."""
    return (
        is_html_site(builder)
        and not builder.embedded
        and not isinstance(builder, SerializingHTMLBuilder)
    )


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder of the current build; transforms have only the environment."""
    return env._app.builder
