"""Links to earlier addresses of posts, which lead to the posts in every output."""

from __future__ import annotations

from html import escape, unescape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.addresses import HREF, addresses_in
from sphinx_anthology.nodes.cross_references import link_to_post
from sphinx_bindery.common.builders import builder_of

if TYPE_CHECKING:
    import re


class KnownAddressLinks(SphinxPostTransform):
    """Post-transform of links to an alias or the original address of another post."""

    default_priority = 2  # before MyST looks for files (9), and before our own links are added (4)

    def run(self, **_kwargs: object) -> None:
        """Replace the links, also those in raw HTML."""
        self.domain = anthology_domain(self.env)
        if not self.domain.known_addresses:
            return
        self.docname = self.env.current_document.docname
        for node in list(self.document.findall(_has_address)):
            if isinstance(node, nodes.raw):
                text = HREF.sub(self._with_target, node.astext())
                if text != node.astext():
                    node.replace_self(nodes.raw(text, text, **node.attributes))
            elif isinstance(node, nodes.Element):
                (address,) = addresses_in(node)
                if docname := self._docname(address):
                    link = link_to_post(f"/{docname}", self.docname)
                    link["refexplicit"] = True
                    link.children = []
                    link += nodes.inline("", "", *node.children)
                    node.replace_self(link)

    def _docname(self, address: str) -> str:
        found = self.domain.post_at(address)
        return found if found != self.docname else ""

    def _with_target(self, found: re.Match[str]) -> str:
        docname = self._docname(unescape(found["address"]))
        if not docname:
            return found[0]
        target = builder_of(self.env).get_relative_uri(self.docname, docname)
        return f"{found['start']}{found['quote']}{escape(target)}{found['quote']}"


def _has_address(node: nodes.Node) -> bool:
    return next(addresses_in(node), None) is not None
