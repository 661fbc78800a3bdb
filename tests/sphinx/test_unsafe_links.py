"""Addresses that run a script or open a file of the reader are in no output."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree, html

from tests.core.test_image_format import PNG

from .conftest import CONF
from .epub_reading import Epub
from .pdf_reading import ReadPdf
from .test_warnings import told

if TYPE_CHECKING:
    from .conftest import Build, Project

HOSTILE = re.compile(rb"(?i)(?:javascript|vbscript|file):|data:text")
RST = """\
:date: 2014

Title `in title <javascript:a(1)>`_
===================================

A `role <javascript:a(2)>`__ and a Target_ and |picture|.

.. _Target: JaVaScRiPt:a(3)

.. |picture| image:: good.png
   :target: vbscript:a(4)
   :alt: small

.. image:: good.png
   :target: javascript:a(5)
   :alt: large

.. figure:: good.png
   :target: javascript:a(6)

   Caption `here <data:text/html,a(7)>`_

.. image:: javascript://a(8)
   :alt: remote

.. image:: javascript:a(9)
   :alt: local
   :class: large
   :name: local-image
   :target: https://example.org/around

.. image:: file:///etc/passwd
   :alt: passwords

=====  =========================
Term   `cell <javascript:a(10)>`_
=====  =========================

.. button-link:: javascript:a(11)

   Button

.. card:: Card
   :link: javascript:a(12)

.. meta::
   :http-equiv=Refresh: 0; URL='javascript:a(16)'

.. toctree::

   Evil <javascript://example.org/%0aa(13)>
   Good <https://example.org/toctree>

:download:`Down <javascript://a(14)>` and `good <https://example.org/good>`__ and
`call <tel:+12>`__ and `chat <irc://example.org/x>`__ and `relative <a.html>`__ and :evil:`15`
and see |note|.

.. |note| replace:: `noted <javascript:a(17)>`__
"""
MARKDOWN = """\
---
date: 2014
authors:
- {name: Ann, url: "javascript:a(1)", email: "javascript:a(2)", orcid: "javascript:a(3)"}
- eve
license: {name: Own, url: "vbscript:a(4)"}
original_url: "data:text/html,a(5)"
canonical_url: "javascript:a(6)"
---
# Markdown

