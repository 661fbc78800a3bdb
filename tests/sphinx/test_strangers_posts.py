"""What the posts of strangers can do: with the settings of SECURITY.md, nothing but text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from .conftest import CONF
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
    (settings,) = re.findall(
        r"^```python\n(.*?)^```$", SECURITY.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    own = '"sphinx_anthology", "sphinx_bindery"'
    conf = CONF.replace('"sphinx_anthology"', own)
    conf += "html_baseurl = 'https://e.org/'  # Zanzibar\n"
    project.write({"conf.py": conf + settings, "posts/a.md": MARKDOWN, "posts/b.rst": RST})
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
