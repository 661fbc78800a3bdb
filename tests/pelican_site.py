"""A small Pelican site, with the kinds of files and links that blogs have."""

from __future__ import annotations

from tests.core.test_image_format import PNG

SETTINGS = """import os
AUTHOR = "Ann Example"
SITENAME = 'Soups & more'
SITEURL = ''
PATH = "content"
TIMEZONE = "Europe/Vienna"
DEFAULT_LANG = "en"
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}.html"
ARTICLE_LANG_URL = "{date:%Y}/{slug}-{lang}.html"
STATIC_PATHS = ["images", "extra"]
PLUGINS = [os.environ["PLUGINS"]]
raise SystemExit("settings are never run")
"""
PUBLISH = """from pelicanconf import *
DOMAIN = "soups.example.org"
SITEURL = f"https://{DOMAIN}"
"""

MARKDOWN = """Title: First: a *soup*
Date: 2019-03-04 10:20
Modified: 2019-04-05
Category: Cooking
Tags: C#
    Soups, pots
Authors: Ann Example; Example, Bob
Slug: first-soup
Series: Soups
Series_index: 2
Summary: In `short`.
Cover: {static}/images/pot.png
Weather: rainy

See [two]({filename}two.rst), [again](|filename|/cooking/two.rst#x),
[the page]({filename}/pages/about.md), [a draft]({filename}/draft.md),
[gone]({filename}gone.md), [a file]({static}/extra/a.pdf), [home]({index}),
[tag]({tag}Soups) and <a href="{filename}/page.html">HTML</a>.

![Pot]({static}/images/pot.png) ![Lid]({attach}lid.png)

```
[code]({filename}two.rst)
```

`[code]({filename}two.rst)` costs $5.
"""

RST = """Two ``pots``
############

:date: 2020-01-02 03:04
:tags: C#, Soups
:category: Cooking
:authors: Ann Example
:summary: A *short* text

See `first <{filename}first.md>`_, |pot| and `web`_.

.. |pot| image:: {static}/images/pot.png
.. _web: {static}/extra/a.pdf

A section
=========

.. figure:: {attach}lid.png
   :alt: Lid

   The `first`_ lid

.. _first: {filename}first.md

.. youtube:: abc123

.. plugin:: x
   :option: y

   content

.. code-block:: python

   print("{filename}two.rst")
"""

HTML = """<html>
<head><title>A page &amp; more</title>
<meta name="date" content="2018-05-06" />
<meta name="tags" content="Soups, HTML" />
<meta name="Authors" content="Ann Example" />
</head>
<body>
<p>See <a href="{filename}cooking/two.rst">two</a>.</p>
</body>
</html>
"""

TRANSLATION = """Title: Erste Suppe
Date: 2019-03-04
Slug: first-soup
Lang: de

Auf Deutsch
"""

FILES: dict[str, str | bytes] = {
    "pelicanconf.py": SETTINGS,
    "publishconf.py": PUBLISH,
    "content/cooking/first.md": MARKDOWN,
    "content/cooking/first.de.md": TRANSLATION,
    "content/cooking/two.rst": RST,
    "content/cooking/lid.png": PNG,
    "content/page.html": HTML,
    "content/2017-01-02-named.md": "Title: Named\n\nDated by its name\n",
    "content/draft.md": "Title: Draft\nStatus: draft\nDate: 2020-02-02\n\nNot yet\n",
    "content/hidden.rst": "Hidden\n======\n:status: hidden\n:date: 2020-02-02\n\nNot listed\n",
    "content/pages/about.md": "---\nTitle: About us\n---\nWe [cook]({filename}/cooking/first.md)\n",
    "content/pages/secret.rst": "Secret\n######\n:status: hidden\n\nNot in the menu\n",
    "content/images/pot.png": PNG,
    "content/extra/a.pdf": b"%PDF-1.4",
    "content/extra/google.html": "<html><body>check</body></html>",
    "output/first-soup.html": "<html><body>written</body></html>",
}
POSTS, PAGES = 7, 2
