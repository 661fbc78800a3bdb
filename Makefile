# Each target runs the tox environment of the same name; `tox -e html` works without make.
PYTHON ?= python3
TOX = .venv/bin/tox

# make an environment without a word, or say why it could not be made
quietly = $(TOX) -qq run --notest -e $(1) || $(TOX) run --notest -e $(1)

.PHONY: book html pdf print latexpdf epub live check new import test test-long coverage mutation-score messages prose no-speedups validate bench py311 py312 py313 clean
.DEFAULT_GOAL := book

# a first run is slow: it makes the environments
book html pdf print latexpdf epub live check test test-long coverage mutation-score messages prose no-speedups validate bench py311 py312 py313: .venv/bin/tox
	@$(call quietly,$@)
	@$(TOX) -qq run -e $@

# a title is text: neither make nor the shell reads it, and one that begins with - is no option
new: override export TITLE := $(value TITLE)
new: .venv/bin/tox
	@$(call quietly,new)
	@$(TOX) -qq run -e new -- -- "$$TITLE"

# a path is text too
import: override export FROM := $(value FROM)
import: .venv/bin/tox
	@$(call quietly,import)
	@$(TOX) -qq run -e import -- -- "$$FROM"

.venv/bin/tox:
	@echo "The first run makes .venv and takes what it needs from the package index."
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt tox

clean:
	rm -rf _build
