"""The filter options that several directives share."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from docutils.parsers.rst import directives

from sphinx_anthology.core.frontmatter.problem import Kind, did_you_mean
from sphinx_anthology.core.posts.query import Query, Sort
from sphinx_anthology.options import zone
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.util.docutils import SphinxDirective

    Choice = TypeVar("Choice", bound=str)

FILTER_OPTIONS: dict[str, Callable[[str], object]] = {
    field.name.replace("_", "-"): directives.unchanged
    for field in fields(Query)
    if field.name != "readable"
}
"""The options for the fields of a query."""


def read_query(directive: SphinxDirective) -> Query:
    """Return the query of a directive; warn about invalid options.

    An invalid filter matches no post, rather than all.
    """
    given = directive.options
    query = Query(
        tags=_names(directive, "tags"),
        not_tags=_names(directive, "not-tags"),
        series=_names(directive, "series"),
        category=_names(directive, "category"),
        author=_names(directive, "author"),
        lang=_names(directive, "lang"),
        after=_date(directive, "after"),
        before=_date(directive, "before"),
        sort=choice(directive, "sort", list(Sort)),
        limit=_number(directive, "limit") if "limit" in given else None,
    )
    filters = ("tags", "not-tags", "series", "category", "author", "lang", "after", "before")
    used = (name.replace("-", "_") for name in filters if name in given)
    return replace(query, readable=all(getattr(query, name) for name in used))


def choice(directive: SphinxDirective, option: str, values: Sequence[Choice]) -> Choice:
    """Return the value of an option; the first of ``values`` if it is absent or invalid."""
    if option not in directive.options:
        return values[0]
    return one_of(directive, option, str(directive.options[option] or ""), values) or values[0]


def one_of(
    directive: SphinxDirective, option: str, word: str, values: Sequence[Choice]
) -> Choice | None:
    """Return the value that equals a word; warn and return None if none does."""
    found = next((value for value in values if value == word.strip().lower()), None)
    if found is None:
        warn_at(
            directive,
            Kind.TYPE,
            f":{option}: unknown value {word!r}{did_you_mean(word, values)}; "
            f"write one of {', '.join(values)}",
        )
    return found


def comma_separated(text: object) -> tuple[str, ...]:
    """Return the items of a comma-separated text without duplicates."""
    parts = (part.strip() for part in str(text or "").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def warn_at(directive: SphinxDirective, kind: Kind, message: str) -> None:
    """Warn at the line of the directive."""
    warn(kind, message, (directive.env.current_document.docname, directive.lineno))


def _names(directive: SphinxDirective, option: str) -> tuple[str, ...] | None:
    if option not in directive.options:
        return None
    names = comma_separated(directive.options[option])
    if not names:
        warn_at(
            directive, Kind.TYPE, f":{option}: there is no name; write one, or remove the option"
        )
    return names


def _date(directive: SphinxDirective, option: str) -> PartialDate | None:
    if option not in directive.options:
        return None
    text = str(directive.options[option] or "")
    try:
        return PartialDate.parse(text, zone(directive.config))
    except ValueError as error:
        warn_at(directive, Kind.DATE, f":{option}: {text!r} is not a date; {error}")
        return None


def _number(directive: SphinxDirective, option: str) -> int | None:
    text = str(directive.options[option] or "")
    if re.fullmatch(r"0*[1-9]\d{0,8}", text, re.ASCII):
        return int(text)
    message = f":{option}: {text!r} is not a positive integer; write one such as 10"
    warn_at(directive, Kind.TYPE, message)
    return None
