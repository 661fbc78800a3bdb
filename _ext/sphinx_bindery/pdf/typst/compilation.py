"""From the Typst project to the PDF, if need be without what stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.pdf.project import MAIN
from sphinx_bindery.pdf.typst.compiler import TypesettingError
from sphinx_bindery.pdf.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sphinx_bindery.pdf.images import Pictures
    from sphinx_bindery.pdf.project import Project
    from sphinx_bindery.pdf.typst.compiler import Typeset, Typesetter


def make_pdf(
    typesetter: Typesetter,
    project: Project,
    pictures: Pictures,
    *,
    data: Mapping[str, object],
    standards: Sequence[str],
    modified: datetime,
) -> Typeset:
    """Make the PDF of a project.

    A picture that Typst cannot read is left out, and so is the claim of a standard that the texts
    do not satisfy; each with a warning.

    Raises:
        TypesettingError: something stands in the way that cannot be left out.
    """
    try:
        return typesetter.pdf(MAIN, standards, modified)
    except TypesettingError as error:
        refused = error
    if broken := pictures.unreadable(typesetter.complaint_of_picture):
        for picture in broken:
            text = "its alternative text stands instead"
            warn(f"the picture {picture.uri}: {picture.reason}; {text}", picture.place)
        project.finish({**data, "unreadable": [picture.path for picture in broken]})
        try:
            return typesetter.pdf(MAIN, standards, modified)
        except TypesettingError as error:
            refused = error
    if not all(report.message.startswith("PDF/") for report in refused.reports):
        raise refused
    # One mistake makes Typst complain of each piece that it is made of.
    for message, place in project.located(refused.reports):
        warn(f"{message}; the PDF claims no standard", place)
    return typesetter.pdf(MAIN, (), modified)
