"""Hostile text in every field: nothing of it runs in a browser, and no request leaves the site."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from lxml import html

from tests.browser import in_the_browser, looked_at

from .conftest import CONF, DOT

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Project

EVIL = "https://evil.example"


def hostile(field: str) -> str:
    """Return a text that calls ``ran()`` and loads a picture where a field is not escaped."""
    return (
        f"{field} \"'`><script>ran('{field}')</script><img src=x onerror=\"ran('{field}')\">"
        f"<img src={EVIL}/{field}>]]>--></title></style></textarea></script>"
        f"<script>ran('{field}')</script>\" onmouseover=\"ran('{field}')\" ${{ran('{field}')}}"
    )


def address(field: str) -> str:
    """Return a web address that leaves its attribute where it is not escaped."""
    return f"https://a.example/{field}\"'><script>ran('{field}')</script>?a=1&b=\"onload=ran('1')"


SCRIPT_URL = "java\tscript:ran('url')"
CONFIG = f"""
import json
project = {hostile("project")!r}
author = {hostile("author")!r}
copyright = {hostile("copyright")!r}
release = {hostile("release")!r}
html_title = {hostile("html-title")!r}
html_short_title = {hostile("html-short-title")!r}
html_theme = "bindery_book_theme"
html_baseurl = "https://site.example/"
html_static_path = []
html_last_updated_fmt = "%Y"
smartquotes = False
suppress_warnings = ["*"]
extensions += ["sphinxcontrib.bibtex"]
bibtex_bibfiles = ["works.bib"]
anthology_authors = {{
    "ed": {{"name": {hostile("author-name")!r}, "url": {address("author-url")!r},
           "email": "a'b+<x>\\"@a.example", "orcid": "0000-0002-1825-0097"}},
    "eve": {{"name": "Eve", "url": {SCRIPT_URL!r}}},
}}
anthology_series = {{"s": {{"title": {hostile("series-title")!r},
                          "description": {hostile("series-description")!r}}}}}
anthology_tags = {{"t": {{"title": {hostile("tag-title")!r},
                        "description": {hostile("tag-description")!r}}}}}
"""
KEYS = {
    "date": "2014-11-10",
    "updated": "2015-01-02",
    "title": hostile("title"),
    "tags": [hostile("tag"), "t", "</script><script>ran('tag 2')</script>"],
    "categories": [hostile("category")],
    "series": [hostile("series"), "s"],
    "authors": [
        "ed",
        "eve",
        hostile("author-string"),
        {
            "name": hostile("author-object"),
            "url": address("author-object-url"),
            "email": 'x"onclick="ran(\'email\')"@a.example',
            "affiliation": hostile("affiliation"),
        },
    ],
    "description": hostile("description"),
    "image": "pictures/hostile.svg",
    "image_alt": hostile("image-alt"),
    "location": hostile("location"),
    "license": {"name": hostile("license"), "url": address("license-url")},
    "lang": "en",
    "original_url": address("original"),
    "canonical_url": address("canonical"),
    "aliases": ["old/<script>ran('alias')<script>.html", "old/\"onload=\"ran('alias').html", "o/a"],
    "based_on": {
        "relation": "retold",
        "title": hostile("source-title"),
        "authors": [hostile("source-author")],
        "url": address("source-url"),
        "license": {"name": hostile("source-license"), "url": address("source-license-url")},
        "date": "2001",
    },
}
UNSAFE_KEYS = KEYS | {
    "title": "Unsafe addresses",
    "authors": [{"name": "Eve", "url": SCRIPT_URL, "email": "javascript:ran('email')"}],
    "license": {"name": "free", "url": SCRIPT_URL},
    "original_url": SCRIPT_URL,
    "canonical_url": f"javascript:ran('canonical')//{EVIL}",
    "aliases": [SCRIPT_URL, f"//{EVIL}/x", "../../x"],
    "image": f"{EVIL}/x.png",
    "based_on": {"relation": "retold", "title": "A", "authors": ["B"], "url": SCRIPT_URL},
}
MARKDOWN = r"""
# {heading}

## Formula {{math}}`\text{{{formula}}} \href{{https://a.example/"onload="ran(1)}}{{x}}`

[{link}](https://a.example/ "{link_title}") and [x](<{url}>),
![{alt}](pictures/hostile.svg "{alt}").

`{code}` {{math}}`\text{{{formula}}}` {{math}}`\href{{javascript:ran('href')}}{{x}}`
{{math}}`\style{{background:url({evil}/style)}}{{x}}` {{abbr}}`a ({abbreviation})`

```{{code-block}} html
:caption: "{caption}"
:name: name-"><script>ran('name')</script>
{code}
```

```{{image}} pictures/hostile.svg
:alt: {alt}
:class: a"><script>ran('class')</script>
:target: javascript:ran('target')
```

```{{admonition}} {admonition}
Text.
```

```{{figure}} pictures/hostile.svg
:alt: {alt}
:width: 10"onload="ran('width')

{figure}
```

```{{math}}
\mbox{{{formula}}} \tag{{{formula}}} \class{{a" onclick="ran('class')}}{{x}}
```

{{download}}`offered <pictures/offered.svg>`

```{{timeline}}
```

```{{post-list}}
:style: cards
:show: date, excerpt, tags, reading-time, authors, image
```
"""
RESTRUCTURED = """\
:date: 2013
:tags: {field}
:description: {field}

{field}
{line}

Text {field} and `{field} <https://a.example/>`__, ``{field}``, [{word}]_ [#note]_,
`link <javascript:ran('link')>`__ and `data <data:text/html,<script>ran('data')</script>>`__
and :abbr:`x ({field})`, :index:`{word}`, :kbd:`{word}`, |substitution|.

.. |substitution| replace:: {field}
.. [{word}] {field}
.. [#note] {field}
.. _target: javascript:ran('target')

See target_.
.. index:: single: {word}; {field}

.. glossary::

   {field}
      Definition {field}.

.. topic:: {field}

   {field}

.. table:: {field}

   ======= =======
   A       B
   ======= =======
   <b>x    {word}
   ======= =======

.. option:: --{word}

   {field}

.. py:function:: f(a="<script>ran('signature')</script>")

   {field}

.. code-block:: none
   :caption: {field}

   {field}

.. image:: pictures/hostile.svg
   :alt: {field}
   :target: javascript:ran('image target')

{field}
{line2}

:{word}: {field}
"""
INDEX = """\
{title}
{line}

.. anthology::
   :by: tag

.. toctree::
   :caption: {caption}

   {entry} <https://a.example/>
   indexes
"""
SVG = f"""\
<?xml version="1.0"?>
<?xml-stylesheet href="{EVIL}/sheet.css"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "{EVIL}/svg11.dtd" [<!ENTITY e "entity">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 9 9" onload="ran('onload')"><title>&lt;script>ran('title')&lt;/script></title>
<script>ran('script')</script><script href="{EVIL}/script.js"/>
<style>@import "{EVIL}/import.css"; rect {{ fill: url({EVIL}/fill) }}</style>
<rect width="9" height="9" style="fill: u\\72l({EVIL}/style)" stroke="url({EVIL}/stroke#a)"/>
<image href="{EVIL}/image.png" width="9" height="9"/><use xlink:href="{EVIL}/use.svg#a"/>
<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml"
 src="javascript:ran('iframe')"/><img xmlns="http://www.w3.org/1999/xhtml" src="x"
 onerror="ran('img')"/></foreignObject>
<script xmlns="http://www.w3.org/1999/xhtml">ran('html script')</script>
<a href="javascript:ran('a')"><text y="5">a<set attributeName="onclick" to="ran('set')"/></text></a>
<a><animate attributeName="href" values="javascript:ran('animate')"/><text>&e;</text></a>
<animate attributeName="opacity" values="0;1" dur="1s" onbegin="ran('onbegin')"/>
</svg>
"""
BIBLIOGRAPHY = """\
@misc{work,
  title = {<script>ran('bib title')</script><img src=x onerror=ran(1)>},
  author = {<script>ran('bib author')</script>, A.},
  note = {<script>ran('bib note')</script>},
  url = {javascript:ran('bib url')},
  year = {2014},
}
@misc{<script>ran(1)</script>,
  title = {"onload="ran('bib key')},
  howpublished = {\\url{javascript:ran('howpublished')}},
  url = {https://a.example/"><script>ran('bib address')</script>},
  year = {<script>ran('bib year')</script>},
}
"""
INDEXES = """
# Indexes

```{tag-index}
```

```{series-index}
```

```{author-index}
```

```{archive}
```

{cite}`work`

```{bibliography}
:all:
```
"""


def md(keys: dict[str, object], text: str) -> str:
    """Return a Markdown post; its keys are JSON, which YAML includes."""
    return f"---\n{json.dumps(keys)}\n---\n{text}"


@pytest.fixture
def site(project: Project) -> Project:
    rst = " ".join(hostile("rst").replace("`", "").replace("|", "").split())
    markdown_fields = {
        field: hostile(field).replace("\\", "").replace("<", r"\<").replace("`", "")
        for field in ("heading", "link", "link_title", "alt", "caption", "admonition", "figure")
    } | {
        "code": hostile("code").replace("`", ""),
        "formula": "<script>ran('formula')</script><img src=x onerror=ran(1)>",
        "abbreviation": r"\"\<img src=x onerror=ran(1)\>",
        "url": SCRIPT_URL.replace("\t", "&#9;"),
        "evil": EVIL,
    }
    title = hostile("index")
    index = INDEX.format(
        title=title, line="=" * len(title), caption=hostile("caption"), entry=hostile("entry")[:40]
    )
    project.write(
        {
            "conf.py": CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
            + CONFIG,
            "index.rst": index,
            "indexes.md": INDEXES,
            "works.bib": BIBLIOGRAPHY,
            "posts/pictures/hostile.svg": SVG,
            "posts/keys.md": md(KEYS, MARKDOWN.format(**markdown_fields)),
            "posts/unsafe.md": md(UNSAFE_KEYS, "\n# Unsafe\n\nText.\n"),
            "posts/pictures/offered.svg": SVG,
            "posts/text.rst": RESTRUCTURED.format(
                field=rst, line="=" * len(rst), line2="-" * len(rst), word="<script>ran(1)</script>"
            ),
        }
    )
    (project.folder / "posts" / "pictures" / "dot.png").write_bytes(DOT)
    return project


def opened(folder: Path, *queries: str) -> dict[str, list[str]]:
    """Return what all pages and pictures in a folder did, and some pages with a query."""
    suffixes = {".html", ".xhtml", ".svg"}
    pages = sorted(
        quote(path.relative_to(folder).as_posix())
        for path in folder.rglob("*")
        if path.suffix in suffixes and not {"_static", "_pagefind"} & {*path.parts}
    )
    found = looked_at("hostile.mjs", folder, *pages, *queries)
    assert isinstance(found, dict)
    assert found.keys() == {*pages, *queries}
    return found


def shown(folder: Path) -> set[str]:
    """Return the fields whose text pages show, in their texts or attributes."""
    texts = [
        str(text)
        for path in folder.rglob("*.html")
        for text in html.document_fromstring(path.read_bytes()).xpath("//text() | //@*")
    ]
    return set(re.findall(r"<script>ran\('([\w -]+)'\)", "\n".join(texts)))


FIELDS = [
    "title",
    "tag",
    "category",
    "series",
    "author-name",
    "author-string",
    "author-object",
    "affiliation",
    "description",
    "image-alt",
    "location",
    "license",
    "series-title",
    "series-description",
    "tag-title",
    "tag-description",
    "heading",
    "caption",
    "admonition",
    "figure",
    "code",
    "formula",
    "rst",
    "index",
    "project",
    "author",
    "html-title",
    "signature",
]


def queries() -> list[str]:
    words = ["rst", "title", hostile("query"), "<script>ran('query')</script>", "script"]
    found = [f"search.html?q={quote(word)}" for word in words]
    return [*found, f"search.html?tag={quote(hostile('tag'))}", f"missing/{quote(hostile('404'))}"]


@in_the_browser
def test_the_site_runs_nothing_and_asks_for_nothing(site: Project) -> None:
    build = site.build()
    found = opened(build.outdir, *queries())
    assert {page: did for page, did in found.items() if did} == {}
    assert len(found) > 25
    assert set(FIELDS) <= shown(build.outdir)
    assert any(page.startswith("_downloads/") for page in found)
    assert {"404.html", "search.html", "posts/keys.html", "_images/hostile.svg"} <= found.keys()


@in_the_browser
def test_the_search_of_sphinx_runs_nothing(site: Project) -> None:
    build = site.build(confoverrides={"bindery_search": "sphinx"})
    found = looked_at("hostile.mjs", build.outdir, *queries())
    assert isinstance(found, dict)
    assert {page: did for page, did in found.items() if did} == {}


@in_the_browser
def test_the_epub_runs_nothing_and_asks_for_nothing(site: Project, tmp_path: Path) -> None:
    (file,) = site.build("epub").outdir.glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "pages")
    found = opened(tmp_path / "pages")
    assert {page: did for page, did in found.items() if did} == {}
    assert len(found) > 4


@in_the_browser
def test_the_browser_sees_what_is_not_escaped(tmp_path: Path) -> None:
    pages = {
        "ran: a": "<script>ran('a')</script>",
        "ran: b": "<img src=x onerror=\"ran('b')\">",
        "dialog: c": "<script>alert('c')</script>",
        f"asked: {EVIL}/d": f'<img src="{EVIL}/d">',
        f"asked: {EVIL}/e": f'<p style="background:url({EVIL}/e)">e</p>',
        f"asked: {EVIL}/f": f'<meta http-equiv="refresh" content="0; url={EVIL}/f">',
        "A href=java\tscript:ran(1)": '<a href="java&#9;script:ran(1)">g</a>',
        "P onmouseover=ran(1)": "<p onmouseover='ran(1)'>h</p>",
    }
    for number, markup in enumerate(pages.values()):
        (tmp_path / f"{number}.html").write_text(f"<!DOCTYPE html><title>a</title>{markup}")
    found = looked_at("hostile.mjs", tmp_path, *(f"{number}.html" for number in range(len(pages))))
    assert isinstance(found, dict)
    for number, did in enumerate(pages):
        assert did in found[f"{number}.html"]
