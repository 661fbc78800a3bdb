"""The words for true and false in front matter, in any case: those of YAML 1.1."""

from __future__ import annotations

TRUE = ("true", "yes", "on")
FALSE = ("false", "no", "off")
