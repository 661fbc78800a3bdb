"""Books on paper: trim sizes, margins, covers and the requirements of print shops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.repairs.option_names import declare_options

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the options of the interior and the cover."""
    # imported here: the builder of the PDF imports modules of this package
    from sphinx_bindery.print import cover  # noqa: PLC0415
    from sphinx_bindery.print.options import OPTIONS  # noqa: PLC0415

    declare_options(app, OPTIONS)
    cover.setup(app)
