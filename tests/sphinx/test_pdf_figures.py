"""Figures that may float: the text goes on in front of one that does not fit on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400" viewBox="0 0 300 400">'
    '<rect width="300" height="400" fill="#555"/></svg>'
)
BEFORE = (
    "Many words stand in front of the drawing, and they fill much of a page of this book. " * 20
)
CHAPTER = """\
# {title}

{before}

{open}{{figure}} tall.svg
:alt: A gray field
{option}
Caption{title}.
{close}

After{title}. Then the text goes on.
"""


def chapter(title: str, *, floats: bool, fence: str = "```") -> str:
    option = ":figclass: float\n" if floats else ""
    return CHAPTER.format(title=title, before=BEFORE, option=option, open=fence, close="```")


def test_text_goes_on_in_front_of_a_figure_that_floats(project: Project) -> None:
    conf = CONF.replace('"sphinx_anthology"', '"sphinx_anthology", "sphinx_bindery"')
    in_a_quotation = chapter("Third", floats=True).replace("```{figure}", "> ```{figure}")
    in_a_quotation = in_a_quotation.replace("\n:", "\n> :").replace("\nCap", "\n> Cap")
    project.write(
        {
            "conf.py": conf,
            "tall.svg": PICTURE,
            "first.md": chapter("First", floats=False),
            "second.md": chapter("Second", floats=True),
            "third.md": in_a_quotation.replace("\n```\n", "\n> ```\n"),
            "index.rst": "Notes\n=====\n\n.. toctree::\n\n   first\n   second\n   third\n",
        }
    )
    build = project.build("pdf")
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    pages = [page.extract_text() for page in PdfReader(file).pages]

    def page_of(words: str) -> int:
        (number,) = [number for number, text in enumerate(pages) if words in text]
        return number

    assert page_of("AfterFirst.") == page_of("CaptionFirst.")
    assert page_of("AfterSecond.") == page_of("CaptionSecond.") - 1
    assert page_of("AfterThird.") >= page_of("CaptionThird.")
