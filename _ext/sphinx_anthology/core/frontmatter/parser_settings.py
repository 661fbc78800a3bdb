"""Settings of MyST-Parser in front matter, restricted to those that ``conf.py`` allows.

A file can enable extensions with the key ``myst``. One of them, ``substitution``, evaluates
``{{ … }}`` as a Jinja template without a sandbox, so that a document could run any program. It
could also switch on syntax that ``conf.py`` disables, such as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

_SUBSTITUTION = "substitution"
_OTHER_PARSERS = ("commonmark_only", "gfm_only")
"""Settings of parsers that ignore ``myst_disable_syntax``."""


def restricted_source(
    text: str, allowed: Iterable[str], disabled: Iterable[str]
) -> tuple[str, str]:
    """Return a Markdown text without settings that ``conf.py`` does not allow.

    The fences are those of ``read_topmatter`` of MyST-Parser. The number of lines does not change.

    Args:
        text: The text of a file.
        allowed: The value of ``myst_enable_extensions``.
        disabled: The value of ``myst_disable_syntax``.

    Returns:
        The text, and the restricted key; the unchanged text and an empty key if there is none.
    """
    if not text.startswith("---"):
        return text, ""
    lines = text.splitlines(keepends=True)
    end = next((n for n, line in enumerate(lines) if n and line.startswith(("---", "..."))), None)
    block = lines[1:end]
    matter = "\n".join(line.rstrip() for line in block) + "\n"
    if "myst" not in matter and "\\" not in matter:  # the key may have escapes
        return text, ""
    try:
        data = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return text, ""  # MyST-Parser cannot read it, either
    settings = data.get("myst") if isinstance(data, dict) else None
    if not isinstance(settings, dict):
        return text, ""
    restricted = _restricted(settings, allowed, disabled)
    if restricted == settings:
        return text, ""
    one_line = yaml.safe_dump(
        {**data, "myst": restricted}, default_flow_style=True, default_style='"', width=2**31
    ).rstrip("\n")
    rest = lines[1 + len(block) :]
    key = next(key for key in settings if restricted.get(key) != settings[key])
    return "".join([lines[0], one_line, "\n" * "".join(block).count("\n"), *rest]), str(key)


def _restricted(
    settings: dict[Any, Any], allowed: Iterable[str], disabled: Iterable[str]
) -> dict[Any, Any]:
    restricted = dict(settings)
    extensions = settings.get("enable_extensions")
    if isinstance(extensions, Iterable) and _SUBSTITUTION not in set(allowed):
        kept = [name for name in extensions if name != _SUBSTITUTION]
        restricted["enable_extensions"] = kept if len(kept) < len(list(extensions)) else extensions
    rules = settings.get("disable_syntax")
    if "disable_syntax" in settings and isinstance(rules, Iterable):
        missing = [rule for rule in disabled if rule not in rules]
        restricted["disable_syntax"] = [*rules, *missing] if missing else rules
    if any(disabled):
        for key in _OTHER_PARSERS:
            restricted.pop(key, None)
    return restricted
