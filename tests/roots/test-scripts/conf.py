project = "Scripts"
author = "Ada Example"
myst_enable_extensions = ["colon_fence"]
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
html_baseurl = "https://example.org/"
bindery_pdf_standard = ["ua-1", "a-2a"]
bindery_keep_typst = True
anthology_link_previews = False
