"""Messages of Sphinx and of the parent theme, for languages into which they have no translation.

Sphinx's catalogues come first, then those of the parent theme; see ``setup()`` of the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Callable

_ = get_translation("bindery")

SHARED: tuple[Callable[[], str], ...] = (
    lambda: _("%s %s documentation"),
    lambda: _("© Copyright %(copyright)s."),
    lambda: _("Copyright %(copyright)s"),
    lambda: _("Link to this heading"),
    lambda: _("Link to this definition"),
    lambda: _("Link to this term"),
    lambda: _("Link to this table"),
    lambda: _("Link to this code"),
    lambda: _("Link to this image"),
    lambda: _("Link to this toctree"),
    lambda: _("Version warning"),
    lambda: _("Announcement"),
    lambda: _("Breadcrumb"),
    lambda: _("Section Navigation"),
    lambda: _("Show Source"),
)
"""The messages, for their extraction; no code calls these functions."""
