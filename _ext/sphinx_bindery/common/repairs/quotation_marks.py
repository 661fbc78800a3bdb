"""Quotation marks of languages that docutils has none for, so that no post in them is a warning.

The marks are those of Unicode's CLDR. In languages without spaces, quotation marks stay as they are
written: docutils sees by the spaces around a mark whether it opens, and these have none. They also
stay so in a book whose own language is one of these, as Sphinx has it for Japanese and Chinese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_ENGLISH, _ARABIC, _GUILLEMETS = "“”‘’", "”“’‘", "«»\u2039\u203a"
_LIKE_ENGLISH = "az bn cy fil ga gu hi id kk kn ml mr ms ne pa ps si sw ta te uz vi zu"
_MARKS = {
    **dict.fromkeys(_LIKE_ENGLISH.split(), _ENGLISH),
    **dict.fromkeys(("ar", "ur"), _ARABIC),
    **dict.fromkeys(("am", "fa"), _GUILLEMETS),
    **dict.fromkeys(("be", "hy", "mn"), "«»„“"),
    **dict.fromkeys(("ja", "km", "lo", "my", "th", "yue", "zh", "zh-cn", "zh-tw"), "\"\"''"),
    **dict.fromkeys(("ka", "lb"), "„“\u201a‘"),
    "bs": "„”\u201a’",
}


def leave_book(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: leave the marks of a book in such a language as they are."""
    tag = config.language.lower().replace("_", "-")
    if {tag, tag.partition("-")[0]} & {*_MARKS}:
        excluded = config.smartquotes_excludes
        languages = [*excluded.get("languages", []), config.language]
        config.smartquotes_excludes = {**excluded, "languages": languages}


def add_marks(app: Sphinx) -> None:
    """Handle ``builder-inited``: give docutils the marks; those of a project go first."""
    own = app.env.settings.get("smartquotes_locales") or []
    app.env.settings["smartquotes_locales"] = [*_MARKS.items(), *own]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both."""
    app.connect("config-inited", leave_book)
    app.connect("builder-inited", add_marks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
