"""Options of Sphinx whose values our builders would fail at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.config import Config
from sphinx.util import logging

from sphinx_bindery.common.language_tag import primary_language
from sphinx_bindery.common.repairs.option_names import option_place

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)

_TEXTS = ("project", "author", "version", "release")
_LANGUAGE = re.compile("[a-z]{2,3}")


def repair_options(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited`` before Sphinx and other handlers read the values.

    ``None`` means that nothing is set, as in ``html_baseurl = os.environ.get("BASE_URL")``.
    """
    for name, empty in {"html_baseurl": "", "html_theme_options": {}}.items():
        if config[name] is None:
            config[name] = empty
    for name in _TEXTS:
        value = config[name]
        if value is None:
            config[name] = Config.config_values[name].default
        elif not isinstance(value, str):
            items = value if isinstance(value, list | tuple) else [value]
            config[name] = ", ".join(map(str, items))
            _warn(app, f"{name}: {value!r} is not a string; write {config[name]!r}")
    language = config.language or "en"
    if not _LANGUAGE.fullmatch(primary_language(str(language))):
        config["language"] = "en"
        _warn(app, f"language: {language!r} is not a language; write a code such as 'en'")


def _warn(app: Sphinx, message: str) -> None:
    place = option_place(app.confdir, message.partition(":")[0])
    _logger.warning(message, location=place, type="bindery", subtype="config")


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("config-inited", repair_options, priority=100)
