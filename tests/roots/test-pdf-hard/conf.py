project = "Hard Cases"
author = "Ada Example"
extensions = ["bindery"]
numfig = True
