project = "A Small Book"
author = "Ada Example"
copyright = "2014, Ada Example"
release = "1.0"
language = "en"
extensions = ["sphinx_bindery"]
bindery_frontmatter = ["preface"]
bindery_backmatter = ["colophon"]
