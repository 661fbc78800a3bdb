project = "Plain"
author = "N. N."
extensions = ["sphinx_bindery"]
