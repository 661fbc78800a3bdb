"""``sphinx-anthology import`` of ABlog's sites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands import check
from sphinx_anthology.commands.import_posts import FORMATS
from sphinx_anthology.importing.ablog.bodies import myst_lines, rst_lines
from sphinx_anthology.importing.myst.source_links import rewrite_links
from tests import hugo_site, jekyll_site, pelican_site
from tests.ablog_site import FILES, PAGES, POSTS
from tests.core.test_import_feeds import body, messages
from tests.core.test_import_pelican import fields, run
from tests.core.test_import_restructuredtext import Rewriter
from tests.core.test_import_wordpress import front_matter

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1] / "roots" / "test-ablog"


@pytest.mark.parametrize(
    ("site", "name"),
    [(FILES, "ablog"), (pelican_site.FILES, "pelican"), (hugo_site.FILES, "hugo"),
     (jekyll_site.FILES, "jekyll"), ({"content/a.md": "Title: x"}, ""), ({"conf.py": ""}, "")],
)  # fmt: skip
def test_each_folder_has_one_format(
    site: Mapping[str, str | bytes], name: str, tmp_path: Path
) -> None:
    for path, content in site.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert [entry.name for entry in FORMATS if entry.recognizes(tmp_path)] == [name] * bool(name)


def test_documents_are_posts(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, FILES, "--pages")
    assert code == 0
    counts = report["counts"]
    assert counts["posts in the folder"] == counts["posts imported"] == POSTS
    assert counts["pages in the folder"] == counts["pages imported"] == PAGES
    assert fields(target / "2014" / "first-walk.rst") == [
        ":date: 2014-05-09",
        ":updated: 2014-06-01",
        ':authors: ["ada", "ben"]',
        ":categories: Walks",
        ":tags: birds, Open Data",
        ":description: In short: a walk.",
        ":image: ../images/images-dot.png",
        ":lang: en",
        ":aliases: /first-walk.html, /old/walk, /old/walk.html",
        ":original_url: https://notes.example.org/first-walk.html",
        ":location: Oslo, Norway",
    ]
    assert front_matter(target / "2016" / "ice.md") == {
        "date": "2016-02-06",
        "updated": "2016-02-07",
        "authors": ["ada"],
        "categories": ["Reports"],
        "tags": ["snow", "ice"],
        "aliases": ["/notes/ice.html"],
        "original_url": "https://notes.example.org/notes/ice.html",
        "myst": {"substitutions": {"name": "Nova"}},
    }
    assert report["anthology_authors"]["ada"] == {
        "name": "Ada Nova",
        "url": "https://ada.example.org",
    }
    files = {*target.rglob("*.md"), *target.rglob("*.rst")}
    # a substitution of MyST looks like a template tag to the command, which reads no conf.py
    files.remove(target / "2016" / "ice.md")
    assert list(check.find_problems(sorted(files))) == []


def test_texts_stay_with_their_links_and_pictures(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, FILES, "--pages")
    walk = (target / "2014" / "first-walk.rst").read_text(encoding="utf-8").partition("\n\n")[2]
    assert walk == (
        ".. _walk-label:\n\nFirst walk\n==========\n\nIn ``short``: a *walk*.\n\n"
        "We saw |dot|, see :doc:`../2016/ice`, :doc:`the ice <../2016/ice>`, "
        ":doc:`by file <../2016/ice>`,\n:doc:`ice <../2016/ice>`, :ref:`walk-label`, the archive "
        "and :doc:`../pages/about`.\n\n.. |dot| image:: ../images/images-dot.png\n\n.. note::\n\n"
        "   .. figure:: ../images/images-dot.png\n      :alt: A dot\n\n      The dot\n\n"
        ".. code-block:: rst\n\n   :doc:`notes/ice`\n\n"
        ".. admonition:: Updated on 01 June 2014\n   :class: note\n\n   The weather was better.\n"
    )
    assert body(target / "2016" / "ice.md") == (
        "# The `ice`\n\nBy {{ name }}: see [the walk](../2014/first-walk.rst), "
        "{doc}`../2014/first-walk`,\n{doc}`a walk <../2014/first-walk>`, "
        "[`code`](../pages/about.md), [](#part) and gone.\n\n(part)=\n## Part\n\n"
        "![Dot](../images/images-dot.png)\n\n```{figure} ../images/images-dot.png\n:alt: A dot\n\n"
        "The [walk](../2014/first-walk.rst) in a figure\n```\n\n"
        "```{admonition} Updated on 07 Feb 2016\n:class: note\nIt **melts**.\n```\n\n"
        "```{code-block} md\n[the walk](../first-walk.rst)\n```\n\n"
        ":::{admonition} More\n[Walk](../2014/first-walk.rst)\n:::"
    )


def test_sections_are_posts_of_their_own(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, FILES, "--pages")
    assert front_matter(target / "2015" / "spring.md") == {
        "date": "2015-03-03",
        "title": "Spring",
        "authors": ["ben"],
        "tags": ["news"],
        "original_url": "https://notes.example.org/news.html#spring",
    }
    assert body(target / "2015" / "spring.md") == (
        "The swallow of [the walk](../2014/first-walk.rst).\n\n## Deep\n\nDeeper."
    )
    assert body(target / "2015" / "autumn.md") == "The last swallow."
    assert front_matter(target / "winter.md") == {
        "draft": "true",
        "title": "Winter",
        "tags": ["news"],
        "x-held-back": "a draft",
    }
    assert body(target / "pages" / "news.md") == "# News\n\nAbout the news."


def test_what_has_no_counterpart_is_said_with_its_line(tmp_path: Path) -> None:
    _code, _target, report = run(tmp_path, FILES, "--pages")
    notices = [entry for entry in report["notices"] if entry["kind"] == "markup"]
    assert {
        (Path(entry["file"]).name, entry["line"], entry["message"].partition(":")[0])
        for entry in notices
    } == {
        ("first-walk.rst", 19, "ref"),
        ("first-walk.rst", 38, "postlist"),
        ("first-walk.rst", 41, "toctree"),
        ("index.rst", 6, "toctree"),
    }
    assert messages(report, "link") == [
        "link 'gone.md': no imported post has this address; only its text is kept"
    ]


def test_other_forms_of_posts_are_read(tmp_path: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
    }
    _code, target, report = run(tmp_path, files)
    assert report["counts"]["posts in the folder"] == report["counts"]["posts imported"] == 10
    excluded = target / "2013" / "excerpts.rst"
    assert ":description: The whole story in one line." in fields(excluded)
    assert ":x-title: Report in short" in fields(excluded)
    assert "whole" not in excluded.read_text(encoding="utf-8").partition("\n\n")[2]
    assert front_matter(target / "2016" / "elsewhere.md")["original_url"] == (
        "https://example.org/elsewhere"
    )
    ice = front_matter(target / "2016" / "ice.md")
    assert (ice["lang"], ice["location"]) == ("nl", "Oslo, Norway")
    assert fields(target / "2016" / "snow.rst")[0] == ":date: 2016-01-05"
    news = (target / "2015" / "news.rst").read_text(encoding="utf-8")
    assert news.endswith("\n\nNews\n====\n\nWhat is new.\n")
    assert ":title: Spring" in fields(target / "2015" / "spring.rst")


def test_a_second_run_doubles_nothing_and_keeps_edits(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, FILES, "--pages")
    files = sorted(target.rglob("*"))
    edited, removed = target / "2014" / "first-walk.rst", target / "2015" / "spring.md"
    edited.write_text("mine", encoding="utf-8")
    removed.unlink()
    code, _target, report = run(tmp_path, FILES, "--pages")
    assert code == 0
    assert edited.read_text(encoding="utf-8") == "mine"
    assert sorted(target.rglob("*")) == [file for file in files if file != removed]
    assert sorted(set(report["changes"].values())) == [
        "edited, kept",
        "removed by you, not written again",
        "unchanged",
    ]


@pytest.mark.parametrize(
    ("files", "part"),
    [
        ({"conf.py": "extensions = ['ablog']", "index.rst": "X\n=\n"}, "has no posts of ABlog"),
        ({"conf.py": "extensions = []", "x.rst": "X\n=\n\n.. post:: 2010\n"}, "is not recognized"),
    ],
)
def test_a_folder_without_posts_is_an_error(
    files: Mapping[str, str], part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, target, _report = run(tmp_path, files)
    assert code == 1
    assert part in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\n\n.. post:: 2010\n   :tags: x\n\n   b\n   c\n\nd", "a\n\nb\nc\n\nd"),
        ("::\n\n   .. post:: 2010\n\n.. only:: html\n\n   .. post:: 2010\n\n   x",
         "::\n\n   .. post:: 2010\n\n.. only:: html\n\n\n   x"),
        (".. toctree::\n   :glob:\n\n   *\n\nx", "\nx"),
    ],
)  # fmt: skip
def test_directives_of_restructuredtext_are_replaced(source: str, expected: str) -> None:
    lines = list(enumerate(source.split("\n"), 1))
    notes: list[tuple[int, str]] = []
    found = rst_lines(lines, lambda line, message: notes.append((line, message)))
    assert "\n".join(text for _number, text in found) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("```{post} 2010\n---\ntags: x\n---\n\nb\n```\nd", "\nb\nd"),
        (":::{post} 2010\n:exclude:\n\nb\n:::\nd", "d"),
        ("```\n.. post:: 2010\n```", "```\n.. post:: 2010\n```"),
        ("````{note}\n```{code}\nx\n```\n````", "````{note}\n```{code}\nx\n```\n````"),
        (":::{note}\n```{postlist}\n```\nx\n:::", ":::{note}\nx\n:::"),
        ("```{eval-rst}\n.. post:: 2010\n\n.. note:: x\n```", "```{eval-rst}\n\n.. note:: x\n```"),
        ("```{post} 2010", ""),
        ("````{note}\n```{postlist}\n```\n````", "````{note}\n````"),
    ],
)
def test_directives_of_myst_are_replaced(source: str, expected: str) -> None:
    lines = list(enumerate(source.split("\n"), 1))
    found = myst_lines(lines, lambda _line, _message: None)
    assert "\n".join(text for _number, text in found) == expected


def test_files_that_a_text_names_are_said() -> None:
    notes: list[tuple[int, str]] = []
    source = "a\n\n.. literalinclude:: a.py\n\n.. include:: b.txt"
    list(rst_lines(list(enumerate(source.split("\n"), 1)), lambda *note: notes.append(note)))
    list(myst_lines([(7, "```{include} c.md"), (8, "```")], lambda *note: notes.append(note)))
    assert [(line, message.partition(" is ")[0]) for line, message in notes] == [
        (3, "literalinclude: 'a.py'"),
        (5, "include: 'b.txt'"),
        (7, "include: 'c.md'"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a](two.rst) [b](<two.rst> 'T') `[c](two.rst)`",
         "[a](../2020/two.rst) [b](../2020/two.rst 'T') `[c](two.rst)`"),
        ("[`a` ![](pot.png)](two.rst)", "[`a` ![](../images/pot.png)](../2020/two.rst)"),
        ("[gone](x.md) ![gone *x*](x.png) ![](https://example.org/x_y.png)",
         "gone gone *x* [x_y.png](https://example.org/x_y.png)"),
        ("[a](#x) [b](label) [c](project:x.md) [d](mailto:a@example.org) [](inv:x#y)", None),
        ("[a]: two.rst 'T'\n[b]: x.md\n[^c]: two.rst", "[a]: ../2020/two.rst 'T'\n\n[^c]: two.rst"),
        ("```{image} x.png\n:alt: a\n```\n\n```{figure} x.png\n:alt: a\n\nWords\n```",
         "x.png\n\nx.png\n\nWords"),
        ("```{raw} html\n[a](two.rst)\n```\n\n~~~\n[a](two.rst)", None),
        ("{doc}`/blog/two` {doc}`2 </blog/two>` {doc}`x`",
         "{doc}`../2020/two` {doc}`2 <../2020/two>` x"),
        ("$x[a](y)$ {math}`a` (x)=\n| a | b |", None),
    ],
)  # fmt: skip
def test_links_of_myst_are_rewritten(source: str, expected: str | None) -> None:
    assert rewrite_links(source, Rewriter([])) == (source if expected is None else expected) + "\n"
