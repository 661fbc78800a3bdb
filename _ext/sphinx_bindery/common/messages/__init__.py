"""Message catalogues of the extensions, plural forms, and messages that contain XML."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

from babel.plural import PluralRule
from markupsafe import Markup, escape
from sphinx.locale import get_translator

from sphinx_bindery.common import domain
from sphinx_bindery.common.dates import locale_of
from sphinx_bindery.common.messages.book_texts import SPHINX_OPTIONS, connect_options
from sphinx_bindery.common.messages.catalogue_files import (
    compile_catalogue,
    outdated_by_catalogues,
    read_catalogue,
)
from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def add_catalogues(app: Sphinx, name: str, folder: Path) -> None:
    """Add the message catalogues of an extension.

    Those in the project's ``locale_dirs`` come first, as with the messages of Sphinx.

    Args:
        app: The application.
        name: The name of the catalogues.
        folder: The folder of the extension's own, by language.
    """
    compile_catalogue(app.srcdir, app.config, name)
    for locale_dir in (*app.config.locale_dirs, folder):
        app.add_message_catalog(name, str(Path(app.srcdir, locale_dir)))


def add_fallbacks(app: Sphinx, name: str, folder: Path) -> None:
    """Let messages of Sphinx that it does not translate have our translations.

    Templates of themes use Sphinx's messages, and have some of their own. The translations are read
    again for each application: Sphinx keeps its own for all applications of a process, and a
    fallback that is added twice would be its own fallback.

    Args:
        app: The application.
        name: The name of the catalogues.
        folder: The folder of the extension's own, by language.
    """
    for locale_dir in (*app.config.locale_dirs, folder):
        directory, languages = Path(app.srcdir, locale_dir), [app.config.language or "en"]
        for path in gettext.find(name, directory, languages, all=True):
            get_translator().add_fallback(read_catalogue(path))


def plural_forms(translate: Callable[[int], str], language: str) -> dict[str, str]:
    """Return the forms of a message by the category that ``Intl.PluralRules`` of a browser selects.

    Args:
        translate: Returns the message for a number.
        language: BCP 47 or POSIX language tag.
    """
    rule = locale_of(language).plural_form
    categories = PluralRule.parse(rule).tags | {"other"}
    samples = {category: _sample(rule, category) for category in sorted(categories)}
    return {category: translate(number) for category, number in samples.items()}


def _sample(rule: PluralRule, category: str) -> int:
    """Return the smallest integer of a category; 5 if it contains only fractions."""
    numbers = (number for number in (*range(200), 1_000_000) if rule(number) == category)
    return next(numbers, 5)


def filled(pattern: str, **values: object) -> Markup:
    """Format a message as XML; values that are not markup are escaped."""
    contents = {
        name: xml_text(value) if type(value) is str else value for name, value in values.items()
    }
    return Markup(escape(pattern)).format(**contents)  # noqa: S704


def setup(app: Sphinx) -> ExtensionMetadata:
    """Translate the options of Sphinx that readers see, and detect changed catalogues."""
    app.setup_extension(domain.__name__)
    connect_options(app, *SPHINX_OPTIONS)
    app.connect("env-get-outdated", outdated_by_catalogues)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
