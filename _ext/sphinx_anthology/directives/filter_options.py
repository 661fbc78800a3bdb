"""The options of the directives that show some of the posts, from text to a query."""

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
"""The options that make a query, named like its fields."""


def read_query(directive: SphinxDirective) -> Query:
    """Return what the options ask for; what cannot be read is told.

    A filter that cannot be read is met by no post, rather than by all.
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
    asked = (name.replace("-", "_") for name in filters if name in given)
    return replace(query, readable=all(getattr(query, name) for name in asked))


def choice(directive: SphinxDirective, option: str, values: Sequence[Choice]) -> Choice:
    """Return the value of an option, the first of ``values`` where it is left out or none."""
    if option not in directive.options:
        return values[0]
    return one_of(directive, option, str(directive.options[option] or ""), values) or values[0]


def one_of(
    directive: SphinxDirective, option: str, word: str, values: Sequence[Choice]
) -> Choice | None:
    """Return the value that a word names; None where it names none, which is told."""
    found = next((value for value in values if value == word.strip().lower()), None)
    if found is None:
        tell(
            directive,
            Kind.TYPE,
            f":{option}: {word!r} is none of {', '.join(values)}{did_you_mean(word, values)}",
        )
    return found


def words(text: object) -> tuple[str, ...]:
    """Return the words between commas."""
    parts = (part.strip() for part in str(text or "").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def tell(directive: SphinxDirective, kind: Kind, message: str) -> None:
    """Warn at the line of the directive."""
    warn(kind, message, (directive.env.current_document.docname, directive.lineno))


def _names(directive: SphinxDirective, option: str) -> tuple[str, ...] | None:
    if option not in directive.options:
        return None
    names = words(directive.options[option])
    if not names:
        tell(directive, Kind.TYPE, f":{option}: names nothing: write a name, or leave it out")
    return names


def _date(directive: SphinxDirective, option: str) -> PartialDate | None:
    if option not in directive.options:
        return None
    text = str(directive.options[option] or "")
    try:
        return PartialDate.parse(text, zone(directive.config))
    except ValueError as error:
        tell(directive, Kind.DATE, f":{option}: {text!r} is not a date: {error}")
        return None


def _number(directive: SphinxDirective, option: str) -> int | None:
    text = str(directive.options[option] or "")
    if re.fullmatch(r"0*[1-9]\d{0,8}", text, re.ASCII):
        return int(text)
    tell(directive, Kind.TYPE, f":{option}: expected a whole number above 0, not {text!r}")
    return None
