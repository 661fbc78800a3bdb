project = 'A Torture Chapter: <&> "quotes" #1'
author = "Ada Example"
copyright = "2014, Ada Example"
release = "1.0"
language = "en"
extensions = [
    "myst_parser",
    "sphinx.ext.autosummary",
    "sphinx.ext.todo",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinx_bindery",
]
myst_enable_extensions = [
    "amsmath",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "strikethrough",
    "tasklist",
]
suppress_warnings = ["myst.strikethrough"]
bibtex_bibfiles = ["references.bib"]
numfig = True
todo_include_todos = True
todo_link_only = True
bindery_subtitle = "Every construct"
bindery_description = "All that a chapter can hold & more."
bindery_backmatter = ["back"]
bindery_contents_depth = 2
