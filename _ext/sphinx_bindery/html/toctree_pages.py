"""Pages with a toctree, written again only when their toctrees show something else.

Sphinx writes a page again with each document that its toctrees name: a page that lists ten thousand
posts, after any edit. It does not do so for documents deeper in its toctrees.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx import addnodes
from sphinx_bindery.common import build_record
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import is_html_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


def inputs_fingerprint(builder: StandaloneHTMLBuilder) -> str:
    """Return the fingerprint of the inputs: when documents were read, options and our own code."""
    info, code = builder.build_info, Path(__file__).parents[1].rglob("*.py")
    options = info.config_hash, info.tags_hash, builder.config.html_theme
    times = [(str(path), path.stat().st_mtime_ns) for path in sorted(code)]
    return fingerprint((sorted(builder.env.all_docs.items()), options, times))


class ToctreePages:
    """Reports outdated pages, and hides from Sphinx which pages name which documents."""

    def __init__(self) -> None:
        self._files_to_rebuild: dict[str, set[str]] | None = None

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``, when sections are numbered: return the outdated pages."""
        builder = app.builder
        if not is_html_site(builder):
            return []
        record = build_record.build_record(app)
        compute = partial(toctree_fingerprints, env)
        return record.outdated("toctrees", compute, source=inputs_fingerprint(builder))

    def hide(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: keep Sphinx from adding pages."""
        if is_html_site(builder) and self._files_to_rebuild is None:
            self._files_to_rebuild = app.env.files_to_rebuild
            app.env.files_to_rebuild = {}

    def restore(self, app: Sphinx, *_arguments: object) -> list[object]:
        """Handle whichever event comes first after Sphinx has chosen the pages; add no page."""
        if self._files_to_rebuild is not None:
            app.env.files_to_rebuild = self._files_to_rebuild
            self._files_to_rebuild = None
        return []


def toctree_fingerprints(env: BuildEnvironment) -> dict[str, str]:
    """Return by docname, for each document with toctrees, the fingerprint of all they may show."""
    known: dict[str, str] = {}

    def document_fingerprint(docname: str) -> str:
        if docname not in known:
            known[docname] = ""  # ends a circle of toctrees
            below = [document_fingerprint(name) for name in env.toctree_includes.get(docname, ())]
            known[docname] = fingerprint((_headings(env, docname), below))
        return known[docname]

    return {
        docname: fingerprint([document_fingerprint(name) for name in names])
        for docname, names in sorted(env.toctree_includes.items())
    }


def _headings(env: BuildEnvironment, docname: str) -> object:
    """Return what a toctree shows of a document itself."""
    toc = env.tocs.get(docname)
    return (
        str(env.titles.get(docname)),
        env.toc_secnumbers.get(docname),
        env.metadata.get(docname, {}).get("tocdepth"),
        None if toc is None else _content(toc),
    )


def _content(node: nodes.Node) -> object:
    """Return the content of a part of a table of contents; faster than ``str``."""
    if not isinstance(node, nodes.Element):
        return node.astext()
    if isinstance(node, nodes.reference):
        return node.get("anchorname"), [_content(child) for child in node.children]
    if isinstance(node, nodes.list_item | nodes.bullet_list | addnodes.compact_paragraph):
        return [_content(child) for child in node.children]
    attributes = sorted((name, repr(value)) for name, value in node.attributes.items())
    return node.tagname, attributes, [_content(child) for child in node.children]


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.setup_extension(build_record.__name__)
    pages = ToctreePages()
    app.connect("env-get-updated", pages.outdated)
    app.connect("write-started", pages.hide)
    for event in ("doctree-resolved", "html-collect-pages", "build-finished"):
        app.connect(event, pages.restore)
