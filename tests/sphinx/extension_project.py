"""A project with many extensions: a post for each that is installed, and stand-ins for programs."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING

from .conftest import CONF, INDEX

if TYPE_CHECKING:
    from .conftest import Project

BASE = "https://blog.example.org/"


@dataclass(frozen=True)
class Extension:
    """An extension: its name and module, and the file of its post, with the text."""

    name: str
    module: str
    file: str = ""
    text: str = ""

    @property
    def is_installed(self) -> bool:
        try:
            return find_spec(self.module) is not None
        except ModuleNotFoundError:
            return False


HEADS = {".md": "---\ndate: 2014\n---\n", ".rst": ":date: 2014\n\n"}
"""The front matter of posts by suffix; that of a notebook is in its metadata."""

DOT_PROGRAM = f"""\
#!{sys.executable}
import sys
if "-o" in str(sys.argv):
    path = next(a[2:] for a in sys.argv if a.startswith("-o")) or sys.argv[sys.argv.index("-o") + 1]
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"/>'
    open(path, "w").write(drawing)
    open(path + ".map", "w").write('<map id="map" name="map">\\n</map>\\n')
"""
"""A stand-in for programs that draw: ``dot`` of Graphviz, and ``mmdc`` of Mermaid."""

MODULE = '''\
"""A module."""


class Base:
    """Base of all."""

    def count(self, limit: int) -> str:
        """Count up."""


class Derived(Base):
    """Derived from it."""
'''


def cell(kind: str, source: str, number: int = 0, **data: object) -> dict[str, object]:
    """Return a cell of a notebook, with one output for its data."""
    made = {"cell_type": kind, "id": f"cell{number}", "metadata": {}, "source": [source]}
    if kind == "markdown":
        return made
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    return {**made, "execution_count": number, "outputs": [output] if data else []}


POINT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
NOTEBOOK = {
    "cells": [
        cell("markdown", "# Notebook\n\nSome text."),
        cell("code", "hidden()", 1) | {"metadata": {"tags": ["hide-input"]}},
        cell("code", "table()", 2, **{
            "text/html": "<table><tr><th>Head</th></tr><tr><td>Body</td></tr></table>",
            "text/plain": "plain table",
        }),
        cell("code", "picture()", 3, **{"image/png": POINT, "text/plain": "plain picture"}),
        cell("code", "script()", 4, **{
            "application/javascript": "alert(1)", "text/plain": "plain script"
        }),
        cell("code", "never_run()", 5),
    ],
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "date": "2015-02-03",
        "tags": ["Data"],
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}  # fmt: skip

MAIN = (
    Extension("sphinx-design", "sphinx_design", "design.md", """\
# Design

::::{tab-set}
:::{tab-item} Tab one
Panel one.
:::
:::{tab-item} Tab two
Panel two.
:::
::::

:::{card} Card title
:link: https://example.org/card
Card text.
:::

:::{dropdown} Drop title
Drop text.
:::
"""),
    Extension("sphinxcontrib-mermaid", "sphinxcontrib.mermaid", "mermaid.md", """\
# Mermaid

```{mermaid}
:caption: A chart
graph TD
  Alpha --> Beta
```
"""),
    Extension("sphinx.ext.graphviz", "sphinx.ext.graphviz", "graphviz.md", """\
# Graphviz

```{graphviz}
:alt: Two nodes
digraph { alpha -> beta }
```
"""),
    Extension("sphinx.ext.inheritance_diagram", "sphinx.ext.inheritance_diagram", "classes.md", """\
# Classes

```{inheritance-diagram} documented.Derived
```
"""),
    Extension("sphinx-togglebutton", "sphinx_togglebutton", "toggle.md", """\
# Toggle

:::{toggle}
Toggled text.
:::

:::{note}
:class: dropdown
Dropped note.
:::
"""),
    Extension("sphinx-tabs", "sphinx_tabs.tabs", "tabs.md", """\
# Tabs

````{tabs}
```{tab} Apples
Apples are green.
```
```{tab} Pears
Pears are soft.
```
````
"""),
    Extension("sphinx-proof", "sphinx_proof", "proof.md", """\
# Proofs

```{prf:theorem} Pythagoras
:label: pythagoras
Squares add *up*.
```

```{prf:theorem}
:nonumber:
Nothing else.
```

```{prf:proof}
It is trivial.
```

See {prf:ref}`pythagoras`.
"""),
    Extension("sphinx-exercise", "sphinx_exercise", "exercise.md", """\
# Exercises

```{exercise} Count
:label: count
Count to three.
```

```{solution} count
:label: counted
One, two, *three*.
```

