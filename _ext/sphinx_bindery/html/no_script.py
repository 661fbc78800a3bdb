"""The stylesheet for browsers without JavaScript: light and dark colors by the reader's preference.

The theme sets its colors for ``html[data-theme=light]`` and ``html[data-theme=dark]``, and a script
sets the attribute. Without a script it is ``auto``. This stylesheet repeats the colors for that
value in ``prefers-color-scheme`` media queries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMA = re.compile(r",(?![^(]*\))")  # not one inside of :is() or :not()
_MODES = ("light", "dark")


def write_stylesheet(sources: Iterable[Path], target: Path) -> None:
    """Write the stylesheet, unless it is up to date.

    Args:
        sources: The stylesheets of a page in the order of their links; missing ones are skipped.
        target: The file to write.
    """
    css = "\n".join(source.read_text(encoding="utf-8") for source in sources if source.is_file())
    rules = {mode: "\n".join(rules_of_mode(css, mode)) for mode in _MODES}
    screens = "".join(
        f"@media screen and (prefers-color-scheme: {mode}) {{\n{text}\n}}\n"
        for mode, text in rules.items()
    )
    data = f"{screens}@media print {{\n{rules['light']}\n}}\n".encode()
    write_if_changed(target, data)


def rules_of_mode(css: str, mode: str) -> Iterator[str]:
    """Yield the rules of a color mode that set custom properties or colors, for ``auto``.

    Rules in media queries are skipped, for they have conditions of their own.
    """
    attribute = re.compile(rf'\[data-theme=["\']?{mode}["\']?\]')
    for match in _RULE.finditer(_AT_RULE.sub("", _COMMENT.sub("", css))):
        selectors = [
            attribute.sub("[data-theme=auto]", selector.strip())
            for selector in _COMMA.split(match[1])
            if attribute.search(selector)
        ]
        declarations = match[2].strip()
        if selectors and re.search(r"(^|;|-)\s*(--|color|background)", declarations):
            yield f"{','.join(selectors)}{{{declarations}}}"
