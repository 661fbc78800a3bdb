"""Which builders write a site: pages by addresses of their own, with what a theme has around."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder


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
