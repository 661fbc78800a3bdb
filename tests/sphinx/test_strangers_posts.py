"""What the posts of strangers can do: with the settings of SECURITY.md, nothing but text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree, html

from .conftest import CONF
from .pdf_reading import ReadPdf
from .test_warnings import told

if TYPE_CHECKING:
    from .conftest import Build, Project

SECURITY = Path(__file__).parents[2] / "SECURITY.md"
PROGRAM = "{{ cycler.__init__.__globals__.os.popen('echo R''AN').read() }}"
RUNS = "---\ndate: 2014\nmyst:\n  enable_extensions: [substitution, deflist]\n---\n# A\n\n"
MARKDOWN = """\
---
date: 2014
myst:
  disable_syntax: []
  enable_extensions: [substitution, html_image, html_admonition, attrs_inline]
---
# A

Inline <b onclick="a(1)">bold</b> <script>a(2)</script> <a href="javascript:a(3)">link</a>

<script>a(4)</script>

<iframe src="https://evil.example/"></iframe><form action="https://evil.example/"></form>

<img src=x onerror="a(5)">

<svg onload="a(8)"><script>a(9)</script></svg>

[link](https://a.example/){onclick="a(10)"}

```{raw} html
<script>a(6)</script>
```

```{eval-rst}
.. raw:: html

   <script>a(7)</script>
```

```{include} ../conf.py
:literal:
```

```{literalinclude} ../conf.py
```

```{csv-table}
:file: ../conf.py
```

```{raw} html
:file: ../conf.py
```
"""
RST = """\
:date: 2014

B
=

.. raw:: html

   <script>a(20)</script>

.. role:: raw-html(raw)
   :format: html

:raw-html:`<script>a(21)</script>`

.. include:: ../conf.py
   :literal:

.. include:: a.md
   :parser: myst_parser.docutils_

.. literalinclude:: ../conf.py

.. csv-table::
   :file: ../conf.py
"""


@pytest.mark.parametrize("builder", ["epub", "pdf"])
def test_books_hold_nothing_that_runs(project: Project, builder: str) -> None:
    own = '"sphinx_anthology", "sphinx_bindery"'
    conf = CONF.replace('"sphinx_anthology"', own) + 'epub_copyright = "N. N."\nversion = "1"\n'
    project.write({"conf.py": conf, "posts/a.md": MARKDOWN, "posts/b.rst": RST})
    build = project.build(builder)
    if builder == "pdf":
        book = ReadPdf(build.outdir / "notes.pdf")
        assert [address for address in book.addresses if "javascript" in address] == []
        assert not {"/OpenAction", "/AA"} & {str(key) for key in book.pdf.Root}
        assert "/JavaScript" not in book.pdf.Root.get("/Names", {})
        return
    with ZipFile(build.outdir / "notes.epub") as package:
        for name in package.namelist():
            if name.endswith(".xhtml"):
                page = etree.fromstring(package.read(name))
                active = "script iframe form object embed"
                names = [etree.QName(element).localname for element in page.iter(etree.Element)]
                assert not set(active.split()) & set(names), name
                assert page.xpath("//@*[starts-with(name(), 'on')]") == [], name
                assert [a for a in page.xpath("//@href | //@src") if "javascript" in a] == []


@pytest.mark.parametrize("path", ["posts/a.md", "page.md"])
def test_a_text_runs_no_program_by_its_front_matter(project: Project, path: str) -> None:
    project.write({path: f"{RUNS}{PROGRAM}\n\nTerm\n: Definition\n", "posts/b.md": "# B\n"})
    build = project.build(confoverrides={"suppress_warnings": ["toc", "anthology.template"]})
    (warning,) = told(build)
    assert warning.startswith(f"{path}:4: WARNING: myst.enable_extensions: a text cannot enable")
    assert warning.endswith("[anthology.unsafe]")
    page = build.page(path.removesuffix(".md"))
    assert "RAN" not in page.text_content()
    assert [term.text_content() for term in page.iter("dt")] == ["Term"]
    assert "posts/b.html" in build.files()


def test_conf_py_may_allow_it(project: Project) -> None:
    project.write({"posts/a.md": RUNS.replace(", deflist", "") + "{{ 1 + 1 }} is two.\n"})
    build = project.build(confoverrides={"myst_enable_extensions": ["substitution"]})
    assert told(build) == []
    assert "2 is two." in build.page("posts/a").text_content()


@pytest.mark.parametrize("strict", [False, True])
def test_no_text_imports_a_module_or_runs_a_program_by_a_parser(
    project: Project, monkeypatch: pytest.MonkeyPatch, *, strict: bool
) -> None:
    monkeypatch.syspath_prepend(str(project.folder))
    include = ".. include:: part.txt\n   :parser: {}\n\n".format
    names = ("posts.evil", "evil", "os", "EVIL", "docutils.nodes", "myst_parser.docutils_")
    body = "".join(map(include, names))
    project.write(
        {
            "conf.py": CONF + ("" if not strict else security_settings()),
            "posts/a.rst": f":date: 2014\n\nA\n=\n\n{body}After.\n",
            "posts/b.md": f"---\ndate: 2014\n---\n# B\n\n```{{eval-rst}}\n{body}```\n\nAfter.\n",
            "posts/part.txt": f"{RUNS}{PROGRAM}\n",
            "posts/evil.py": "raise SystemExit('imported')\n",
            "evil.py": "raise SystemExit('imported')\n",
        }
    )
    build = project.build()
    for name in ("posts/a", "posts/b"):
        text = build.page(name).text_content()
        assert "RAN" not in text
        assert "After." in text
    refused = re.findall(r"posts/[ab]\.\w+:\d+: ERROR", build.warnings)
    assert len(refused) == 2 * (len(names) - 1)
    assert build.warnings.count("the front matter of the file enables substitutions") == 2


def test_a_parser_of_texts_may_be_named(project: Project) -> None:
    body = ".. include:: part.txt\n   :parser: {}\n\n".format
    names = ("myst_parser.docutils_", "rst")
    text = f":date: 2014\n\nA\n=\n\n{''.join(map(body, names))}"
    project.write({"posts/a.rst": text, "posts/part.txt": "Part *one*.\n"})
    build = project.build()
    assert told(build) == []
    found = [element.text_content() for element in build.page("posts/a").iter("em")]
    assert found.count("one") == 2


def security_settings() -> str:
    """Return the settings of SECURITY.md for the posts of strangers."""
    pattern = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
    (settings,) = pattern.findall(SECURITY.read_text("utf-8"))
    return str(settings)


def running(build: Build, name: str) -> list[str]:
    """Return what runs, or loads from other hosts, in a page or a feed."""
    data = build.files()[name]
    if name.endswith(".xml"):
        texts = etree.fromstring(data).xpath("//*[local-name()='content']/text()")
    else:
        texts = [data.decode()]
    found: list[str] = []
    for text in texts:
        root = html.document_fromstring(text)
        found += [str(script.text) for script in root.xpath("//script[not(@type)]")]
        found += [str(name) for name in root.xpath("//@*[starts-with(name(), 'on')]")]
        found += [str(element.tag) for element in root.iter("iframe", "object", "embed")]
        found += [link for _e, name, link, _p in root.iterlinks() if "javascript" in link]
    return [text for text in found if re.search(r"a\(\d|javascript|iframe|object|embed", text)]


def test_with_the_settings_of_security_md_nothing_runs(project: Project) -> None:
    own = '"sphinx_anthology", "sphinx_bindery"'
    conf = CONF.replace('"sphinx_anthology"', own)
    conf += "html_baseurl = 'https://e.org/'  # Zanzibar\n"
    project.write(
        {"conf.py": conf + security_settings(), "posts/a.md": MARKDOWN, "posts/b.rst": RST}
    )
    build = project.build()
    for name in ("posts/a.html", "posts/b.html", "atom.xml"):
        assert running(build, name) == [], name
    assert not [name for name, data in build.files().items() if b"Zanzibar" in data]
    text = build.page("posts/a").text_content()
    assert "<script>a(4)</script>" in text
    warnings = "\n".join(told(build))
    for line in (21, 26, 31, 35, 38, 42):
        assert f"posts/a.md:{line}: WARNING: " in warnings, line
    assert "posts/a.md:4: WARNING: myst.disable_syntax: " in warnings
    project.write({"conf.py": conf})
    assert len(running(project.build(fresh=True), "posts/a.html")) > 5, "the settings are needed"
