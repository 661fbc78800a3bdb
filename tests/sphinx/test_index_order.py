"""The general index and lists of terms in the alphabetical order of the book's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from .epub_reading import Epub, text
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build, Project

GERMAN = {
    "book.md": """# Book

```{index} Zebra, Äpfel, Apfel
```
```{index} single: Apfel; zuerst
```
```{index} single: Apfel; über
```
```{index} Øl, 3D, _start
```
"""
}
SWEDISH = {"book.md": "# Book\n\n```{index} åska, Älg, zebra, apa, öga\n```\n"}
JAPANESE = {
    "book.md": """# Book

```{index} がっこう, カメラ, Apfel
```

```{glossary}
漢字 : かんじ
  A term with its reading.

木
  A term without.

あめ
  Another.
```
"""
}


def build(project: Project, files: dict[str, str], language: str, builder: str) -> Build:
    project.write(files | {"index.rst": "Notes\n=====\n\n.. toctree::\n\n   book\n"})
    conf = project.folder / "conf.py"
    before = conf.read_text(encoding="utf-8")
    conf.write_text(
        f'{before}\nlanguage = "{language}"\nextensions.append("sphinx_bindery")\n',
        encoding="utf-8",
    )
    return project.build(builder, fresh=True)


def groups(page: Build) -> dict[str, list[str]]:
    """Return the terms of the site's index by their headings, without sub-entries."""
    found = {}
    for heading in page.page("genindex").xpath("//h2[following-sibling::table]"):
        table = heading.getnext()
        found[heading.text] = [
            " ".join(item.text_content().split()) for item in table.xpath(".//td/ul/li/a[1]")
        ]
    return found


@pytest.mark.parametrize(
    ("files", "language", "expected"),
    [
        (
            GERMAN,
            "de",
            {
                "Sonderzeichen": ["3D"],
                "_": ["_start"],
                "A": ["Apfel", "Äpfel"],
                "O": ["Øl"],
                "Z": ["Zebra"],
            },
        ),
        (SWEDISH, "sv", {"A": ["apa"], "Z": ["zebra"], "Å": ["åska"], "Ä": ["Älg"], "Ö": ["öga"]}),
        (
            JAPANESE,
            "ja",
            {
                "A": ["Apfel"],
                "あ": ["あめ"],
                "か": ["がっこう", "カメラ", "漢字"],
                "漢字": ["木"],
            },
        ),
    ],
)
def test_the_index_of_the_site(
    project: Project, files: dict[str, str], language: str, expected: dict[str, list[str]]
) -> None:
    found = groups(build(project, files, language, "html"))
    assert found == expected
    assert list(found) == list(expected)


def test_a_split_index_has_the_same_headings(project: Project) -> None:
    conf = project.folder / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8')}\nhtml_split_index = True\n", encoding="utf-8")
    site = build(project, SWEDISH, "sv", "html")
    links = site.page("genindex").xpath("//div[@class='genindex-jumpbox']//a")
    assert [link.text_content().strip() for link in links][:5] == ["A", "Z", "Å", "Ä", "Ö"]
    for link in links:
        assert (site.outdir / unquote(link.get("href"))).is_file()
    assert "öga" in site.page("genindex-Ö").text_content()
    assert "åska" in site.page("genindex-all").text_content()


def test_the_index_of_the_epub(project: Project) -> None:
    page = Epub.in_folder(build(project, JAPANESE, "ja", "epub").outdir).xml("text/genindex.xhtml")
    assert [text(heading) for heading in page.iter("{*}h2")] == ["A", "あ", "か", "漢字"]
    terms = dict.fromkeys(text(link) for link in page.iterfind(".//{*}ul//{*}a"))
    assert list(terms) == ["Apfel", "あめ", "がっこう", "カメラ", "漢字", "木"]


def test_the_index_of_the_pdf(project: Project) -> None:
    pdf = ReadPdf(build(project, GERMAN, "de", "pdf").outdir / "notes.pdf")
    words = (
        "Sonderzeichen",
        "3D",
        "_",
        "_start",
        "A",
        "Apfel",
        "über",
        "zuerst",
        "Äpfel",
        "O",
        "Øl",
        "Z",
    )
    page = next(page for page in pdf.pages if page.startswith("Stichwort"))
    found = re.findall(r"\w+", re.sub(r", \d+", "", page))
    assert found[1 : len(words) + 1] == [*words]


def test_terms_have_the_order_of_the_language(project: Project) -> None:
    tags = "Zebra, Øl, Äpfel, Ziege, Ångström, apa, 10, 9"
    project.write({"posts/a.md": f"---\ndate: 2014\ntags: [{tags}]\n---\n# A\n"})
    project.write({"tags.md": "# Tags\n\n```{tag-index}\n```\n"})
    conf = project.folder / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8')}\nlanguage = 'sv'\n", encoding="utf-8")
    page = project.build(fresh=True).page("tags")
    links = page.xpath("//*[@role='main']//a[contains(@href, 'tags/')]")
    found = [link.text_content() for link in links if "tags/index" not in link.get("href")]
    assert found == ["9", "10", "apa", "Zebra", "Ziege", "Ångström", "Äpfel", "Øl"]