[a](javascript:a(7)) <javascript:a(8)> [b][c] ![d](javascript://a(9)) [good](https://example.org/md)

[c]: javascript:a(10)

{download}`x <javascript://a(11)>`

```{button-link} javascript:a(12)
Button
```
"""
ADDRESS_KEYS = {
    "@id", "email", "external_url", "feed_url", "home_page_url", "image", "isBasedOn", "item",
    "license", "mainEntityOfPage", "sameAs", "url",
}  # fmt: skip
AUTHORS = {"eve": {"name": "Eve", "url": "javascript:a(1)", "email": "data:text/html,x"}}
OPTIONS = rf"""
anthology_authors = {AUTHORS!r}
bindery_license = ("Own", "javascript:a(1)")
html_baseurl = "https://example.org/"
epub_copyright = "N. N."
version = "1"
latex_documents = [("index", "notes.tex", "Notes", "N. N.", "manual")]
extlinks = {{"evil": ("javascript:a(%s)", "evil %s")}}
suppress_warnings = ["myst.xref_missing", "toc.not_included"]
"""


@pytest.fixture
def posts(project: Project) -> Project:
    """Return a project whose posts hold unsafe addresses only."""
    own = '"sphinx_anthology", "sphinx_bindery", "sphinx_design", "sphinx.ext.extlinks"'
    project.write(
        {
            "conf.py": CONF.replace('"sphinx_anthology"', own) + OPTIONS,
            "posts/a.rst": RST,
            "posts/b.md": MARKDOWN,
        }
    )
    (project.folder / "posts" / "good.png").write_bytes(PNG)
    return project


def html_addresses(text: str) -> list[str]:
    """Return the addresses in a page or a fragment, also those in JSON-LD."""
    root = html.document_fromstring(text)
    links = [link for _element, _name, link, _place in root.iterlinks()]
    linked_data = root.xpath("//script[@type='application/ld+json']/text()")
    links += root.xpath("//meta[@http-equiv]/@content")
    return [*links, *(link for text in linked_data for link in json_addresses(json.loads(text)))]


def feed_addresses(data: bytes) -> list[str]:
    """Return the addresses in an Atom feed, and in the content of its entries."""
    root = etree.fromstring(data)
    contents = root.xpath("//*[local-name()='content']/text()")
    own = root.xpath("//@href | //*[local-name()='uri' or local-name()='email']/text()")
    return [*own, *(link for content in contents for link in html_addresses(content))]


def json_addresses(value: object, key: str = "") -> list[str]:
    """Return the addresses in JSON-LD or a JSON Feed, and in the content of its items."""
    if isinstance(value, dict):
        return [link for name, part in value.items() for link in json_addresses(part, name)]
    if isinstance(value, list):
        return [link for part in value for link in json_addresses(part, key)]
    if key == "content_html":
        return html_addresses(str(value))
    return [str(value)] if key in ADDRESS_KEYS else []


def addresses(build: Build) -> list[str]:
    """Return the addresses of links and resources in an output, of each kind of file."""
    found: list[str] = []
    for name, data in build.files().items():
        if name.endswith(".pdf"):
            found += ReadPdf(build.outdir / name).addresses
        elif name.endswith(".epub"):
            with ZipFile(build.outdir / name) as package:
                for part in package.namelist():
                    if part.endswith(("html", ".opf", ".ncx")):
                        root = etree.fromstring(package.read(part))
                        found += root.xpath("//@href | //@src | //*[local-name()='source']/text()")
        elif name.endswith(".tex"):
            found += re.findall(r"href\s*\{([^}]*)", data.decode())
        elif name.endswith(".html"):
            found += html_addresses(data.decode())
        elif name.endswith("atom.xml"):
            found += feed_addresses(data)
        elif name == "feed.json":
            found += json_addresses(json.loads(data))
    return found


@pytest.mark.parametrize("builder", ["html", "pdf", "epub", "latex", "singlehtml"])
def test_no_output_has_an_unsafe_address(posts: Project, builder: str) -> None:
    build = posts.build(builder)
    found = addresses(build)
    assert [address for address in found if HOSTILE.search(str(address).encode())] == []
    assert any("https://example.org/good" in address for address in found)
    assert any("https://example.org/md" in address for address in found)
    warnings = told(build)
    lines = [
        int(match[1])
        for line in warnings
        if (match := re.match(r"posts/a\.rst:(\d+): WARNING: .*\[anthology\.unsafe\]$", line))
    ]
    assert sorted(lines) == [
        *(1, 4, 6, 6, 6, 10, 14, 18, 21, 23, 26, 32, 36, 39, 43, 49, 54, 54, 54, 58),
    ]
    front = [line for line in warnings if re.match(r"posts/b\.md:[4-8]: .*anthology.unsafe", line)]
    assert len(front) == 6, front
    assert len([line for line in warnings if "anthology_authors: 'eve': " in line]) == 2
    assert any("bindery_license: 'javascript:a(1)' is not" in line for line in warnings) == (
        builder in {"pdf", "epub", "latex"}
    )


def test_a_refused_link_keeps_its_text(posts: Project) -> None:
    page = posts.build().page("posts/a")
    text = " ".join(page.text_content().split())
    for kept in (
        "in title",
        "role",
        "Target",
        "here",
        "cell",
        "Button",
        "Card",
        "Down",
        "passwords",
    ):
        assert kept in text
    pictures = (
        page.find_class("body")[0].iter("img") if page.find_class("body") else page.iter("img")
    )
    assert [picture.get("alt") for picture in pictures][:2] == ["small", "large"]
    links = {link for _e, name, link, _place in page.iterlinks() if name == "href"}
    assert {
        "https://example.org/good",
        "https://example.org/toctree",
        "https://example.org/around",
        "tel:+12",
        "irc://example.org/x",
        "a.html",
    } <= links


def test_a_book_without_posts_warns_too(project: Project) -> None:
    project.write(
        {
            "conf.py": CONF.replace('"sphinx_anthology"', '"sphinx_bindery"'),
            "index.rst": "Notes\n=====\n\n.. toctree::\n\n   a\n",
            "a.rst": "A\n=\n\n`Here <javascript:a(1)>`_.\n",
        }
    )
    build = project.build("pdf")
    (warning,) = told(build)
    assert warning.startswith("a.rst:4: WARNING: link: 'javascript:a(1)' has the scheme")
    assert warning.endswith("[bindery.unsafe]")


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("javascript:a(1)", "is not a web address"),
        ("data:text/html,x", "is not a web address"),
        ("file:///srv/", "is not a web address"),
        ("https://a.example:99999/", "has no valid port"),
    ],
)
def test_an_unsafe_base_url_is_not_used(project: Project, address: str, problem: str) -> None:
    project.write({"posts/a.md": "---\ndate: 2014\n---\n# A\n"})
    build = project.build(confoverrides={"html_baseurl": address})
    assert f"html_baseurl: '{address}' {problem}" in build.warnings
    assert not [name for name, data in build.files().items() if address.encode() in data]


def test_a_base_url_with_a_wrong_port_is_told(project: Project) -> None:
    options = {"anthology_base_url": "https://example.org:port/"}
    assert "anthology_base_url: " in project.build(confoverrides=options).warnings


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_addresses_are_valid_in_every_output(project: Project, output: str) -> None:
    head = "---\ndate: 2014\noriginal_url: https://a.example/##b\n---\n"
    text = f"{head}# A\n\n[c](https://a.example/##c)\n"
    rst = "D\n=\n\n`d <https://a.example/[d]#e|f>`_\n"
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    project.write({"posts/a.md": text, "posts/d.rst": rst})
    build = project.build(output, confoverrides={"extensions": extensions})
    if output == "html":
        pages = [build.page(f"posts/{name}") for name in "ad"]
        links = {str(link) for page in pages for link in page.xpath("//@href")}
    elif output == "epub":
        book = Epub.in_folder(build.outdir)
        pages = [book.xml(path) for path in book.items if "/posts/" in path]
        links = {str(link) for page in pages for link in page.xpath("//@href")}
    else:
        (file,) = build.outdir.glob("*.pdf")
        links = set(ReadPdf(file).addresses)
    expected = {f"https://a.example/{end}" for end in ("#%23b", "#%23c", "%5Bd%5D#e%7Cf")}
    assert {link for link in links if "a.example" in link} == expected


def test_latex_writes_no_unsafe_address_of_a_formula(project: Project) -> None:
    formulas = r"""
:math:`\href{javascript:a(1)}{x} + \href{https://example.org/}{y}`

.. math::

   \href [pdfnewwindow] {file:///etc/passwd}{z}
"""
    project.write(
        {
            "conf.py": CONF.replace('"sphinx_anthology"', '"sphinx_bindery"')
            + 'latex_documents = [("index", "notes.tex", "Notes", "N. N.", "manual")]\n',
            "index.rst": f"Notes\n=====\n{formulas}",
        }
    )
    build = project.build("latex")
    text = build.files()["notes.tex"].decode()
    assert re.findall(r"\\href\s*[{\[].*?\}", text) == [r"\href{https://example.org/}"]
    assert "{x} +" in text
    assert "{z}" in text
    warnings = [line for line in told(build) if line.endswith("[bindery.unsafe]")]
    assert [line.partition(": WARNING")[0] for line in warnings] == ["index.rst:4", "index.rst:6"]


INVALID_RST = """\
:date: 2014

A
=

See http://[server]/x here. `One <http://[::1>`__ and Two_ and `three <//[x]/y>`__ and Four_ and
`seven <feed:javascript:a>`__.

.. _Two: http://[server]/two
.. _Four: https://a.example:99999/

.. image:: http://[server]/a.png
   :alt: remote

.. image:: good.png
   :target: http://[server]/around

.. figure:: good.png
   :target: https://a.example:bad/

   Caption `five <ftp://[x/>`__

.. toctree::

   Six <http://[server]/toctree>

`Last <https://example.org/last>`__
"""
INVALID_MARKDOWN = """\
---
date: 2014
---
# B

[One](http://[server]/x) <http://[server]/y> [two][two]
![remote](http://[server]/a.png) [four](<https://a.example:99999/>) [five](https://a.example:bad/)

[two]: http://[server]/two

[Last](https://example.org/last)

```{eval-rst}
See http://[server]/z here.
```
"""


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_invalid_addresses_become_text(project: Project, builder: str) -> None:
    own = '"sphinx_anthology", "sphinx_bindery"'
    conf = CONF.replace('"sphinx_anthology"', own).replace('"basic"', '"bindery_book_theme"')
    options = 'html_baseurl = "https://example.org/"\n'
    project.write(
        {"conf.py": conf + options, "posts/a.rst": INVALID_RST, "posts/b.md": INVALID_MARKDOWN}
    )
    (project.folder / "posts" / "good.png").write_bytes(PNG)
    build = project.build(builder)
    warnings = [line for line in told(build) if line.endswith("[anthology.unsafe]")]
    for place, address in [
        ("a.rst:6", "http://[server]/x"),
        ("a.rst:6", "http://[::1"),
        ("a.rst:6", "http://[server]/two"),
        ("a.rst:6", "//[x]/y"),
        ("a.rst:6", "https://a.example:99999/"),
        ("a.rst:6", "feed:javascript:a"),
        ("b.md:6", "https://a.example:bad/"),
        ("b.md:14", "http://[server]/z"),
    ]:
        assert any(
            f"posts/{place}: WARNING: link: {address!r} has " in line for line in warnings
        ), (
            place,
            address,
            warnings,
        )
    if builder == "html":
        for name in ("a", "b"):
            page = build.page(f"posts/{name}")
            addresses = [str(link) for link in page.xpath("//a/@href")]
            assert "https://example.org/last" in addresses
            assert not [
                link for link in addresses if re.search("\\[server|a.example|//\\[x|feed:", link)
            ]
            assert "One" in page.text_content()


RAW = """\
# A

<a href="https://a.example/##b c">One</a> <a href=" https://a.example/[d]?e[]=f ">two</a>
<a href="https://[::1]/x">three</a> <a href="https://a.example/%20g#h">four</a>

<img src="data:image/svg+xml,<svg/>" alt="five"> <a href="my page.html">six</a>

[seven](https://[::1]/y)
"""


def test_addresses_in_raw_html_are_valid(project: Project) -> None:
    project.write({"posts/a.md": RAW})
    build = project.build()
    body = build.page("posts/a").xpath("//a[not(@class)] | //a[contains(@class, 'external')]/@href")
    found = [link if isinstance(link, str) else link.get("href") for link in body]
    for address in (
        "https://a.example/#%23b%20c",
        "https://a.example/%5Bd%5D?e%5B%5D=f",
        "https://[::1]/x",
        "https://a.example/%20g#h",
        "my%20page.html",
        "https://[::1]/y",
    ):
        assert address in found
