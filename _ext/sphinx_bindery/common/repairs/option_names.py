"""Options in conf.py: their lines, invalid values, and misspelled names that Sphinx ignores."""

from __future__ import annotations

import ast
import re
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.config import CONFIG_FILENAME
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_bindery.common.options import Option

_logger = logging.getLogger(__name__)


_NAME = re.compile(r"\w+")
_PREFIXES = {"anthology_": "sphinx_anthology", "bindery_": "sphinx_bindery"}


def check_names(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: warn about names with a prefix of ours that are no options."""
    path = Path(app.confdir, CONFIG_FILENAME)
    for name, line in _assigned_names(path):
        for prefix, extension in _PREFIXES.items():
            if name.startswith(prefix) and extension in app.extensions and name not in config:
                message = f"{name}: there is no such option; {_advice(config, name, prefix)}"
                kind = prefix.rstrip("_")
                _logger.warning(message, location=f"{path}:{line}", type=kind, subtype="option")


def _advice(config: Config, name: str, prefix: str) -> str:
    """Return what to write in place of a name; prefixes, which all options share, do not count."""
    ours = [value.name.removeprefix(prefix) for value in config if value.name.startswith(prefix)]
    nearest = get_close_matches(name.removeprefix(prefix), ours, n=1)
    return f"write {prefix + nearest[0]!r}" if nearest else "remove it"


def option_place(folder: str | Path, name: str) -> str | None:
    """Return the path of conf.py and the line that last assigns an option, None without one.

    Args:
        folder: The folder of conf.py.
        name: The option.
    """
    path = Path(folder, CONFIG_FILENAME)
    line = dict(_assigned_names(path)).get(name)
    return f"{path}:{line}" if line else None


def warn_option(folder: str | Path, message: str, subtype: str) -> None:
    """Warn about the value of an option, at its line of conf.py.

    Args:
        folder: The folder of conf.py.
        message: ``<option>: <what is wrong>; <what to write instead>``.
        subtype: The kind of the warning; its type is the prefix of the option.
    """
    name = _NAME.match(message)
    place = option_place(folder, name[0]) if name else None
    kind = message.partition("_")[0]
    _logger.warning("%s", message, location=place, type=kind, subtype=subtype)


def declare_options(app: Sphinx, options: Iterable[Option]) -> None:
    """Register options, and the replacement of values of a wrong type, which no code expects.

    Sphinx warns about some of them, without a line, and keeps them.
    """
    options = tuple(options)
    for option in options:
        option.declare(app)
    # before the texts of options are translated
    app.connect("config-inited", partial(_replace_wrong_types, options), priority=410)


def _replace_wrong_types(options: Iterable[Option], app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``."""
    for option in options:
        value = config[option.name]
        if value != option.default and option.type_error(value):
            replace_invalid(app.confdir, config, option, "config")


def replace_invalid(folder: str | Path, config: Config, option: Option, subtype: str) -> None:
    """Warn about an invalid value of an option, and replace it with the default.

    Args:
        folder: The folder of conf.py.
        config: The configuration.
        option: The option.
        subtype: The kind of the warning.
    """
    if error := option.error(config[option.name]):
        warn_option(folder, f"{option.name}: {error}", subtype)
        config[option.name] = option.default


def _assigned_names(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the variables that a Python file assigns at its top level, with their lines."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return  # Sphinx has read it, or has reported why not
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign | ast.AugAssign):
            targets = [statement.target]
        else:
            continue
        yield from ((node.id, node.lineno) for node in targets if isinstance(node, ast.Name))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler."""
    app.connect("config-inited", check_names, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
