project = 'Tales & "Notes"'
author = "N. N."
extensions = ["myst_parser", "sphinx_bindery"]
myst_enable_extensions = ["tasklist"]
html_theme = "sphinx_book_theme"
html_copy_source = False
templates_path = ["_templates"]
bindery_description = "What the book is."
