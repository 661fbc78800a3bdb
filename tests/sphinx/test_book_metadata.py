"""The metadata that posts add to the book, in its package document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .epub_reading import NAMES, Epub, text

if TYPE_CHECKING:
    from .conftest import Project

POSTS = {
    "posts/one.md": (
        "---\ndate: 2013\ntags: [apple, pear]\nauthors: [Ann Author]\n"
        "original_url: https://example.org/one\n---\n# One\n"
    ),
    "posts/two.md": (
        "---\ndate: 2014-11\nupdated: 2016-05-01\ntags: [pear]\nauthors: [Bob Writer, Ann Author]\n"
        "original_url: https://example.org/two?a=1&b=2\n---\n# Two\n"
    ),
    "posts/three.md": "---\ndate: 2014-02-03\n---\n# Three\n",
    "posts/draft.md": (
        "---\ndate: 1999\ndraft: true\ntags: [secret]\n"
        "original_url: https://example.org/draft\n---\n# Draft\n"
    ),
}
MORE = 'extensions.append("sphinx_bindery")\nhtml_baseurl = "https://example.org/book/"\n'


def built(project: Project, conf: str = "") -> tuple[Epub, str]:
    before = (project.folder / "conf.py").read_text(encoding="utf-8")
    project.write({**POSTS, "conf.py": before + MORE + conf})
    build = project.build("epub")
    return Epub.in_folder(build.outdir), build.warnings


def test_dates_subjects_authors_and_sources_come_from_the_posts(project: Project) -> None:
    book, warnings = built(project)
    assert warnings == ""
    assert book.meta("dc:creator") == ["Ann Author", "Bob Writer"]
    assert book.meta("dc:subject") == ["pear", "apple"]
    assert book.meta("dc:date") == ["2014-11"]
    assert book.meta("dcterms:modified") == ["2016-05-01T00:00:00Z"]
    assert book.meta("dc:source") == [
        "https://example.org/book/", "https://example.org/one", "https://example.org/two?a=1&b=2",
    ]  # fmt: skip
    assert "Published 2013 – November 2014" in text(book.xml("imprint.xhtml"))
    (image,) = book.xml("cover.xhtml").iterfind(".//h:img", NAMES)
    assert image.get("alt") == "Notes. Ann Author. Bob Writer. 2013–2014"


def test_series_and_contributors_of_the_book(project: Project) -> None:
    conf = (
        'bindery_series = ("Blogs <bound>", 2)\n'
        'bindery_contributors = {"Ed Itor": "edt", "Tess Type": "bkd", "Di Rector": "drt"}\n'
    )
    book, warnings = built(project, conf)
    assert warnings == ""
    refined = {
        (e.attrib["refines"], e.attrib["property"]): (e.text, e.get("scheme"))
        for e in book.package.iterfind(".//opf:meta[@refines]", NAMES)
    }
    assert book.meta("belongs-to-collection") == ["Blogs <bound>"]
    assert refined["#collection-1", "collection-type"] == ("series", None)
    assert refined["#collection-1", "group-position"] == ("2", None)
    assert book.meta("dc:contributor") == ["Ed Itor", "Tess Type", "Di Rector"]
    assert refined["#contributor-1", "role"] == ("edt", "marc:relators")
    assert refined["#contributor-1", "file-as"] == ("Itor, Ed", None)
    imprint = text(book.xml("imprint.xhtml"))
    assert "Editor: Ed Itor Design: Tess Type Contributor: Di Rector" in imprint
    assert "Blogs <bound>, 2" in imprint


def test_the_license_of_the_book(project: Project) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    book, warnings = built(project, f'bindery_license = ("CC BY 4.0", "{address}")\n')
    assert warnings == ""
    assert f"CC BY 4.0, {address}" in book.meta("dc:rights")
    (link,) = book.xml("imprint.xhtml").iterfind(f".//h:a[@href='{address}']", NAMES)
    assert link.text == "CC BY 4.0"


def test_series_without_a_position(project: Project) -> None:
    book, warnings = built(project, 'bindery_series = "Blogs"\n')
    assert warnings == ""
    assert book.meta("belongs-to-collection") == ["Blogs"]
    assert book.meta("group-position") == []
    assert not book.package.findall(".//opf:meta[@property='group-position']", NAMES)


def test_invalid_values_produce_warnings_and_are_ignored(project: Project) -> None:
    conf = (
        'bindery_series = ("Blogs", "second")\nbindery_contributors = {"Ed": "Editor", "Bo": 1}\n'
    )
    book, warnings = built(project, conf)
    assert (
        "bindery_series: ('Blogs', 'second') is not a series; write 'Name' or ('Name', 2)"
        in warnings
    )
    assert "the role 'Editor' of 'Ed' is not the code of a MARC relator" in warnings
    assert "the role 1 of 'Bo' is not the code of a MARC relator" in warnings
    assert warnings.count("[bindery.config]") == 3
    assert book.meta("belongs-to-collection") == ["Blogs"]
    assert book.meta("dc:contributor") == []
