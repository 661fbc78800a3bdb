"""The metadata that posts add to the book, in its package document."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from .epub_reading import NAMES, Epub, text

if TYPE_CHECKING:
    from pathlib import Path

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


def identity(project: Project) -> tuple[list[str], list[str]]:
    """Return the identifier and the time of the last change of a new ePub."""
    book = Epub.in_folder(project.build("epub", fresh=True).outdir)
    return book.meta("dc:identifier"), book.meta("dcterms:modified")


def test_a_book_has_one_identifier_wherever_it_is_hosted(project: Project) -> None:
    conf = (project.folder / "conf.py").read_text(encoding="utf-8")
    conf += 'extensions.append("sphinx_bindery")\nauthor = "N. N."\n'
    project.write({**POSTS, "conf.py": conf})
    (first,), _ = identity(project)
    assert first.startswith("urn:uuid:")
    project.write({"conf.py": f'{conf}html_baseurl = "https://example.org/"\n'})
    assert identity(project)[0] == [first]
    project.write({"conf.py": f'{conf}language = "de"\n'})
    assert identity(project)[0] != [first]


def test_the_time_of_the_last_change_is_that_of_the_newest_commit(project: Project) -> None:
    conf = (project.folder / "conf.py").read_text(encoding="utf-8") + MORE
    project.write({**POSTS, "conf.py": conf})
    commit(project.folder, "2021-02-03T04:05:06+01:00")
    assert identity(project)[1] == ["2021-02-03T03:05:06Z"]
    (project.folder / "notes.txt").write_text("Not in the book.", encoding="utf-8")
    commit(project.folder, "2022-01-01T00:00:00Z")
    assert identity(project)[1] == ["2021-02-03T03:05:06Z"]
    project.write({"posts/one.md": POSTS["posts/one.md"] + "\nOne more word.\n"})
    commit(project.folder, "2023-01-01T00:00:00Z")
    assert identity(project)[1] == ["2023-01-01T00:00:00Z"]
    project.write({"conf.py": f'{conf}bindery_date = "2024-05"\n'})
    assert identity(project)[1] == ["2024-05-01T00:00:00Z"]


def commit(folder: Path, date: str) -> None:
    """Commit all files of a project, in a repository that is made if there is none."""
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
    for who in ("GIT_AUTHOR", "GIT_COMMITTER"):
        environment |= {f"{who}_NAME": "N. N.", f"{who}_EMAIL": "", f"{who}_DATE": date}
    git = [shutil.which("git") or "git", "-C", str(folder)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "A change"]):
        subprocess.run([*git, *command], env=environment, check=True)
