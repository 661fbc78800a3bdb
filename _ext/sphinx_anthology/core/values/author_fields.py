"""The fields of an author that are addresses, and their validation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_bindery.common.addresses import web_address_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_EMAIL = re.compile(
    r"[^\s\x00-\x20\x7f-\x9f()<>\[\]\\,;:\"?&#%@]+@[^\s\x00-\x20\x7f-\x9f()<>\\,;\"?&#%@/]+"
)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?[\dXx-]+/?")


def _email_problem(value: str) -> str:
    if _EMAIL.fullmatch(value):
        return ""
    return "is not an email address; write one such as ann@example.org"


def _orcid_problem(value: str) -> str:
    return "" if _ORCID.fullmatch(value) else "is not an ORCID iD; write 0000-0002-1825-0097"


ADDRESS_PROBLEMS: Mapping[str, Callable[[str], str]] = {
    "url": web_address_problem,
    "email": _email_problem,
    "orcid": _orcid_problem,
}
"""Functions that return the mistake in a field, by its name; empty if it is valid."""
