# Each target runs the tox environment of the same name; `tox -e html` works without make.
PYTHON ?= python3
TOX = .venv/bin/tox -qq

.PHONY: book html pdf epub live check new test clean
.DEFAULT_GOAL := book

# a first run is slow: it makes the environments
book html pdf epub live check test: .venv/bin/tox
	@$(TOX) run -e $@

new: .venv/bin/tox
	@$(TOX) run -e new -- "$(TITLE)"

.venv/bin/tox:
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt tox

clean:
	rm -rf _build
