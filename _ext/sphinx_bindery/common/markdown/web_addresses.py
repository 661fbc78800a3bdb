"""Addresses of the web that MyST takes for paths: ``tel:…`` and ``//host/path``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx import addnodes
from sphinx_bindery.common.addresses import SAFE_SCHEMES, scheme
from sphinx_bindery.common.repairs.places import is_markdown
from sphinx_bindery.common.site_files.raw_addresses import replace_addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_bindery.common.site_files.raw_addresses import RawAddress


_HAS_HOST = re.compile(r"//[\w\[]")


class ProtocolRelativeAddresses(SphinxTransform):
    """Transform of images and raw HTML with addresses such as ``//host/path``.

    They have the protocol of the page, which a book does not have.
    """

    default_priority: ClassVar[int] = 300  # before images and files are looked up

    def apply(self, **_kwargs: object) -> None:
        """Complete the addresses of a Markdown document."""
        if not is_markdown(self.env):
            return
        for image in self.document.findall(nodes.image):
            image["uri"] = _complete(image["uri"])
        for node in list(self.document.findall(nodes.raw)):
            if "//" not in node.astext() or "html" not in node.get("format", "").split():
                continue
            text = replace_addresses(node.astext(), _complete_raw)
            if text != node.astext():
                new = nodes.raw(text, text, **node.attributes)
                new.source, new.line = node.source, node.line
                node.replace_self(new)


class WebLinks(SphinxPostTransform):
    """Post-transform of links that MyST would look up as labels or files."""

    default_priority: ClassVar[int] = 8  # before MyST's references (9)

    def run(self, **_kwargs: object) -> None:
        """Replace the links to the web, unless a label has their name."""
        labels = self.env.domains.standard_domain.anonlabels
        for link in list(self.document.findall(addnodes.pending_xref)):
            target = str(link.get("reftarget", ""))
            if link["reftype"] != "myst" or target.casefold() in labels:
                continue
            address = _complete(target)
            if scheme(address) in SAFE_SCHEMES - {""}:
                title = {"reftitle": link["reftitle"]} if "reftitle" in link else {}
                content = link[0].children or [nodes.Text(target)]
                new = nodes.reference("", "", *content, refuri=address, **title)
                link.replace_self(new)


def _complete(address: str) -> str:
    return f"https:{address}" if _HAS_HOST.match(address) else address


def _complete_raw(found: RawAddress) -> str:
    return _complete(found.address)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms."""
    app.add_transform(ProtocolRelativeAddresses)
    app.add_post_transform(WebLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
