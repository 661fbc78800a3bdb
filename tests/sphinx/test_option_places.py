"""Wrong values of ``bindery_*`` options are reported at their lines of conf.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project

BOTH = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
METADATA = {
    "bindery_series": "3",
    "bindery_license": "('CC0', 'javascript:x')",
    "bindery_contributors": "{'N. N.': 'editor'}",
}
WRONG = {
    "pdf": METADATA
    | {
        "bindery_paper": "'a99'",
        "bindery_pdf_standard": "['x-9']",
        "bindery_font_paths": "['nowhere']",
        "bindery_system_fonts": "'some'",
        "bindery_template": "'no.typ'",
        "bindery_colors": "{'link': 'blue'}",
        "bindery_speedups": "['parallel']",
    },
    "epub": METADATA
    | {
        "bindery_cover": "'no.png'",
        "bindery_epub_fonts": "['no.otf']",
        "bindery_epub_css": "['no.css']",
    },
}
_WARNING = re.compile(
    r"conf\.py:(\d+): WARNING: (while setting up \w+ \w+: )?"
    r"(?P<name>bindery_\w+)(\['link'\])?: .+; write "
)


@pytest.mark.parametrize("builder", WRONG)
def test_wrong_values_are_reported_at_their_lines(project: Project, builder: str) -> None:
    assigned = "".join(f"{name} = {value}\n" for name, value in WRONG[builder].items())
    conf = f"{BOTH}\n{assigned}"
    project.write({"conf.py": conf, "posts/a.md": "---\ndate: 2014\n---\n# A\n\nText.\n"})
    build = project.build(builder)
    lines = conf.splitlines()
    wanted = {name: lines.index(f"{name} = {value}") + 1 for name, value in WRONG[builder].items()}
    found = {match["name"]: int(match[1]) for match in _WARNING.finditer(build.warnings)}
    assert found == wanted, build.warnings
    assert list(build.outdir.glob(f"*.{builder}"))
