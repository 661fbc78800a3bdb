"""Configuration values of an extension, each declared once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class Option:
    """A configuration value.

    Attributes:
        name: The name in ``conf.py``.
        default: The value if ``conf.py`` does not set it.
        types: The types that a value may have.
        help: A description in one sentence.
        check: Returns an error message for an invalid value, an empty string for a valid one.
        rebuild: What Sphinx rebuilds when the value changes: ``env`` reads all documents again,
            ``html`` writes all pages of the site again, an empty string does neither.
        items: The types that the items of a list may have.
    """

    name: str
    default: object
    types: tuple[type, ...]
    help: str
    check: Callable[[object], str] = lambda _value: ""
    rebuild: Literal["", "env", "html"] = "env"
    items: tuple[type, ...] = (object,)

    def declare(self, app: Sphinx) -> None:
        """Register the option with Sphinx."""
        app.add_config_value(
            self.name, self.default, self.rebuild, self.types, description=self.help
        )

    def error(self, value: object) -> str:
        """Return an error message for a value of the wrong type or an invalid value."""
        return self.type_error(value) or self.check(value)

    def type_error(self, value: object) -> str:
        """Return an error message for a value, or an item of a list, of the wrong type."""
        if not isinstance(value, self.types):
            if isinstance(value, str) and list in self.types:
                return f"{value!r} is not a list; write {[value]!r}"
            names = " or ".join(kind.__name__ for kind in self.types)
            return f"{value!r} has the wrong type; write a value of type {names}"
        for item in value if isinstance(value, list | tuple) else ():
            if not isinstance(item, self.items):
                return f"{item!r} has the wrong type; write a list of strings"
        return ""
