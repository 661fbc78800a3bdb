"""Links of the pages: resolved to an existing target, or replaced by their text.

Source: EPUBCheck's RSC-012 (fragments), RSC-007 (files), RSC-020 (well-formed addresses) and
HTM-025 (unknown schemes).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from sphinx_bindery.common.addresses import percent_encoded
from sphinx_bindery.epub.xhtml.attributes import safe_id
from sphinx_bindery.epub.xhtml.markup import attributes_of, local_name
from sphinx_bindery.epub.xhtml.vocabulary import FLOW_ONLY, xhtml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def resolve_links(
    page: etree._Element,
    path: str,
    targets: Mapping[str, AbstractSet[str]],
    web_address: Callable[[str], str | None],
) -> None:
    """Resolve the links of a page; links without a target become text.

    Args:
        page: The page, which is changed.
        path: Its path in the package.
        targets: The ids of each page of the package, by path.
        web_address: Returns the web address of a page outside the package, by its path; None if it
            has none.
    """
    for link in list(page.iter(xhtml("a"))):
        address = link.get("href")
        if address is None:
            continue
        resolved = _resolved(address.strip(), path, targets, web_address)
        if resolved is None:
            _unlink(link)
        else:
            link.set("href", resolved)


def _resolved(
    address: str,
    path: str,
    targets: Mapping[str, AbstractSet[str]],
    web_address: Callable[[str], str | None],
) -> str | None:
    try:
        parts = urlsplit(address)
        scheme, host, _ = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return None
    if scheme:
        return _external(address, scheme, host) if scheme in _SCHEMES else None
    if parts.netloc:
        return _external(f"https:{address}", "https", host)
    target = path
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    fragment = safe_id(unquote(parts.fragment))
    if target not in targets:
        web = web_address(target)
        return None if web is None else web + (f"#{quote(fragment)}" if fragment else "")
    anchor = f"#{quote(fragment)}" if fragment in targets[target] and fragment else ""
    if target == path:
        return anchor or None
    return quote(posixpath.relpath(target, posixpath.dirname(path))) + anchor


def _external(address: str, scheme: str, host: str | None) -> str | None:
    if scheme in {"http", "https"} and not re.fullmatch(r"[\w.:-]+", host or "", re.ASCII):
        try:
            ascii_host = (host or "").encode("idna").decode()
        except UnicodeError:
            return None
        if not re.fullmatch(r"[\w.-]+", ascii_host, re.ASCII):
            return None
        address = address.replace(host or "", ascii_host, 1)
    return quote(percent_encoded(address), safe="%/:=&?~#+!$,;'@()*[]")


def _unlink(link: etree._Element) -> None:
    """Turn a link into text; keep its id, which other links may point to."""
    blocks = any(local_name(child) in FLOW_ONLY for child in link.iterdescendants(etree.Element))
    link.tag = xhtml("div" if blocks else "span")
    for name, _value in attributes_of(link):
        if name not in {"id", "class", "title", "lang"}:
            del link.attrib[name]
