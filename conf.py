"""The book's configuration."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Growing Up with OpenStack"
author = "Ed Leafe"
copyright = "2014–2015 Ed Leafe (the original posts); retold for this anthology by its contributors"
release = "0.1.0"
language = "en"

extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_anthology", "sphinx_bindery"]
exclude_patterns = [
    "_build",
    "_ext",
    "_static",
    ".*",
    "**/.*",
    "tests",
    "benchmarks",
    "node_modules",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
]
nitpicky = True

# Texts
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes", "tasklist"]
myst_heading_anchors = 3
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "label"  # author and year would be the same for several posts

# Site
html_theme = "sphinx_book_theme"
html_title = project
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_favicon = "_static/favicon.svg"
html_theme_options = {"back_to_top_button": False, "use_fullscreen_button": False}
html_copy_source = False

# Books
bindery_basename = "anthology"
bindery_subtitle = "Five posts by Ed Leafe, retold"
bindery_description = (
    "Five posts that Ed Leafe, one of OpenStack's first developers, wrote in 2014 and 2015, "
    "retold: on respect as a default, on a summit and a community grown up, on containers and "
    "the big tent, and on two days of Nova's mid-cycle meetup."
)
bindery_frontmatter = ["matter/preface", "matter/timeline"]
bindery_backmatter = ["matter/*"]
