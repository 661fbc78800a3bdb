"""Pages with a toctree are written again when it shows something else, and only then.

Sphinx writes a page anew with each document that its toctrees name: one with ten thousand, after
any edit. Of what stands deeper in its toctrees it does not write it anew.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx import addnodes
from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.html.page_record import Written, as_read, digest_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class ToctreePages:
    """Tells those to write; holds back from Sphinx what it has on them while it asks."""

    def __init__(self) -> None:
        self.written = Written("toctrees")
        self._rebuilt_with: dict[str, set[str]] | None = None

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``, when sections have their numbers: return these pages."""
        builder = app.builder
        if not is_html_site(builder):
            return []
        return self.written.differing(builder, partial(digests, env), as_read(builder))

    def hold_back(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: let Sphinx add no page to what it writes."""
        if is_html_site(builder) and self._rebuilt_with is None:
            self._rebuilt_with = app.env.files_to_rebuild
            app.env.files_to_rebuild = {}

    def give_back(self, app: Sphinx, *_arguments: object) -> list[object]:
        """Handle ``build-finished``, and any event before it; as pages to write, add none."""
        if self._rebuilt_with is not None:
            app.env.files_to_rebuild = self._rebuilt_with
            self._rebuilt_with = None
        return []


def digests(env: BuildEnvironment) -> dict[str, str]:
    """Return by docname, for each document with toctrees, a digest of all that they may show."""
    shown: dict[str, str] = {}

    def digest(docname: str) -> str:
        if docname not in shown:
            shown[docname] = ""  # a toctree that leads back to its own page ends here
            below = [digest(name) for name in env.toctree_includes.get(docname, ())]
            shown[docname] = digest_of((_headings(env, docname), below))
        return shown[docname]

    return {
        docname: digest_of([digest(name) for name in names])
        for docname, names in sorted(env.toctree_includes.items())
    }


def _headings(env: BuildEnvironment, docname: str) -> object:
    """Return what a toctree shows of a document itself."""
    toc = env.tocs.get(docname)
    return (
        str(env.titles.get(docname)),
        env.toc_secnumbers.get(docname),
        env.metadata.get(docname, {}).get("tocdepth"),
        None if toc is None else _told(toc),
    )


def _told(node: nodes.Node) -> object:
    """Return what tells a part of a table of contents, in fewer steps than ``str`` takes."""
    if not isinstance(node, nodes.Element):
        return node.astext()
    if isinstance(node, nodes.reference):
        return node.get("anchorname"), [_told(child) for child in node.children]
    if isinstance(node, nodes.list_item | nodes.bullet_list | addnodes.compact_paragraph):
        return [_told(child) for child in node.children]
    attributes = sorted((name, repr(value)) for name, value in node.attributes.items())
    return node.tagname, attributes, [_told(child) for child in node.children]


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    pages = ToctreePages()
    app.connect("env-get-updated", pages.outdated)
    app.connect("write-started", pages.hold_back)
    app.connect("doctree-resolved", pages.written.note)
    app.connect("doctree-resolved", pages.give_back)
    app.connect("html-collect-pages", pages.give_back)
    app.connect("build-finished", pages.give_back)
    app.connect("build-finished", pages.written.keep)
