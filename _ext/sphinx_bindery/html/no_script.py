"""Light and dark without JavaScript, from the reader's own preference.

The theme gives its colors to ``html[data-theme=light]`` and ``html[data-theme=dark]`` and lets a
script choose. Where no script runs the page stays ``data-theme="auto"``; this stylesheet says the
same colors again for that, each set under the media query that asks for it.
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
    """Write the stylesheet.

    Args:
        sources: stylesheets in the order in which a page loads them; missing ones are passed over.
        target: the file to write.
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
    """Yield the rules of a mode, for ``data-theme=auto``: custom properties and colors only.

    What stands in a media query is left out: it has a condition of its own.
    """
    here = re.compile(rf'\[data-theme=["\']?{mode}["\']?\]')
    for match in _RULE.finditer(_AT_RULE.sub("", _COMMENT.sub("", css))):
        selectors = [
            here.sub("[data-theme=auto]", selector.strip())
            for selector in _COMMA.split(match[1])
            if here.search(selector)
        ]
        declarations = match[2].strip()
        if selectors and re.search(r"(^|;|-)\s*(--|color|background)", declarations):
            yield f"{','.join(selectors)}{{{declarations}}}"
