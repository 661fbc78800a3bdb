project = "One"
extensions = ["sphinx_bindery"]
exclude_patterns = ["_build"]
