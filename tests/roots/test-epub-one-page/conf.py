project = "One"
extensions = ["bindery"]
exclude_patterns = ["_build"]
