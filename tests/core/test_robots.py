"""What robots are told, as RFC 9309 and the sitemaps protocol have it."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest

from sphinx_anthology.core.formats.sitemap import robots

SITEMAP = "https://e.org/blog/sitemap.xml"


@pytest.mark.parametrize("sitemap", [SITEMAP, ""])
def test_robots_may_read_all_and_find_the_sitemap(sitemap: str) -> None:
    parser = RobotFileParser()
    parser.parse(robots(sitemap).decode("ascii").splitlines())
    assert parser.site_maps() == ([sitemap] if sitemap else None)
    for agent in ("*", "Googlebot"):
        assert parser.can_fetch(agent, "https://e.org/posts/one.html")


def test_it_is_a_text_of_lines() -> None:
    assert robots("") == b"User-agent: *\nAllow: /\n"
