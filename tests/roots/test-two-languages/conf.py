project = "Field Notes"
author = "N. N."
copyright = "2014, N. N."
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
html_theme = "sphinx_book_theme"
html_title = "Notes from the Field"
bindery_subtitle = "Two walks"
bindery_description = "A book about walks."
bindery_basename = ""
anthology_languages = {"en": "https://example.org/en/", "de": "https://example.org/de/"}
anthology_tags = {"Rivers": {"description": "Posts about water."}}
anthology_series = {"walks": {"title": "Walks", "description": "Along the river."}}

language = "en"
locale_dirs = ["locale"]
gettext_compact = False
gettext_additional_targets = ["index"]
