"""Which builders write a site: pages by addresses of their own, beside those of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def writes_site(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Tell whether a builder writes a site; ePub and a single page are HTML too, but no sites."""
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, EpubBuilder | SingleFileHTMLBuilder
    )


def is_for_hosts(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Tell whether a builder writes a site that a host serves as it is: no JSON, no help file."""
    return (
        writes_site(builder)
        and not builder.embedded
        and not isinstance(builder, SerializingHTMLBuilder)
    )


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder of a build; Sphinx hands its transforms the environment alone."""
    return env._app.builder
