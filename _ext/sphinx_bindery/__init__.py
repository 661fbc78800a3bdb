"""Bindery: books from any Sphinx project, as PDF without TeX and as ePub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.common import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

LOCALE = Path(__file__).parent / "locale"
"""The message catalogues, by language."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the options, the ``book-metadata`` event, the builders and the speedups."""
    # imported here: sphinx_anthology.core imports sphinx_bindery.common, and runs without Sphinx
    from sphinx_bindery import (  # noqa: PLC0415
        epub,
        full_disk,
        html,
        latex,
        other_extensions,
        pdf,
        pictures,
        ruby,
        speedups,
        sphinx_options,
    )
    from sphinx_bindery import print as books_on_paper  # noqa: PLC0415
    from sphinx_bindery.common.docname_patterns import AFTER_SUFFIXES  # noqa: PLC0415
    from sphinx_bindery.common.messages import add_catalogues, add_fallbacks  # noqa: PLC0415
    from sphinx_bindery.common.messages.book_texts import connect_options  # noqa: PLC0415
    from sphinx_bindery.common.repairs.option_names import declare_options  # noqa: PLC0415
    from sphinx_bindery.formulas import macro_expansion, renderer  # noqa: PLC0415
    from sphinx_bindery.metadata import EVENT  # noqa: PLC0415
    from sphinx_bindery.options import (  # noqa: PLC0415
        OPTIONS,
        TEXTS,
        check_patterns,
        keep_names,
    )

    add_catalogues(app, "bindery", LOCALE)
    declare_options(app, OPTIONS)
    app.connect("config-inited", keep_names, priority=420)
    app.connect("config-inited", check_patterns, priority=AFTER_SUFFIXES)
    connect_options(app, *TEXTS)
    app.add_event(EVENT)
    app.setup_extension("sphinx_bindery.common.build_lock")
    app.setup_extension("sphinx_bindery.common.markdown")
    app.setup_extension("sphinx_bindery.common.messages")
    app.setup_extension("sphinx_bindery.common.nesting")
    app.setup_extension("sphinx_bindery.common.repairs")
    app.setup_extension("sphinx_bindery.common.site_files")
    sphinx_options.setup(app)
    full_disk.setup(app)
    renderer.setup(app)
    macro_expansion.setup(app)
    pictures.setup(app)
    ruby.setup(app)
    books_on_paper.setup(app)
    pdf.setup(app)
    epub.setup(app)
    html.setup(app)
    latex.setup(app)
    other_extensions.setup(app)
    speedups.setup(app)
    add_fallbacks(app, "bindery", LOCALE)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
