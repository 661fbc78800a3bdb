"""Raw HTML that is alone in its place: a list item, a cell, a note; nothing beside it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from .conftest import CONF, DOT, INDEX, Project
from .epub_reading import Epub, text
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from lxml import etree

    from .conftest import Build

PLACES = {
    "bullet list": "- {}\n- beside {}\n",
    "numbered list": "1. {}\n2. beside {}\n",
    "nested list": "- - {}\n  - beside {}\n",
    "after text": "- beside {1}\n- {0}\n",
    "block quote": "> {}\n\nbeside {}\n",
    "admonition": ":::{{note}}\n{}\n\nbeside {}\n:::\n",
    "table cell": "| a | b |\n|---|---|\n| {} | beside {} |\n",
    "list table": "::::{{list-table}}\n* - {}\n  - beside {}\n::::\n",
    "definition": "Term\n: {}\n\nTerm\n: beside {}\n",
    "footnote": "Text[^{1}].\n\n[^{1}]: {0}\n\nbeside {1}\n",
    "task": "- [ ] beside {1}\n- [ ] x\n\n  {0}\n",
    "legend": ":::{{figure}} dot.png\nbeside {1}\n\n{0}\n:::\n",
    "paragraph": "{}\n\nbeside {}\n",
}
PIECES = {
    "comment": "<!-- todo -->",
    "break": "<br>",
    "block": "<div>boxed</div>",
    "inline": "<b>inline</b>",
    "end tag": "</div>",
    "instruction": "<?php x ?>",
    "rule": "<hr>",
}
SPOTS = [(place, piece) for place in PLACES for piece in PIECES]
POST = "---\ndate: 2014\n---\n# One\n" + "".join(
    f"\n<!-- -->\n\n{PLACES[place].format(PIECES[piece], f'no{number}.')}"
    for number, (place, piece) in enumerate(SPOTS)
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    project = Project(tmp_path_factory.mktemp("places"), SphinxTestApp)
    conf = (
        f"{CONF}extensions = ['myst_parser', 'sphinx_anthology', 'sphinx_bindery']\n"
        "myst_enable_extensions = ['colon_fence', 'deflist', 'tasklist']\n"
    )
    project.write({"conf.py": conf, "index.rst": INDEX, "posts/one.md": POST})
    (project.folder / "posts" / "dot.png").write_bytes(DOT)
    return {builder: project.build(builder) for builder in ("html", "epub", "pdf")}


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_nothing_beside_is_lost(builds: dict[str, Build], output: str) -> None:
    build = builds[output]
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        shown = " ".join(ReadPdf(file).pages)
    else:
        page: etree._Element = (
            build.page("posts/one")
            if output == "html"
            else Epub.in_folder(build.outdir).xml("text/posts/one.xhtml")
        )
        shown = " ".join(text(element) for element in page.iter("{*}body"))
    missing = [spot for number, spot in enumerate(SPOTS) if f"beside no{number}." not in shown]
    assert missing == []
    for word in ("boxed", "inline"):
        assert shown.count(word) == len(PLACES)
    assert "todo" not in shown