See {ref}`count`.
"""),
    Extension("sphinxcontrib-youtube", "sphinxcontrib.youtube", "youtube.md", """\
# YouTube

```{youtube} abcdefg
```
"""),
    Extension("sphinxcontrib-video", "sphinxcontrib.video", "video.md", """\
# Video

```{video} https://example.org/lake.mp4
:alt: A film of a lake
:caption: The lake
```
"""),
    Extension("sphinx-copybutton", "sphinx_copybutton", "copy.md", """\
# Copy

```python
copied = 1
```
"""),
    Extension("sphinx.ext.todo", "sphinx.ext.todo", "todo.rst", """\
To do
=====

.. todo:: Write more.
"""),
    Extension("sphinx.ext.ifconfig", "sphinx.ext.ifconfig", "ifconfig.rst", """\
Conditions
==========

.. ifconfig:: project == "Notes"

   Notes only.

.. ifconfig:: project != "Notes"

   Others only.
"""),
    Extension("sphinx.ext.autosectionlabel", "sphinx.ext.autosectionlabel", "labels.rst", """\
Labels
======

See :ref:`A section`.

A section
---------

Its text.
"""),
    Extension("sphinx.ext.autodoc", "sphinx.ext.autodoc", "autodoc.rst", """\
Autodoc
=======

.. autoclass:: documented.Base
   :members:
"""),
    Extension("sphinx-thebe", "sphinx_thebe", "thebe.md", """\
# Thebe

```{thebe-button} Live code
```

```{code-block} python
:class: thebe
live = 1
```
"""),
    Extension("sphinx-tippy", "sphinx_tippy", "tippy.md", """\
# Tippy

See [below](#below).

## Below

Text of the tip.
"""),
    Extension("sphinx-comments", "sphinx_comments", "comments.md", "# Comments\n\nDiscuss.\n"),
    Extension("sphinxext-opengraph", "sphinxext.opengraph", "opengraph.md", """\
# Open Graph

The first sentence.
"""),
    Extension("sphinx-sitemap", "sphinx_sitemap", "sitemap.md", "# Sitemap\n\nListed.\n"),
    Extension("sphinx.ext.githubpages", "sphinx.ext.githubpages"),
)  # fmt: skip
"""Extensions that work side by side."""

OTHERS = (
    Extension("sphinx-inline-tabs", "sphinx_inline_tabs", "inline.md", """\
# Inline tabs

```{tab} Apples
Apples are green.
```
```{tab} Pears
Pears are soft.
```

After.
"""),
    Extension("matplotlib.sphinxext.plot_directive", "matplotlib.sphinxext.plot_directive",
        "plot.rst", """\
Plots
=====

.. plot::
   :caption: A line
   :alt: A rising line

   import matplotlib.pyplot as plt
   plt.plot([1, 2])
"""),
    Extension("myst-nb", "myst_nb", "notebook.ipynb", json.dumps(NOTEBOOK)),
    Extension("sphinxcontrib-mermaid", "sphinxcontrib.mermaid", "drawn.md", MAIN[1].text),
    Extension("sphinx.ext.graphviz", "sphinx.ext.graphviz", "source.md", MAIN[2].text),
)  # fmt: skip
"""Extensions that replace one of the others, and those that draw in another way."""


def write_project(project: Project, extensions: tuple[Extension, ...]) -> None:
    """Write a project with the extensions that are installed, and a post for each of them."""
    program = project.folder / "draw"
    installed = [extension for extension in extensions if extension.is_installed]
    modules = [extension.module for extension in installed]
    first = [] if "myst_nb" in modules else ["myst_parser"]
    is_main = extensions is MAIN
    conf = f"""{CONF}
extensions = {[*first, "sphinx_anthology", "sphinx_bindery", *modules]}
source_suffix = {{".rst": "restructuredtext"}}  # Sphinx keeps those of an earlier project
html_baseurl = ogp_site_url = "{BASE}"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 2
todo_include_todos = True
comments_config = {{"hypothesis": True}}
nb_execution_mode = "off"
graphviz_dot = {str(program) if is_main else "no-such-program"!r}
mermaid_cmd = {str(program)!r}
mermaid_output_format = "{"raw" if is_main else "svg"}"
ogp_social_cards = {{"enable": False}}
"""
    project.write({"conf.py": conf, "index.rst": INDEX, "draw": DOT_PROGRAM})
    project.write({"documented.py": MODULE})
    program.chmod(0o755)
    for extension in installed:
        head = HEADS.get(PurePath(extension.file).suffix, "")
        if extension.file:
            project.write({f"posts/{extension.file}": head + extension.text})
