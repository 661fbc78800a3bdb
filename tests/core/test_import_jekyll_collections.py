"""Documents of a Jekyll site beside its posts: collections, other markup languages, layouts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.core.posts.template_tags import template_tags
from sphinx_anthology.importing.jekyll.permalinks import collection_template, permalink
from tests.core.test_import_wordpress import front_matter

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "_config.yml": "url: https://j.example.org\nbaseurl: /b\ncollections:\n  recipes:\n"
    "    output: true\n    permalink: /food/:path/\n  parts: {output: false}\n"
    "  authors: {output: true}\n",
    "_posts/2020-01-02-one.md": "---\ntitle: One\n---\nIn short, *x* {% include a.html %}\n"
    "{: .lead #intro}\n\n* TOC\n{:toc}\n\n<!--more-->\n\n[a]({% link _recipes/hot/soup.md %}) "
    "[b]({{ site.baseurl }}/food/hot/soup/)\n\n{% raw %}\nWrite {% tag %} and {{ name }}.\n"
    "{% endraw %}\n",
    "_posts/2020-01-03-two.textile": "---\ntitle: Two\n---\nh1. Two\n",
    "_drafts/three.adoc": "---\ntitle: Three\n---\n= Three\n",
    "_recipes/hot/soup.md": "---\ntitle: Soup\n---\nSee [one]({% post_url 2020-01-02-one %}).\n",
    "_parts/part.md": "---\ntitle: Part\n---\nx\n",
    "_authors/ann.md": "---\nname: Ann Example\n---\nx\n",
    "index.html": "---\nlayout: home\n---\n",
    "notes.textile": "---\ntitle: Notes\n---\nx\n",
}


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    for name, text in FILES.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_text(text, encoding="utf-8")
    report = folder / "report.json"
    options = ["--to", str(folder / "posts"), "--report", str(report), *arguments]
    assert main(["import", str(folder / "site"), *options]) == 0
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def test_collections_are_pages(tmp_path: Path) -> None:
    report = run(tmp_path, "--pages")
    assert list(report["changes"]) == ["2020/one.md", "pages/recipes-hot-soup.md"]
    soup = tmp_path / "posts" / "pages" / "recipes-hot-soup.md"
    assert front_matter(soup)["aliases"] == ["/b/food/hot/soup/"]
    assert soup.read_text(encoding="utf-8").endswith("# Soup\n\nSee [one](../2020/one.md).\n")
    text = (tmp_path / "posts" / "2020" / "one.md").read_text(encoding="utf-8")
    assert text.count("](../pages/recipes-hot-soup.md)") == 2


def test_links_to_pages_that_are_not_imported_lead_to_the_old_blog(tmp_path: Path) -> None:
    run(tmp_path)
    text = (tmp_path / "posts" / "2020" / "one.md").read_text(encoding="utf-8")
    assert text.count("](https://j.example.org/b/food/hot/soup/)") == 2


def test_posts_in_other_markup_languages_are_named(tmp_path: Path) -> None:
    report = run(tmp_path, "--pages")
    skipped = [note["message"] for note in report["notices"] if note["kind"] == "skipped"]
    assert skipped == [
        "2020-01-03-two.textile: is written in Textile; convert it to Markdown first",
        "three.adoc: is written in AsciiDoc; convert it to Markdown first",
    ]


def test_descriptions_have_no_markup_of_the_program(tmp_path: Path) -> None:
    run(tmp_path)
    assert front_matter(tmp_path / "posts" / "2020" / "one.md")["description"] == "In short, x"


def test_raw_tags_are_text_that_the_build_does_not_report(tmp_path: Path) -> None:
    run(tmp_path)
    text = (tmp_path / "posts" / "2020" / "one.md").read_text(encoding="utf-8")
    assert "Write \\{% tag %} and \\{\\{ name }}." in text
    assert template_tags(text) == ()


@pytest.mark.parametrize(
    ("own", "style", "path"),
    [
        ("", "date", "/talks/a/b.html"),
        ("", "pretty", "/talks/a/b/"),
        ("", "/:year/:title/", "/talks/a/b/"),
        ("/:collection/:name", "pretty", "/talks/b"),
        ("/t/:title:output_ext", "date", "/t/slug.html"),
    ],
)
def test_addresses_of_collections(own: str, style: str, path: str) -> None:
    template = collection_template(own, style)
    found = permalink(template, None, "b", (), "slug", collection="talks", path="a/b")
    assert found == path
