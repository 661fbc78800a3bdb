"""One rule decides which addresses get into an output."""

from __future__ import annotations

import random
from datetime import UTC
from urllib.parse import urlsplit

import pytest

from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.pages.portable_html import feed_content
from sphinx_anthology.core.posts.known_terms import without_invalid_addresses
from sphinx_bindery.common.addresses import (
    SAFE_SCHEMES,
    is_safe,
    is_safe_image,
    link_problem,
    percent_encoded,
    web_address_problem,
)

HARMLESS = (
    "", "a.html", "../a.html#b", "#b", "?a=b:c", "a/b:c", "/a:b", "//example.org/x:y", "./a:b",
    "http://example.org", "HTTPS://example.org/?a=javascript:b", "mailto:a@example.org?subject=a:b",
    "tel:+1-2", "sms:+12", "geo:1,2", "news:comp.lang", "irc://a/b", "xmpp:a@b", "magnet:?xt=urn:a",
    "matrix:r/a:b", "ftp://a/b", "urn:isbn:1", "gopher://a", "gemini://a", "web+mastodon://a",
    " https://example.org ", "webcal://a/b.ics", "feed:https://a/b", "feed://a/b", "doi:10.1/a:b",
    "java%0ascript/x:y",
)  # fmt: skip
HOSTILE = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\x01javascript:x",
    "java\tscript:x", "java\nscript:x", "java\r\nscript:x", "javascript\t:x", "java\x00script:x",
    "\u200bjavascript:x", "java\u00adscript:x", "\ufeffjavascript:x", "\u2028javascript:x",
    "javascript://example.org/%0aalert(1)", "vbscript:x", "data:text/html,<script>x</script>",
    "data:,x", "file:///etc/passwd", "blob:x", "about:blank", "view-source:x", "filesystem:x",
    "javascript&colon;alert(1)", "javascript&#58;alert(1)", "&#106;avascript:x",
    "%6aavascript:x", "java&Tab;script:x", "java&NewLine;script:x", "&#x6A&#x61vascript:x",
    "jar:x", "unknown:x", "feed:javascript:x", "FEED: JavaScript:x", "feed:java%73cript:x",
    "feed:&#106;avascript:x", "feed:feed:javascript:x", "web+a:data:x", "git:file:///etc/passwd",
    "livescript:x", "mocha:x", "ms-settings:x", "intent://x", "chrome://settings", "x-javascript:x",
)  # fmt: skip


