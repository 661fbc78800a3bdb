"""Links to current and former addresses of pages, resolved to the pages in every output."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, unquote, urlsplit

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.addresses import addresses_in
from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.common.site_files.file_addresses import folders_of
from sphinx_bindery.common.site_files.raw_addresses import raw_identifiers, replace_addresses

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.common.site_files.raw_addresses import RawAddress


class KnownAddressLinks(SphinxPostTransform):
    """Post-transform of links to an address, an alias or the original address of another page."""

    default_priority: ClassVar[int] = 2  # before MyST looks for files (9), and our own links (4)

    def run(self, **_kwargs: object) -> None:
        """Replace the links, also those in raw HTML."""
        self.docname = self.env.current_document.docname
        for node in list(filter(_has_address, self.document.findall(nodes.Element))):
            if isinstance(node, nodes.raw):
                text = replace_addresses(node.astext(), self._new_address)
                if text != node.astext():
                    node.replace_self(nodes.raw(text, text, **node.attributes))
            else:
                self._replace(node)

    def _replace(self, link: nodes.Element) -> None:
        (address,) = addresses_in(link)
        docname, anchor = self._place(address)
        if not docname:
            return
        content: nodes.Element
        if len(link) == 1 and isinstance(link[0], nodes.image):
            content = link[0]  # without an inline node, as writers expect it between paragraphs
        else:
            has_content = link.astext() or link.next_node(nodes.image)
            title = "" if has_content else self._title(docname)
            content = nodes.inline(title, title, *link.children)
        builder = builder_of(self.env)
        new: nodes.Element = content
        with suppress(NoUri):
            new = make_refnode(
                builder, self.docname, docname, anchor, content, link.get("reftitle")
            )
        for name in ("classes", "ids", "names"):  # such as those of a button
            new[name] = [*new[name], *link.get(name, ())]
        link.replace_self(new)

    def _title(self, docname: str) -> str:
        return anthology_domain(self.env).titles.get(docname, docname)

    def _new_address(self, found: RawAddress) -> str | None:
        docname, anchor = self._place(found.address) if found.is_link else ("", "")
        if not docname:
            return None
        fragment = f"#{quote(anchor)}" if anchor else ""
        if docname == self.docname:
            return fragment
        uri = builder_of(self.env).get_relative_uri(self.docname, docname)
        # "singlehtml" has all documents on one page
        return (uri.partition("#")[0] if fragment else uri) + fragment

    def _place(self, address: str) -> tuple[str, str]:
        """Return the document at an address and the id in it; empty if the address is kept.

        A link to the page's own address is kept, since a reader of the PDF may want the site. One
        to a part of the page is resolved.
        """
        docname, anchor = find_place(self.env, address)
        is_here = docname == self.docname and not anchor
        is_kept = not docname or is_here or self._is_file(address)
        return ("", "") if is_kept else (docname, anchor)

    def _is_file(self, address: str) -> bool:
        """Return whether the site has another file at an address, or an index file in it."""
        folders = folders_of(self.env)
        path = address.partition("#")[0].partition("?")[0]
        found = (folders.find(name) for name in (path, f"{path.rstrip('/')}/index.html"))
        return any(file and file.published for file in found)


def find_place(env: BuildEnvironment, address: str) -> tuple[str, str]:
    """Return the document that an address means, and the id in it; empty without one."""
    docname = anthology_domain(env).known_addresses.find(address)
    fragment = unquote(urlsplit(address).fragment) if docname else ""
    return docname, _id_in(env, docname, fragment) if fragment else ""


def _id_in(env: BuildEnvironment, docname: str, fragment: str) -> str:
    """Return the id of an element that a fragment means; empty if the document has none."""
    slugs = env.metadata[docname].get("myst_slugs", {})
    if fragment in slugs:
        return str(slugs[fragment][1])
    doctree = env.get_doctree(docname)
    ids = {name for node in doctree.findall(nodes.Element) for name in node["ids"]}
    raw = (node.astext() for node in doctree.findall(nodes.raw))
    ids.update(name for text in raw for name in raw_identifiers(text))
    return fragment if fragment in ids else ""


def _has_address(node: nodes.Element) -> bool:
    return next(addresses_in(node), None) is not None
