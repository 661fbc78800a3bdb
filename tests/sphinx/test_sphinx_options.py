"""Values of Sphinx's own options that mistakes and idioms of conf.py have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF
from .epub_reading import Epub

if TYPE_CHECKING:
    from .conftest import Project

BOTH = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
BUILDERS = ("html", "pdf", "epub")
WRONG = """\
project = 2014
author = ["Ann Author", "Bob Baker"]
version = release = 1.5
language = "english"
html_baseurl = "example.org/blog"
"""


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/a.md": "---\ndate: 2014\n---\n# A\n\nText.\n"})
    return project


@pytest.mark.parametrize("builder", BUILDERS)
def test_wrong_values_are_reported_and_repaired(posts: Project, builder: str) -> None:
    posts.write({"conf.py": f"{BOTH}\n{WRONG}"})
    build = posts.build(builder)
    found = dict(re.findall(r"conf\.py:\d+: WARNING: (\w+): .+; write (.+) \[", build.warnings))
    assert found == {
        "project": "'2014'",
        "author": "'Ann Author, Bob Baker'",
        "version": "'1.5'",
        "release": "'1.5'",
        "language": "a code such as 'en'",
        "html_baseurl": "'https://example.org/blog'",
    }
    assert len(build.warnings.strip().splitlines()) == len(found)
    if builder == "html":
        page = build.page("posts/a")
        assert page.get("lang") == "en"
        assert not page.xpath("//link[@rel='canonical']")
    elif builder == "epub":
        book = Epub.in_folder(build.outdir)
        assert (book.meta("dc:title"), book.meta("dc:language")) == (["2014"], ["en"])


@pytest.mark.parametrize("builder", BUILDERS)
def test_none_is_like_no_value(posts: Project, builder: str) -> None:
    names = ("html_baseurl", "html_theme_options", "project", "author", "version", "release")
    nothing = "".join(f"{name} = None\n" for name in names)
    posts.write({"conf.py": f"{BOTH}\n{nothing}"})
    build = posts.build(builder)
    assert build.warnings == ""
    assert build.files()


@pytest.mark.parametrize("address", ["", "/", "/blog/", "blog/", "v1.0/", "https://example.org/"])
def test_base_urls_without_a_host_are_kept(posts: Project, address: str) -> None:
    posts.write({"conf.py": f"{BOTH}\nhtml_baseurl = {address!r}\n"})
    build = posts.build("dummy")
    assert build.warnings == ""
    assert build.app.config.html_baseurl == address


def test_links_of_the_footer_without_name_or_address(posts: Project) -> None:
    links = ["about", {"name": "About"}, {"name": "Good", "url": "https://example.org/"}]
    options = {"footer_links": links, "separate_sections": 5}
    posts.write({"conf.py": f"{BOTH}\nhtml_theme_options = {options}\n"})
    build = posts.build(confoverrides={"html_theme": "sphinx_book_theme", "templates_path": []})
    warning = r"conf\.py:\d+: WARNING: html_theme_options: footer_links: (.+) is not a link; write "
    wrong = re.findall(warning, build.warnings)
    assert wrong == ["'about'", "{'name': 'About'}"]
    assert len(build.warnings.strip().splitlines()) == len(wrong)
    footer = build.page("posts/a").xpath("//footer//a[@href='https://example.org/']/text()")
    assert [text.strip() for text in footer] == ["Good"]
