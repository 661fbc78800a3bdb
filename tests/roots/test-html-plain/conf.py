project = "Plain"
author = "N. N."
extensions = ["bindery"]