@pytest.mark.parametrize("address", HARMLESS)
def test_a_harmless_address_is_safe(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_not(address: str) -> None:
    assert not is_safe(address)
    assert not is_safe_image(address)
    assert web_address_problem(address)


@pytest.mark.parametrize(
    ("address", "is_image"),
    [
        ("a.png", True), ("https://example.org/a.png", True), ("data:image/png;base64,AAAA", True),
        ("DATA:image/svg+xml,<svg/>", True), ("data:text/html,x", False), ("mailto:a@b", False),
        (" data:image/png,x", False), ("file:///a.png", False),
    ],
)  # fmt: skip
def test_an_image_is_on_the_web_or_in_the_address(address: str, is_image: bool) -> None:
    assert is_safe_image(address) == is_image


def browser_scheme(address: str) -> str:
    """Return the scheme as the URL Standard's parser finds it (4.4), by another way."""
    stripped = address.strip("".join(map(chr, range(33))))
    joined = stripped.translate({ord(char): None for char in "\t\n\r"})
    head, colon, _ = joined.partition(":")
    is_scheme = head[:1].isascii() and head[:1].isalpha() and colon
    is_scheme = is_scheme and all(c.isascii() and (c.isalnum() or c in "+-.") for c in head)
    return head.lower() if is_scheme else ""


def check_random_addresses(seed: int) -> None:
    """Check 500 addresses of parts that have slipped through filters elsewhere."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    parts = [
        *"\t\n\r\x00\x01\x1f \x7f\u00a0\u00ad\u200b\u2028\u3000\ufeff:/?#&;@\\%.+-",
        "java", "script", "JAVASCRIPT", "data", "vbs", "cript", "http", "https", "mailto", "//",
        "alert(1)", "text/html,", "&colon;", "&#58;", "&Tab;", "&#x6a;", "x", "%0a", "web+a",
    ]  # fmt: skip
    for _ in range(500):
        address = "".join(chance.choices(parts, k=chance.randint(1, 7)))
        if is_safe(address):
            found = browser_scheme(address)
            assert found in SAFE_SCHEMES or found.startswith("web+"), repr(address)
        if not web_address_problem(address):
            assert urlsplit(address).hostname, repr(address)


@pytest.mark.parametrize("seed", range(20))
def test_no_address_has_a_scheme_that_only_browsers_find(seed: int) -> None:
    check_random_addresses(seed)


@pytest.mark.long
def test_of_a_million_addresses_none_has_a_scheme_that_only_browsers_find() -> None:
    for seed in range(20, 2000):
        check_random_addresses(seed)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example:99999/", "has no valid port"),
        ("https://a.example:port/", "has no valid port"),
        ("https://a.example:-1", "has no valid port"),
        ("https://a.example:8 0/", "has a space"),
        ("https://[::1/", "has no host"),
        ("https:///x", "has no host"),
        ("https:x", "has no host"),
        ("https://", "has no host"),
        ('https://a"b/', "has no host"),
        ("https://a<b>/", "has no host"),
        ("https://a\\b/", "has no host"),
        ("https://a.example/\x07", "has a space or a control character"),
        ("https://a.example/a b", "has a space or a control character"),
        ("ftp://a.example/", "is not a web address"),
        ("//a.example/", "is not a web address"),
        ("a.example", "is not a web address"),
        ("https://a.example:65535/", ""),
        ("https://a.example:/", ""),
        ("https://[::1]:80/", ""),
        ("https://ä.example/ü?a=b#c", ""),
        ("HTTP://user@a.example:80/%20", ""),
    ],
)
def test_a_web_address_has_a_host_and_a_port_if_any(address: str, expected: str) -> None:
    problem = web_address_problem(address)
    assert problem.startswith(expected)
    assert bool(problem) == bool(expected)


@pytest.mark.parametrize("key", ["original_url", "canonical_url", "license.url", "authors.url"])
@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://a.example:99999/", "type"),
        ("https://a.example:port", "type"),
        ("java\\tscript:alert(1)", "type"),
        ("javascript:alert(1)", "unsafe"),
        ("data:text/html,x", "unsafe"),
    ],
)
def test_front_matter_refuses_it(key: str, address: str, kind: str) -> None:
    name, _, part = key.partition(".")
    value = f'{{name: N, url: "{address}"}}' if part else f'"{address}"'
    post, (problem,) = read_post("posts/a", f"date: 2014\n{name}: {value}\n", UTC)
    assert (str(problem.kind), problem.line) == (kind, 3)
    assert problem.message.startswith(f"{key}: ")
    assert "; " in problem.message
    found = (post.original_url, post.canonical_url, post.license and post.license.url)
    assert not any((*found, *(author.url for author in post.authors)))


@pytest.mark.parametrize(
    ("field", "address", "kind"),
    [
        ("email", "javascript:alert(1)", "unsafe"),
        ("email", "nobody", "type"),
        ("email", "a@b?cc=c@d", "type"),
        ("email", "<a@b>", "type"),
        ("orcid", "javascript:alert(1)", "unsafe"),
        ("orcid", "https://example.org/0000-0001", "type"),
        ("orcid", '0000-0001\\"><b>', "type"),
    ],
)
def test_the_fields_of_an_author_are_checked(field: str, address: str, kind: str) -> None:
    text = f'authors: [{{name: N, {field}: "{address}"}}]\n'
    post, (problem,) = read_post("posts/a", text, UTC)
    assert (str(problem.kind), problem.line) == (kind, 2)
    assert [getattr(author, field) for author in post.authors] == [""]
    known = {"n": {"name": "N", field: address.replace("\\", "")}, "b": {"name": "B", "url": "/"}}
    authors, problems = without_invalid_addresses(known)
    assert authors == {"n": {"name": "N"}, "b": {"name": "B"}}
    assert problems[0].startswith(f"'n': {field} ")
    assert len(problems) == 2


@pytest.mark.parametrize(
    "orcid",
    ["0000-0002-1825-009X", "https://orcid.org/0000-0002-1825-0097", "http://orcid.org/0-1/"],
)
def test_an_orcid_is_kept(orcid: str) -> None:
    post, problems = read_post("a", f"authors: {{name: N, orcid: '{orcid}', email: a.b@c.d}}", UTC)
    assert (post.authors[0].orcid, post.authors[0].email, problems) == (orcid, "a.b@c.d", ())


def test_feeds_hold_nothing_that_runs() -> None:
    page = (
        "<p>Kept</p><script>a()</script><SCRIPT SRC=x></SCRIPT>"
        '<a href="java&#9;script:a()" onclick="a()">link</a><a href="b.html">next</a>'
        '<img src="a.png" onerror=a() onload="a()"><img src="javascript:a()">'
        '<iframe srcdoc="<script>a()</script>" src="data:text/html,x"></iframe>'
        '<svg onload=a()><script>a()</script><a xlink:href="javascript:a()">t</a>'
        '<set attributeName="href" to="javascript:a()"></set></svg>'
        '<form action="javascript:a()"><button formaction="javascript:a()">b</button></form>'
        '<object data="data:text/html,x"></object><meta http-equiv="refresh" content="0;url=x">'
        '<base href="https://evil.example/"><details ontoggle=a() open>d</details>'
        '<math><mi href="javascript:a()">x</mi></math><video poster="javascript:a()"></video>'
    )
    content = feed_content(page, "https://example.org/posts/a.html")
    assert "a()" not in content
    assert "data:" not in content
    assert "evil" not in content
    assert "refresh" not in content
    for kept in ("Kept", ">link</a>", "https://example.org/posts/b.html", "posts/a.png"):
        assert kept in content


@pytest.mark.parametrize(
    ("written", "encoded"),
    [
        ("https://web.example.net/##chan", "https://web.example.net/#%23chan"),
        ("https://a.example/a b?c d#e f", "https://a.example/a%20b?c%20d#e%20f"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/a%2fb%zz", "https://a.example/a%2fb%25zz"),
        ("https://a.example/[a]?b[]=c#[d]", "https://a.example/%5Ba%5D?b%5B%5D=c#%5Bd%5D"),
        ("https://[::1]:80/[a]", "https://[::1]:80/%5Ba%5D"),
        ("https://%5B::1%5D/x", "https://[::1]/x"),
        ("//%5b2001:db8::1%5d:80?a", "//[2001:db8::1]:80?a"),
        ("https://a.example/%5B::1%5D/", "https://a.example/%5B::1%5D/"),
        ('https://a.example/"<>\\^`{|}', "https://a.example/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("https://a.example/tab\tand\x0bx", "https://a.example/tab%09and%0Bx"),
        (" https://a.example/ ", "https://a.example/"),
        ("https://ü.example/ü", "https://ü.example/ü"),
        ("mailto:a@b.example?subject=a b", "mailto:a@b.example?subject=a%20b"),
        ("a b.html#c#d", "a%20b.html#c%23d"),
        ("", ""),
    ],
)
def test_characters_that_an_address_cannot_have_are_encoded(written: str, encoded: str) -> None:
    assert percent_encoded(written) == encoded
    assert percent_encoded(encoded) == encoded


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://[::1]:80/", ""),
        ("posts/a.html#b", ""),
        ("mailto:a@example.org", ""),
        ("http://[server]/x", "has no host; write"),
        ("http://[::1", "has no host; write"),
        ("https://", "has no host; write"),
        ("https://a.example:99999/", "has no valid port; write"),
        ("https://a.example:bad/", "has no valid port; write"),
        ("//[server]/x", "has brackets in its host; write"),
        ("ftp://[server/x", "has brackets in its host; write"),
        ("feed:javascript:x", "has another scheme after 'feed', which is not allowed; write"),
        ("javascript:x", "has the scheme 'javascript', which is not allowed; write"),
    ],
)
def test_the_problem_of_a_link_says_what_to_write(address: str, problem: str) -> None:
    assert link_problem(address).startswith(problem)
    assert bool(link_problem(address)) == bool(problem)
