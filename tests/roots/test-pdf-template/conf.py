project = "Own Template"
author = "Ada Example"
extensions = ["sphinx_bindery"]
bindery_template = "own.typ"
