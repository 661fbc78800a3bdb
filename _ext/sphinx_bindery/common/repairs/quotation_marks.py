"""Quotation marks of languages for which docutils has none, and warns about each post in them.

The marks are those of Unicode's CLDR; a language without an entry here gets the English ones. In
languages without spaces, quotation marks stay as they are written, since docutils
distinguishes opening and closing marks by the spaces around them. Marks also stay as written in a
book whose own language has an entry here, as Sphinx leaves them in Japanese and Chinese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import smartchars
from sphinx.transforms import SphinxTransform

from sphinx_bindery.common.language_tag import language_tag, primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_LANGUAGE = "language-"
"""The prefix of the classes by which docutils marks the language of an element."""


def exclude_book_language(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: exclude a book's language from smart quotes if it is here."""
    tag = language_tag(config.language).lower()
    if {tag, primary_language(tag)} & {*_MARKS}:
        excluded = config.smartquotes_excludes
        languages = [*excluded.get("languages", []), config.language]
        config.smartquotes_excludes = {**excluded, "languages": languages}


def add_marks(app: Sphinx) -> None:
    """Handle ``builder-inited``: add the marks to docutils'; those of a project take precedence.

    docutils reads the setting with the first document of a process. Texts of front matter need the
    marks also in a build that reads no document.
    """
    own = app.env.settings.get("smartquotes_locales") or []
    marks = [*_MARKS.items(), *own]
    app.env.settings["smartquotes_locales"] = marks
    smartchars.quotes.update(marks)


class UnknownLanguages(SphinxTransform):
    """Transform that adds English quotation marks for languages without any."""

    default_priority: ClassVar[int] = 745  # after posts have their language, before the marks (750)

    def apply(self, **_kwargs: object) -> None:
        """Add the languages of the document to its settings."""
        unknown = [(language, _ENGLISH) for language in sorted({*self._languages()})]
        if unknown:
            settings = self.document.settings
            settings.smartquotes_locales = [*(settings.smartquotes_locales or ()), *unknown]

    def _languages(self) -> Iterator[str]:
        """Yield the languages of elements that have no quotation marks, in lower case."""
        for element in self.document.findall(nodes.Element):
            # nodes of extensions may have no attributes
            classes: list[str] = element.get("classes", [])
            for name in classes:
                language = name.removeprefix(_LANGUAGE).lower()
                if name.startswith(_LANGUAGE) and smartchars.quotes.keys().isdisjoint(
                    normalize_language_tag(language)
                ):
                    yield language


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handlers, the first one before texts of conf.py get marks (460)."""
    app.connect("config-inited", exclude_book_language, priority=440)
    app.connect("builder-inited", add_marks)
    app.add_transform(UnknownLanguages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
