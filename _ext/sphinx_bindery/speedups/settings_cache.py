"""Cache of docutils' settings, in worker processes that read.

Sphinx and MyST construct docutils' command-line parser for each document, to get the default
settings. Their functions are replaced only in worker processes, which end after reading.

Gain: 15 % of the processor time of a cold build of 1,000 posts (benchmarks/speedups.json).
Upstream: https://github.com/sphinx-doc/sphinx/pull/13672, which moved this into one function;
https://github.com/sphinx-doc/sphinx/pull/4523 is an earlier cache of the same kind. This module can
go once Sphinx and MyST build the settings once: a test counts how often they do.
"""

from __future__ import annotations

import os
from copy import copy
from typing import TYPE_CHECKING, Any

import sphinx.util.docutils
from docutils.utils import DependencyList, new_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import nodes
    from docutils.frontend import Values
    from sphinx.application import Sphinx


def cache_settings() -> None:
    """Replace the functions that build settings, in this process until it ends."""
    sphinx.util.docutils._get_settings = cached_settings(sphinx.util.docutils._get_settings)
    try:
        from myst_parser.mdit_to_docutils import base  # noqa: PLC0415 (may be missing)
    except ImportError:
        return
    base.make_document = cached_document(base.make_document)


def cached_settings(get_settings: Callable[..., Values]) -> Callable[..., Values]:
    """Return ``get_settings`` with a cache of the settings by arguments."""
    cache: list[tuple[object, dict[str, Any], Values]] = []

    def cached(
        *components: object, defaults: Mapping[str, Any], read_config_files: bool = False
    ) -> Values:
        key = [c if isinstance(c, type) else type(c) for c in components], read_config_files
        for cached_key, cached_defaults, settings in cache:
            if cached_key == key and cached_defaults == defaults:
                return copy_settings(settings)
        settings = get_settings(*components, defaults=defaults, read_config_files=read_config_files)
        cache.append((key, dict(defaults), copy_settings(settings)))
        return settings

    return cached


def copy_settings(settings: Values) -> Values:
    """Return a copy of settings with its own lists, dictionaries and dependencies."""
    own = copy(settings)
    for name, value in vars(settings).items():
        if isinstance(value, list | dict):
            setattr(own, name, value.copy())
    own.record_dependencies = DependencyList()
    return own


def cached_document(make_document: Callable[..., nodes.document]) -> Callable[..., nodes.document]:
    """Return ``make_document`` with a cache of the settings by parser."""
    cache: dict[tuple[object, ...], Values] = {}

    def cached(source_path: str = "notset", *parser: type) -> nodes.document:
        if parser not in cache:
            cache[parser] = make_document(source_path, *parser).settings
        return new_document(source_path, settings=copy_settings(cache[parser]))

    return cached


def setup(app: Sphinx) -> None:
    """Cache settings once in each worker process, when it reads its first document."""
    main_process = os.getpid()

    def install(*_event: object) -> None:
        if os.getpid() != main_process:
            app.disconnect(listener)
            cache_settings()

    listener = app.connect("source-read", install)
