project = "Own Template"
author = "Ada Example"
extensions = ["bindery"]
bindery_template = "own.typ"
