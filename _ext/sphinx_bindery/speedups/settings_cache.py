"""Docutils' settings are the same for all documents of a book: looked up once in each process.

For each document Sphinx and MyST have docutils make its parser of command-line options anew, an
eighth of all that reading takes. Sphinx once did away with the like in its ``new_document``
(https://github.com/sphinx-doc/sphinx/pull/4523); these two have no way round. So they are replaced,
and only in a process that ends when it has read its part.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

import sphinx.util.docutils
from docutils.utils import DependencyList, new_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import nodes
    from docutils.frontend import Values


def look_up_settings_once() -> None:
    """Replace what looks settings up, in this process until it ends."""
    sphinx.util.docutils._get_settings = remembering(sphinx.util.docutils._get_settings)
    try:
        from myst_parser.mdit_to_docutils import base  # noqa: PLC0415 (may be missing)
    except ImportError:
        return
    base.make_document = remembering_document(base.make_document)


def remembering(get_settings: Callable[..., Values]) -> Callable[..., Values]:
    """Return a function that does the same, and makes settings but once for the same arguments."""
    known: list[tuple[object, dict[str, Any], Values]] = []

    def remembered(
        *components: object, defaults: Mapping[str, Any], read_config_files: bool = False
    ) -> Values:
        kinds = [c if isinstance(c, type) else type(c) for c in components], read_config_files
        for earlier, given, settings in known:
            if earlier == kinds and given == defaults:
                return copied(settings)
        settings = get_settings(*components, defaults=defaults, read_config_files=read_config_files)
        known.append((kinds, dict(defaults), copied(settings)))
        return settings

    return remembered


def copied(settings: Values) -> Values:
    """Return settings of which a document may write its own, such as what it depends on."""
    own = copy(settings)
    for name, value in vars(settings).items():
        if isinstance(value, list | dict):
            setattr(own, name, value.copy())
    own.record_dependencies = DependencyList()
    return own


def remembering_document(
    make_document: Callable[..., nodes.document],
) -> Callable[..., nodes.document]:
    """Return a function that makes documents with the settings that the first of their kind had."""
    known: dict[tuple[object, ...], Values] = {}

    def remembered(source_path: str = "notset", *parser: type) -> nodes.document:
        if parser not in known:
            known[parser] = make_document(source_path, *parser).settings
        return new_document(source_path, settings=copied(known[parser]))

    return remembered
