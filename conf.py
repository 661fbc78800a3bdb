"""The book's configuration. In a book of your own, change the first part."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

# The book
project = "Growing Up with OpenStack"
author = "The Anthology Contributors"
copyright = "2014–2015 Ed Leafe (the original posts); retold for this anthology by its contributors"
release = "0.1.0"
language = "en"
bindery_subtitle = "Five posts by Ed Leafe, retold"
bindery_description = (
    "Five posts that Ed Leafe, one of OpenStack’s first developers, wrote in 2014 and 2015, "
    "retold: on respect as a default, on a summit and a community grown up, on containers and "
    "the big tent, and on two days of Nova’s mid-cycle meetup."
)
bindery_blurb = (
    "In 2010 some seventy people met in Austin over a new piece of software. Four years later more "
    "than 4,600 came to Paris for it. Ed Leafe was there at the start, went away, and came back."
    "\n\n"
    "Five posts from his blog, retold: how to behave among people who do not know you, how trust "
    "makes a team, when not to choose a winner, and what two days around a whiteboard are good "
    "for. With a chapter on what came of it all, and on what did not."
)
bindery_cover = "figures/cover.svg"
anthology_link_preview_image = "figures/preview.svg"
anthology_authors = {
    "contributors": {
        "name": "The Anthology Contributors",
        "description": "They retold the posts, looked up what came of them, and drew the figures.",
    },
}
anthology_series = {
    "nova-mid-cycle-meetup": {
        "title": "Nova mid-cycle meetup",
        "description": "Two days with the Nova team in Palo Alto, in January 2015.",
    },
}
anthology_tags = {
    "Community": {"description": "How people treat each other where they work together."},
    "Containers": {"description": "Docker, Magnum, and whether to choose so early."},
    "Events": {"description": "Summits, meetups, and conferences."},
    "Nova": {"description": "OpenStack’s compute service, and the team that develops it."},
    "OpenStack": {"description": "Free software for clouds, and the people who make it."},
    "Scheduler": {"description": "The part of Nova that decides where an instance will run."},
}
with_guide = True  # the guide to the extensions, in the site alone

# Texts
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
    *([] if with_guide else ["guide"]),
]
nitpicky = True
# index.rst names pages that a book need not have; a page that no toctree names is still reported
suppress_warnings = ["toc.excluded", "toc.not_readable"]
markup = str.maketrans({mark: f"\\{mark}" for mark in "\\*`|_"})
rst_prolog = f"""
.. |project| replace:: {project.translate(markup)}
.. |description| replace:: {(bindery_description or project).translate(markup)}
"""
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes", "tasklist"]
myst_heading_anchors = 3
bibtex_bibfiles = sorted(path.name for path in HERE.glob("*.bib"))
bibtex_reference_style = "super"  # numbers, which disturb little where every sentence has one

# Site
html_theme = "sphinx_book_theme"
html_title = project
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL") or os.environ.get("BASE_URL", "")
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_favicon = "_static/favicon.svg"
html_theme_options = {"back_to_top_button": False, "use_fullscreen_button": False}
if with_guide:
    html_theme_options |= {
        "separate_sections": ["guide/index"],
        "footer_links": [{"name": "The software", "url": "guide/index"}],
    }
html_copy_source = False

# Books
bindery_basename = "anthology"
bindery_frontmatter = ["matter/preface", "matter/openstack-in-2014", "matter/timeline"]
bindery_backmatter = ["matter/*"]
bindery_contents_depth = 2
