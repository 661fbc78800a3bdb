"""Addresses: which of them may get into an output."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from urllib.parse import quote, unquote, urlsplit

SAFE_SCHEMES = frozenset({
    "", "http", "https",
    # https://html.spec.whatwg.org/multipage/system-state.html#safelisted-scheme
    "bitcoin", "ftp", "ftps", "geo", "im", "irc", "ircs", "magnet", "mailto", "matrix", "mms",
    "news", "nntp", "openpgp4fpr", "sftp", "sip", "sms", "smsto", "ssh", "tel", "urn", "webcal",
    "wtai", "xmpp",
    # others that blogs link to; none of them runs a script or opens a file of the reader
    "apt", "callto", "doi", "facetime", "feed", "gemini", "git", "gopher", "info", "ipfs", "ipns",
    "ldap", "ldaps", "mid", "obsidian", "rsync", "rtsp", "sips", "skype", "spotify", "steam",
    "svn", "telnet", "tg", "whatsapp", "zotero",
})  # fmt: skip
"""The schemes of links; relative addresses have none. Schemes like ``web+…`` are safe too."""

_SCRIPTS_AND_FILES = frozenset({
    "about", "blob", "data", "file", "filesystem", "jar", "javascript", "livescript", "mocha",
    "vbscript", "view-source",
})  # fmt: skip

NOT_ENCODED = "has a space or a control character; percent-encode it"

_IGNORED = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_SCHEME = re.compile(r"([^/?#:]*):")
_NOT_IN_URL = re.compile("[\\s\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# https://url.spec.whatwg.org/#forbidden-domain-code-point
_NOT_IN_HOST = re.compile(r"[\"<>\\^`{|}%]")
# RFC 3986, 2: a percent sign begins an octet, and these characters are not in the grammar
_NOT_IN_ADDRESS = re.compile(r'%(?![0-9A-Fa-f]{2})|[\x00-\x20"<>\\^`{|}\x7f-\xa0\u2028\u2029]')
_AUTHORITY = re.compile(r"(?:[A-Za-z][\w+.-]*:)?//[^/?]*")  # with an IPv6 address in brackets
_ENCODED_HOST = re.compile(r"^([A-Za-z][\w+.-]*:)?//%5B([\da-f:.]+)%5D(?=[:/?#]|$)", re.IGNORECASE)
_BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2,3}$")
_BRACKET = re.compile(r"[\[\]]")
_NOT_IN_FRAGMENT = re.compile(r"[\[\]#]")

_COMMIT = re.compile(r"(?<=/)([0-9a-f]{12})[0-9a-f]{28}(?=/|$)")


def with_short_commits(address: str) -> str:
    """Return an address for people to read: ids of Git commits are abbreviated.

    Twelve digits name a commit even in very large repositories, and the pages of commits on GitHub,
    GitLab and Gitea are also found by an abbreviated id.
    """
    return _COMMIT.sub(r"\1", address)


def quoted(address: str, longest: int = 80) -> str:
    """Return an address or a path for a message: quoted, and cut after ``longest`` characters."""
    return repr(address if len(address) <= longest else f"{address[:longest]}…")


def scheme(address: str) -> str:
    """Return the scheme of an address in lower case, empty for a relative one.

    Browsers ignore control characters and white space (URL Standard, 4.4, "basic URL parser").
    Character references count as characters, since some outputs hold HTML in HTML.
    """
    match = _SCHEME.match(_IGNORED.sub("", unescape(address)))
    return match[1].lower() if match else ""


def is_safe(address: str) -> bool:
    """Return whether a link to an address can neither run a script nor open a file of the reader.

    An address after the scheme, as in ``feed:https://example.org/``, is checked too.
    """
    name = scheme(address)
    if name not in SAFE_SCHEMES and not re.fullmatch(r"web\+[a-z]+", name):
        return False
    inner = scheme(unquote(unescape(address)).partition(":")[2]) if name else ""
    return inner in {"", "http", "https"} if name == "feed" else inner not in _SCRIPTS_AND_FILES


def is_safe_image(address: str) -> bool:
    """Return whether the address of an image is relative, a web address or an image's data URI."""
    name = scheme(address)
    is_image = name == "data" and address.lower().startswith("data:image/")
    return is_image or name in {"", "http", "https"}


def link_problem(address: str, *, is_image: bool = False) -> str:
    """Return why a link or an image must not get into an output; empty if it may.

    The message completes a sentence that begins with the address.
    """
    name = scheme(address)
    if not (is_safe_image(address) if is_image else is_safe(address)):
        is_allowed = not is_image and is_safe(f"{name}:")
        what = "another scheme after" if is_allowed else "the scheme"
        return f"has {what} {name!r}, which is not allowed; write a web address or a path"
    if name in {"http", "https"}:
        return web_address_problem(address)
    try:
        urlsplit(address)
    except ValueError:
        return "has brackets in its host; write a web address or a path"
    return ""


def percent_encoded(address: str) -> str:
    """Percent-encode the characters that an address must not contain.

    Characters outside ASCII stay, as in an IRI (RFC 3987, 2.2). A valid address is returned as is.
    """
    address = _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), address.strip())
    # the brackets of an IPv6 address, which Markdown parsers encode
    address = _ENCODED_HOST.sub(lambda found: f"{found[1] or ''}//[{found[2]}]", address)
    before, hash_, fragment = address.partition("#")
    start = _AUTHORITY.match(before)
    path = start.end() if start else 0
    before = before[:path] + _BRACKET.sub(lambda found: quote(found[0]), before[path:])
    return before + hash_ + _NOT_IN_FRAGMENT.sub(lambda found: quote(found[0]), fragment)


def web_address_problem(address: str) -> str:
    """Return what is wrong with an absolute web address and what to write; empty if it is valid.

    The message completes a sentence that begins with the address.
    """
    if _NOT_IN_URL.search(address):
        return NOT_ENCODED
    if scheme(address) not in {"http", "https"}:
        return "is not a web address; write https://…"
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or _NOT_IN_HOST.search(host):
        return "has no host; write https://…"
    try:
        _ = parts.port
    except ValueError:
        return "has no valid port; write a number from 0 to 65535 after the host, or none"
    return ""


def comparable_host(netloc: str) -> str:
    """Return the host of a web address for comparisons.

    Case, ``www.``, the name of a user, the ports of http and https, and the country of an address
    at Blogger make no difference.
    """
    host, colon, port = netloc.rpartition("@")[2].casefold().partition(":")
    if "[" in host:  # IPv6
        return netloc.rpartition("@")[2].casefold()
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    kept = colon + port if port not in {"", "80", "443"} else ""
    host = _BLOGSPOT.sub(".blogspot.com", host.removesuffix("."))
    return host.removeprefix("www.") + kept
