project = "Hard Cases"
author = "Ada Example"
extensions = ["sphinx_bindery"]
numfig = True
