"""Links of the pages: every one leads somewhere, or is text.

Source: EPUBCheck's RSC-012 (fragments), RSC-007 (files), RSC-020 (well-formed addresses) and
HTM-025 (unknown schemes).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from sphinx_bindery.epub.xhtml.attributes import safe_id
from sphinx_bindery.epub.xhtml.markup import attributes_of, ids_in, local_name, remove_attribute
from sphinx_bindery.epub.xhtml.vocabulary import FLOW_ONLY, xhtml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def ids_of(page: etree._Element) -> frozenset[str]:
    """Return the ids that links to a page can name."""
    return frozenset(ids_in(page))


def mend_links(
    page: etree._Element,
    path: str,
    targets: Mapping[str, AbstractSet[str]],
    elsewhere: Callable[[str], str | None],
) -> None:
    """Make every link of a page lead to what is there.

    Args:
        page: the page; it is changed.
        path: where it stands in the package.
        targets: the ids of every page of the package, by path.
        elsewhere: takes the path of a page that is not in the package; returns its address on the
            web, None where it has none.
    """
    for link in list(page.iter(xhtml("a"))):
        address = link.get("href")
        if address is None:
            continue
        mended = _mended(address.strip(), path, targets, elsewhere)
        if mended is None:
            _unlink(link)
        else:
            link.set("href", mended)


def _mended(
    address: str,
    path: str,
    targets: Mapping[str, AbstractSet[str]],
    elsewhere: Callable[[str], str | None],
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
        web = elsewhere(target)
        return None if web is None else web + (f"#{quote(fragment)}" if fragment else "")
    hook = f"#{quote(fragment)}" if fragment in targets[target] and fragment else ""
    if target == path:
        return hook or None
    return quote(posixpath.relpath(target, posixpath.dirname(path))) + hook


def _external(address: str, scheme: str, host: str | None) -> str | None:
    if scheme in {"http", "https"} and not re.fullmatch(r"[\w.:-]+", host or "", re.ASCII):
        try:
            ascii_host = (host or "").encode("idna").decode()
        except UnicodeError:
            return None
        if not re.fullmatch(r"[\w.-]+", ascii_host, re.ASCII):
            return None
        address = address.replace(host or "", ascii_host, 1)
    address = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address)
    return quote(address, safe="%/:=&?~#+!$,;'@()*")


def _unlink(link: etree._Element) -> None:
    """Turn a link into text; a target of other links keeps its id."""
    blocks = any(local_name(child) in FLOW_ONLY for child in link.iterdescendants(etree.Element))
    link.tag = xhtml("div" if blocks else "span")
    for name, _value in attributes_of(link):
        if name not in {"id", "class", "title", "lang"}:
            remove_attribute(link, name)
