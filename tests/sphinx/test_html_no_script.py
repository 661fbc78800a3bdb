"""The stylesheet for browsers without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.html.book_theme import rules_of_mode, write_stylesheet

if TYPE_CHECKING:
    from pathlib import Path

CSS = """
/* html[data-theme=dark]{--comment:1} */
html[data-theme=light]{--a:white}
html[data-theme="dark"]{--a:black;color-scheme:dark}
html[data-theme=dark] .x:is(.y, .z), html .w { color: red }
html[data-theme=dark] .wide{width:1px}
@media print{html[data-theme=dark]{--a:gray}}
"""


def test_rules_of_a_color_mode() -> None:
    assert list(rules_of_mode(CSS, "dark"))[:2] == [
        "html[data-theme=auto]{--a:black;color-scheme:dark}",
        "html[data-theme=auto] .x:is(.y, .z){color: red}",
    ]
    assert list(rules_of_mode(CSS, "light")) == ["html[data-theme=auto]{--a:white}"]


def test_other_declarations_are_skipped() -> None:
    assert not any("width" in rule for rule in rules_of_mode(CSS, "dark"))


def test_rules_in_media_queries_are_skipped() -> None:
    assert not any("gray" in rule for rule in rules_of_mode(CSS, "dark"))


def test_stylesheet(tmp_path: Path) -> None:
    source, target = tmp_path / "theme.css", tmp_path / "out.css"
    source.write_text(CSS, encoding="utf-8")
    write_stylesheet([source, tmp_path / "missing.css"], target)
    text = target.read_text(encoding="utf-8")
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    assert "--a:white" in light
    assert "--a:black" in dark
    assert text.count("{") == text.count("}")
