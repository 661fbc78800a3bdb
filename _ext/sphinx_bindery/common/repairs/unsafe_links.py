"""Links and images whose address must not get into an output; set up by both extensions."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx import addnodes
from sphinx_bindery.common.addresses import (
    link_problem,
    percent_encoded,
    quoted,
    scheme,
    web_address_problem,
)
from sphinx_bindery.common.repairs.option_names import option_place
from sphinx_bindery.common.repairs.places import warning_type
from sphinx_bindery.common.site_files.raw_addresses import RawAddress, replace_addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/|$)", re.IGNORECASE)


class UnsafeLinkTransform(SphinxTransform):
    """Transform that turns links with an unsafe address into text, while a document is read."""

    default_priority = 878  # after links are resolved, before the document is stored (880)

    def apply(self, **_kwargs: object) -> None:
        """Replace the links of the document."""
        _remove_unsafe_links(self.document, self.env)


class UnsafeLinkPostTransform(SphinxPostTransform):
    """Post-transform of links that extensions add when a document is written."""

    default_priority = 900  # after transforms that add links

    def run(self, **_kwargs: object) -> None:
        """Replace the links of the document."""
        _remove_unsafe_links(self.document, self.env)


class EarlyUnsafeLinkPostTransform(UnsafeLinkPostTransform):
    """The same transform, before themes parse the addresses of links such as a bibliography's."""

    default_priority = 390  # after references are resolved (10), before those of themes (400)


class RawAddressPostTransform(SphinxPostTransform):
    """Post-transform that percent-encodes addresses in raw HTML; the rest is not changed."""

    default_priority = 905  # after transforms that compare addresses as they are written
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Encode the addresses of the document."""
        for node in list(self.document.findall(nodes.raw)):
            text = node.astext()
            if "html" not in node.get("format", "").split() or "=" not in text:
                continue
            new = replace_addresses(text, _encoded)
            if new != text:
                node.replace_self(nodes.raw(node.rawsource, new, **node.attributes))


def _encoded(found: RawAddress) -> str | None:
    # what follows other schemes, such as data and javascript, is no path
    is_path = scheme(found.address) in {"", "http", "https"}
    return percent_encoded(found.address) if is_path else None


def _remove_unsafe_links(document: nodes.document, env: BuildEnvironment) -> None:
    """Replace links by their text and images by their text alternative, with a warning."""
    for node in list(document.findall(nodes.Element)):
        is_external = isinstance(node, nodes.reference) and not node.get("internal")
        if is_external and (address := node.get("refuri")):
            node["refuri"] = percent_encoded(str(address))
        addresses = _unsafe_addresses(node, env)
        for address in addresses:
            _warn(address, node, env)
        if not addresses:
            continue
        if isinstance(node, addnodes.toctree):
            node["entries"] = [entry for entry in node["entries"] if entry[1] not in addresses]
        elif isinstance(node, nodes.meta):
            node.parent.remove(node)
        elif isinstance(node, nodes.image):
            replace_node(node, [nodes.Text(node.get("alt") or "")])
        else:
            replace_node(node, node.children)


def _unsafe_addresses(node: nodes.Element, env: BuildEnvironment) -> list[str]:
    if isinstance(node, addnodes.toctree):
        # other entries are docnames
        addresses = [str(address) for _title, address in node["entries"] if "://" in address]
        return [address for address in addresses if link_problem(address)]
    if isinstance(node, nodes.image):
        address = str(node.get("uri", ""))
        if _is_local(address, env) or not link_problem(address, is_image=True):
            return []
        return [address]
    if isinstance(node, nodes.meta):
        # 5; url=https://example.org/
        is_refresh = str(node.get("http-equiv", "")).lower() == "refresh"
        address = str(node.get("content", "")).partition("=")[2] if is_refresh else ""
        address = address.strip(" '\"")
        return [address] if link_problem(address) else []
    if not isinstance(node, nodes.reference) or node.get("internal"):
        return []
    address = str(node.get("refuri", ""))
    if isinstance(node, addnodes.download_reference) and "://" in node["reftarget"]:
        address = str(node["reftarget"])
    return [address] if link_problem(address) else []


def _is_local(address: str, env: BuildEnvironment) -> bool:
    """Return whether an image is a file whose name looks like an address."""
    if "://" in address or address.startswith("data:"):
        return False
    if address in env.images:
        return True
    try:
        return os.path.isfile(env.relfn2path(address)[1])  # noqa: PTH113 (Path's may raise)
    except (KeyError, OSError, RuntimeError, ValueError):
        return False


def _warn(address: str, node: nodes.Element, env: BuildEnvironment) -> None:
    is_image = isinstance(node, nodes.image)
    what = "image" if is_image else "link"
    message = f"{what}: {quoted(address)} {link_problem(address, is_image=is_image)}"
    kind = warning_type(env.config)
    # links around images have no line, metadata neither
    located = next((part for part in node.findall() if get_source_line(part)[1]), None)
    place = located or (env.current_document.docname, 1)
    _logger.warning("%s", message, location=place, type=kind, subtype="unsafe")


def replace_node(node: nodes.Element, new: Sequence[nodes.Node]) -> None:
    """Replace a node with inline nodes or images; in a paragraph where a block is required.

    Ids and names are kept, since other nodes may refer to them; classes are not.
    """
    if node["ids"]:
        new = [nodes.inline("", "", *new, ids=node["ids"], names=node["names"])]
    for attribute in node.basic_attributes:
        node[attribute] = []  # docutils refuses to lose them
    parent = node.parent
    if isinstance(parent, nodes.reference) and not isinstance(parent.parent, nodes.TextElement):
        # a link around an image, which is a block
        node.replace_self(new)
        parent.replace_self(nodes.paragraph("", "", parent.deepcopy()))
    elif isinstance(parent, nodes.TextElement) or all(isinstance(n, nodes.image) for n in new):
        node.replace_self(new)
    else:
        node.replace_self(nodes.paragraph("", "", *new))


def _check_base_url(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: warn about an unsafe or invalid ``html_baseurl``, and clear it."""
    address = str(config.html_baseurl or "")
    is_relative = not scheme(address)
    if not is_relative and (problem := web_address_problem(address)):
        kind = warning_type(config)
        message = f"html_baseurl: {address!r} {problem}"
        _logger.warning("%s", message, type=kind, subtype="unsafe")
        config.html_baseurl = ""
    elif is_relative and _HOST.match(address):
        message = f"html_baseurl: {address!r} has no scheme; write {f'https://{address}'!r}"
        place = option_place(app.confdir, "html_baseurl")
        _logger.warning("%s", message, location=place, type=warning_type(config), subtype="unsafe")
        config.html_baseurl = ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms."""
    app.connect("config-inited", _check_base_url, priority=400)
    app.add_transform(UnsafeLinkTransform)
    app.add_post_transform(EarlyUnsafeLinkPostTransform)
    app.add_post_transform(UnsafeLinkPostTransform)
    app.add_post_transform(RawAddressPostTransform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
