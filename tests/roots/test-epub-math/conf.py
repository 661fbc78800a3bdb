project = "Formulas"
extensions = ["myst_parser", "sphinx_bindery"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["amsmath", "dollarmath"]
html_theme = "basic"
