"""A project with every directive and role, every key of a post, and a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .conftest import CONF, DOT

if TYPE_CHECKING:
    from .conftest import Project

ONE = """\
---
date: 2014-11
updated: 2015-02-03
tags: [Nova, Containers]
categories: Essays
authors: {name: M. M., url: "https://example.org/m"}
series: [{name: Walks, order: 1}, Talks]
original_url: https://example.org/one
license: CC-BY-4.0
location: Paris
lang: ca
image: dot.png
image_alt: A dot
aliases: [old/one.html, /2014/11/one/]
---

# One & only

It begins here. See {post}`two`, {tag}`nova`, {series}`the walk <Walks>` and {author}`M. M.`.
"""
TWO = """\
---
date: 2014-12-24
tags: [nova, Containers]
authors: [N. N.]
series: {name: Walks, order: 2}
description: What the second is about.
---

# Two

Text.
"""
THREE = """\
---
date: 2015
tags: Nova, Rest
slug: third
based_on:
  relation: translated
  title: Trois
  authors: [O. O.]
  date: 2015
  url: https://example.org/trois
---

# Three

Back to [one](one.md).
"""
REST = ":date: 2013\n:tags: Rest\n\nFour\n====\n\nText.\n"
DRAFT = "---\ndate: 2014\ndraft: true\ntags: Secret\n---\n\n# Hidden\n\nNobody reads this.\n"
LISTS = """\
# Lists

## All tags
```{tag-index}
```
## All series
```{series-index}
```
## All authors
```{author-index}
```
## All years
```{archive}
```
## A list
```{post-list}
:tags: containers
```
## A table
```{post-list}
:style: table
:series: Walks
:sort: series
:show: date, authors, tags
```
## Some cards
```{post-list}
:style: cards
:author: M. M.
```
## By year
```{post-list}
:group-by: year
:show: none
```
## Over time
```{timeline}
```
"""

CONFIG = """\
bindery_backmatter = ["lists"]
bindery_basename = "notes"
bindery_part_pages = True
html_baseurl = "https://example.org/blog/"
"""
FEATURES = """\
anthology_authors = {
    "mm": {
        "name": "M. M.",
        "image": "posts/dot.png",
        "description": "Walks a lot.",
        "links": {"Maps": "https://example.org/maps"},
    }
}
anthology_languages = {
    "en": "https://example.org/blog/",
    "de": "https://example.org/de/",
}
"""
"""Options of features that are off without them."""
INDEX = "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n   :caption: Back matter\n\n   lists\n"


def write_every_directive(project: Project, options: str = "") -> None:
    """Write the project, with more options in its ``conf.py``."""
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    project.write(
        {
            "conf.py": conf + CONFIG + options,
            "index.rst": INDEX,
            "lists.md": LISTS,
            "posts/one.md": ONE,
            "posts/two.md": TWO,
            "posts/three.md": THREE,
            "posts/four.rst": REST,
            "posts/hidden.md": DRAFT,
        }
    )
    (project.folder / "posts" / "dot.png").write_bytes(DOT)
