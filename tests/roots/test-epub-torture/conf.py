project = 'Torture & "Hostile" <Text> ]]> \u200f*#'
author = "Ann <b>Author</b>"
copyright = "2014, Ann & Co"
release = "1.0"
html_baseurl = "https://example.org/book/"
extensions = [
    "myst_parser",
    "sphinxcontrib.bibtex",
    "sphinx_design",
    "sphinx.ext.todo",
    "sphinx_bindery",
]
exclude_patterns = ["_build"]
myst_enable_extensions = [
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "html_admonition", "html_image", "replacements", "smartquotes",
    "strikethrough", "substitution", "tasklist",
]  # fmt: skip
myst_substitutions = {"word": "substituted"}
suppress_warnings = ["myst.strikethrough", "bindery.image"]
bibtex_bibfiles = ["references.bib"]
html_theme = "furo"
html_static_path = ["_static"]
numfig = True
todo_include_todos = True
todo_link_only = True
bindery_subtitle = "Every construct, <i>and</i> more"
bindery_publisher = "A & B"
bindery_series = ('Series <&> "one"', "3.1")
bindery_contributors = {"Ed & <Itor>": "edt", "Tess": "trl"}
bindery_description = "All of it: <, &, ]]>, quotes \" and '."
bindery_frontmatter = ["preface"]
bindery_backmatter = ["glossary", "references"]
