"""A small site of ABlog, with the kinds of posts and links that blogs have."""

from __future__ import annotations

from tests.core.test_image_format import PNG

CONF = """import ablog
project = "Notes"
extensions = ["myst_parser", "ablog"]
exclude_patterns = ["_build", "drafts/old*"]
blog_title = "Notes from the field"
blog_baseurl = "https://notes.example.org/"
blog_authors = {"ada": ("Ada Nova", "https://ada.example.org"), "ben": ("Ben Vega", None)}
blog_default_author = "ada"
blog_post_pattern = ["notes/*.md"]
blog_locations = {"oslo": ("Oslo, Norway", None)}
html_context = ablog.get_html_templates_path()
raise SystemExit("settings are never run")
"""

WALK = """.. _walk-label:

First walk
==========

.. post:: 09 May 2014
   :tags: birds, Open Data
   :category: Walks
   :author: ada, ben
   :location: oslo
   :language: English
   :redirect: old/walk
   :image: 1
   :nocomments:

   In ``short``: a *walk*.

We saw |dot|, see :doc:`notes/ice`, :doc:`the ice <notes/ice>`, `by file <notes/ice.md>`__,
:ref:`ice <ice>`, :ref:`walk-label`, :ref:`the archive <blog-archives>` and :doc:`/about`.

.. |dot| image:: images/dot.png

.. note::

   .. figure:: images/dot.png
      :alt: A dot

      The dot

.. code-block:: rst

   :doc:`notes/ice`

.. update:: 01 June 2014

   The weather was better.

.. postlist:: 3
   :tags: birds

.. toctree::
   :hidden:

   about
"""

ICE = """---
blogpost: true
date: 06 Feb 2016
tags: [snow, ice]
category: Reports
myst:
  substitutions:
    name: Nova
---

# The `ice`

By {{ name }}: see [the walk](../first-walk.rst), {doc}`/first-walk`,
{doc}`a walk </first-walk>`, [`code`](../about.md), [](#part) and [gone](gone.md).

(part)=
## Part

![Dot](../images/dot.png)

```{figure} ../images/dot.png
:alt: A dot

The [walk](../first-walk.rst) in a figure
```

```{update} 07 Feb 2016
It **melts**.
```

```{code-block} md
[the walk](../first-walk.rst)
```

:::{admonition} More
[Walk](../first-walk.rst)
:::
"""

NEWS = """# News

About the news.

## Spring

```{post} 03 Mar 2015
:tags: news
:author: ben
```

The swallow of [the walk](first-walk.rst).

### Deep

Deeper.

## Autumn

```{eval-rst}
.. post:: 04 Sep 2015
   :tags: news
```

The last swallow.

## Winter

```{post}
:tags: news
```

Not written yet.
"""

FILES: dict[str, str | bytes] = {
    "docs/conf.py": CONF,
    "docs/index.rst": "Notes\n=====\n\nWelcome.\n\n.. toctree::\n\n   about\n",
    "docs/about.md": "# About\n\nSee {ref}`the ice <ice>`.\n",
    "docs/first-walk.rst": WALK,
    "docs/notes/ice.md": ICE,
    "docs/notes/index.md": "# All notes\n\nA page among the notes.\n",
    "docs/news.md": NEWS,
    "docs/drafts/old.rst": "Old\n===\n\n.. post:: 2010\n\nExcluded\n",
    "docs/images/dot.png": PNG,
    "docs/_build/html/x.rst": ".. post:: 2010\n\nBuilt\n",
    "README.rst": "A repository\n",
}
POSTS, PAGES = 5, 4
