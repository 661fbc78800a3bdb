"""``sphinx-anthology import`` of Jekyll's folders."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.jekyll.config import JekyllConfig, read_config
from sphinx_anthology.importing.jekyll.embeds import embed
from sphinx_anthology.importing.jekyll.expressions import Unknown, evaluate
from sphinx_anthology.importing.jekyll.kramdown import with_whole_html, without_kramdown
from sphinx_anthology.importing.jekyll.liquid import Liquid
from sphinx_anthology.importing.jekyll.permalinks import permalink
from sphinx_anthology.importing.jekyll.site_address import linked_address
from sphinx_anthology.importing.markdown.html_blocks import link_html, picture_html
from sphinx_anthology.importing.markdown.tag_placeholders import BLANK, restore
from sphinx_anthology.importing.report import Report
from tests.core.test_import_wordpress import front_matter
from tests.jekyll_site import LIQUID, write_site

if TYPE_CHECKING:
    from pathlib import Path

PATHS = {
    "2019/liquid.md", "2019/second.md", "2019/hidden.md", "2999/future.md", "2019/plain.md",
    "idea.md", "2019/leek.md", "pages/about.md",
}  # fmt: skip


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Return the folder of an import with its site, and the report."""
    folder = tmp_path_factory.mktemp("jekyll")
    return folder, run(folder)


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    """Import the site in a folder and return the report."""
    site, report = folder / "site", folder / "report.json"
    if not site.exists():
        write_site(site)
    target = str(folder / "posts")
    options = ["--to", target, "--pages", "--report", str(report), *arguments]
    assert main(["import", str(site), *options]) == 0
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def body(folder: Path, name: str) -> str:
    return (folder / "posts" / name).read_text(encoding="utf-8").split("---\n", 2)[2].strip("\n")


def test_every_post_is_imported_once(imported: tuple[Path, dict[str, Any]]) -> None:
    folder, report = imported
    written = {path for path in report["changes"] if not path.startswith("images/")}
    assert written == PATHS
    assert all((folder / "posts" / path).is_file() for path in PATHS)
    assert report["counts"] == {
        "posts in the folder": 7,
        "pages in the folder": 1,
        "posts imported": 7,
        "comments kept": 0,
        "imported as drafts": 3,
        "pages imported": 1,
    }
    assert list(report["changes"]).count("images/assets-pot.png") == 1


def test_front_matter_holds_what_the_site_has(imported: tuple[Path, dict[str, Any]]) -> None:
    posts = imported[0] / "posts"
    assert front_matter(posts / "2019" / "liquid.md") == {
        "date": "2019-05-06T07:08:09+02:00",
        "title": "Liquid & more",
        "authors": ["ann"],
        "categories": ["cooking", "at-home"],
        "tags": ["C#", "soup"],
        "series": ["Soups"],
        "description": "The first paragraph.",
        "image": "../images/assets-pot.png",
        "aliases": [
            "/blog/cooking/at-home/2019/05/06/liquid/",
            "/blog/old/one/",
            "/blog/old/two.html",
        ],
        "original_url": "https://blog.example.org/blog/cooking/at-home/2019/05/06/liquid/",
        "x-mood": "fine",
    }
    second = front_matter(posts / "2019" / "second.md")
    assert (second["date"], second["authors"]) == ("2019-05-07", ["bob"])
    assert second["tags"] == ["one", "two"]
    leek = front_matter(posts / "2019" / "leek.md")
    assert (leek["title"], leek["categories"]) == ("Leek", ["soups"])
    assert leek["aliases"] == ["/blog/soups/2019/05/10/leek/"]
    assert front_matter(posts / "2019" / "plain.md")["aliases"] == ["/blog/plain.html"]
    assert imported[1]["anthology_authors"] == {
        "ann": {"name": "Ann Example", "url": "https://ann.example.org"},
        "bob": {"name": "Bob Example"},
    }


def test_drafts_say_why(imported: tuple[Path, dict[str, Any]]) -> None:
    posts = imported[0] / "posts"
    reasons = {
        name: front_matter(posts / name).get("x-held-back")
        for name in ("2019/hidden.md", "2999/future.md", "idea.md", "2019/second.md")
    }
    assert reasons == {
        "2019/hidden.md": "marked 'published: false'",
        "2999/future.md": "dated in the future, 2999-01-01",
        "idea.md": "in the folder _drafts",
        "2019/second.md": None,
    }


def test_liquid_is_resolved(imported: tuple[Path, dict[str, Any]]) -> None:
    text = body(imported[0], "2019/liquid.md")
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    assert paragraphs[0] == "The first paragraph."
    assert paragraphs[1].strip().split("\n") == [
        "See [two](second.md), [two again](second.md),",
        '[by hand](second.md "Title"),',
        "[its file](second.md),",
        "[a page](../pages/about.md), a draft and",
        "[the file](second.md).",
        "A site, Liquid &amp; more.",
    ]
    for expected in (
        "![Pot](../images/assets-pot.png)\n",
        "```{figure} ../images/assets-pot.png\n:alt: A pot\n\nA *brown* pot\n```",
        "- ![In a list](../images/assets-pot.png)",
        "<https://www.youtube.com/watch?v=abc-123>",
        "<https://gist.github.com/ann/0123>",
        r'\{% include mystery.html x="1" %\} and \{\{ page.unknown \}\} in text.',
        '```python\nprint("A site")\n```',
        "```liquid\n{{ page.title }}\n```",
        r"Raw in a line: \{\{ x }}.",
        "[link](second.md)",
        "Indented",
    ):
        assert expected in text
    assert "shown" not in text
    assert "    Indented" not in text


def test_kramdown_is_resolved(imported: tuple[Path, dict[str, Any]]) -> None:
    lines = [line for line in body(imported[0], "2019/second.md").split("\n") if line]
    assert lines == [
        "## First part",
        (
            "Text with a note[^1], {math}`x_1` and [a jump](#2019-second-second-part)."
            " It costs \\$5 or \\$6."
        ),
        "(2019-second-second-part)=",
        "## Second part",
        "```{math}",
        "\\alpha",
        "```",
        "~~~ruby",
        'puts "[x](/y)"',
        "~~~",
        "[^1]: The note with [one][o].",
        "[o]: liquid.md",
    ]
    assert body(imported[0], "2019/plain.md") == "See [two](second.md)."
    assert body(imported[0], "2019/leek.md") == "Leek soup, [the one](plain.md)."
    assert (
        body(imported[0], "pages/about.md") == "# About us\n\nAbout, by [two](../2019/second.md)."
    )


def test_the_report_names_file_and_line(imported: tuple[Path, dict[str, Any]]) -> None:
    lines = LIQUID.split("\n")

    def line_of(words: str) -> int:
        return next(number for number, line in enumerate(lines, start=1) if words in line)

    found = {
        (notice["kind"], notice["file"].rpartition("/")[2], notice["line"])
        for notice in imported[1]["notices"]
        if notice["kind"] != "draft"
    }
    assert found == {
        ("skipped", "no-date.md", 0),
        ("link", "2019-05-06-liquid.md", line_of("a draft")),
        ("markup", "2019-05-06-liquid.md", line_of("mystery")),
    }


def test_the_checker_finds_nothing(imported: tuple[Path, dict[str, Any]]) -> None:
    assert main(["check", str(imported[0] / "posts")]) == 0


def test_a_second_run_doubles_nothing_and_loses_no_edit(tmp_path: Path) -> None:
    run(tmp_path)
    posts = tmp_path / "posts"
    before = {path: path.read_bytes() for path in posts.rglob("*.md")}
    (posts / "2019" / "leek.md").write_text("Mine.\n", encoding="utf-8")
    (posts / "2019" / "plain.md").unlink()
    source = tmp_path / "site" / "soups" / "_posts" / "2019-05-10-leek.md"
    source.write_text("Changed.\n", encoding="utf-8")
    report = run(tmp_path)
    changes = {path: change for path, change in report["changes"].items() if change != "unchanged"}
    assert changes == {
        "2019/leek.md": "edited, new version beside",
        "2019/plain.md": "removed by you, not written again",
    }
    assert (posts / "2019" / "leek.md").read_text(encoding="utf-8") == "Mine.\n"
    assert "Changed." in (posts / "2019" / "leek.md.new").read_text(encoding="utf-8")
    assert set(posts.rglob("*.md")) == {path for path in before if path.name != "plain.md"}


def test_a_bare_folder_of_posts(tmp_path: Path) -> None:
    source, posts = tmp_path / "texts", tmp_path / "posts"
    source.mkdir()
    (source / "2015-03-04-one.md").write_text("---\ntitle: One\n---\n[b](/2015/03/05/two/)\n")
    (source / "2015-03-05-two.md").write_text("---\ntitle: Two\n---\n![p](/a/p.png)\n")
    (source / "notes.txt").write_text("no post")
    assert main(["import", str(source), "--to", str(posts)]) == 0
    head = front_matter(posts / "2015" / "one.md")
    assert head["date"] == "2015-03-04"
    assert head["aliases"] == ["/2015/03/04/one/", "/2015/03/04/one.html"]
    assert "[b](two.md)" in (posts / "2015" / "one.md").read_text(encoding="utf-8")
    assert (posts / "2015" / "two.md").read_text(encoding="utf-8").endswith("---\n\np\n")
    for name, text in (("2015-03-06-three.md", "no front matter"), ("other.md", "---\n---\n")):
        (source / name).write_text(text)
        assert main(["import", str(source), "--to", str(posts)]) == 1  # it is not recognized
        (source / name).unlink()


@pytest.mark.parametrize("url", ["http://[x", "http://", "/blog", "example.org"])
def test_a_url_without_a_host_is_no_address(url: str, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(f"url: '{url}'\n")
    assert read_config(tmp_path, Report()).url == ""


def test_the_address_of_a_site_is_taken_from_its_links(tmp_path: Path) -> None:
    source, posts = tmp_path / "site" / "_posts", tmp_path / "posts"
    source.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("url: http://localhost:4000\n")
    old = "https://Old.example/2015/03/04/One"
    text = f"[a]({old}.html) [b]({old}/?x#y) <{old}>\nhttp://other.example/2015/03/04/one\n"
    (source / "2015-03-04-one.md").write_text(text + "![c](/c.png)\n")
    assert main(["import", str(tmp_path / "site"), "--to", str(posts)]) == 0
    head = front_matter(posts / "2015" / "one.md")
    assert head["original_url"] == "https://old.example/2015/03/04/one.html"
    body = (posts / "2015" / "one.md").read_text(encoding="utf-8").split("---\n")[2]
    assert body == (
        "\n[a](one.md) [b](one.md) [https://Old.example/2015/03/04/One](one.md)\n"
        "<http://other.example/2015/03/04/one>\n[c](https://old.example/c.png)\n"
    )


def test_few_links_do_not_say_where_a_site_is() -> None:
    link = "https://a.example/2015/03/04/one"
    assert linked_address([f"{link} {link}"], {"2015-03-04-one"}) == ""
    assert linked_address([f"{link} " * 3], {"2015-03-04-two"}) == ""
    assert linked_address([f"{link} " * 3], {"2015-03-04-one"}) == "https://a.example"


@pytest.mark.parametrize(
    ("content", "message"),
    [({}, "has no posts"), ({"_config.yml": "title: [\n"}, "has no posts")],
)
def test_a_folder_without_posts_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: dict[str, str], message: str
) -> None:
    for name, text in content.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["import", "--format", "jekyll", str(tmp_path), "--to", str(tmp_path / "p")]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("date", "/a/b%20c/2019/05/06/T-x.html"),
        ("pretty", "/a/b%20c/2019/05/06/T-x/"),
        ("ordinal", "/a/b%20c/2019/126/T-x.html"),
        ("none", "/a/b%20c/T-x.html"),
        ("/:year/:i_month/:slug", "/2019/5/t-x"),
        ("blog/:short_year:month-:title.html", "/blog/1905-T-x.html"),
        ("/:unknown/:title/", "/T-x/"),
        ("/:slugified_categories/:title/", "/a/b-c/T-x/"),
    ],
)
def test_permalinks(template: str, expected: str) -> None:
    date = datetime.fromisoformat("2019-05-06T07:08:09+02:00")
    assert permalink(template, date, "T-x", ("A", "b c")) == expected
    assert permalink("pretty", None, "x", ()) == "/x/"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"/a" | relative_url', "/b/a"),
        ("'/a' | absolute_url", "https://x.org/b/a"),
        ("site.x | upcase | append: '!'", "Y!"),
        ('site["x"]', "y"),
        ("'a-b' | replace: '-', '+'", "a+b"),
        ("'a|b' | remove: 'a'", "|b"),
        ("'*a*' | markdownify | strip_html", "a"),
        ("page.none", None),
        ("'a' | nonsense", None),
        ("site", None),
        ("x y", None),
    ],
)
def test_expressions(expression: str, expected: str | None) -> None:
    values: dict[str, Any] = {"site": {"x": "y"}, "page": {}}
    if expected is None:
        with pytest.raises(Unknown):
            evaluate(expression, values, "/b", "https://x.org")
    else:
        assert evaluate(expression, values, "/b", "https://x.org") == expected


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("image", '"assets/a.png" "An alt"', picture_html("/assets/a.png", "An alt")),
        ("image_with_class", '"/a.png" "wide" "An alt"', picture_html("/a.png", "An alt")),
        ("img", "left /a.jpg 10 20", picture_html("/a.jpg")),
        ("include", 'figure.html image_path="/a.png" link="/b"', picture_html("/a.png", link="/b")),
        ("include", "linked-figure.html,\n '/a.png',\n 'An alt'", picture_html("/a.png", "An alt")),
        ("include", 'video id="x" provider="vimeo"', link_html("https://vimeo.com/x")),
        ("twitter", "https://t.example/1", link_html("https://t.example/1")),
        ("include", "toc.html", None),
        ("include", 'note.html text="a.png is here"', None),
        ("for", "x in y", None),
        ("youtube", "<c>", None),
    ],
)  # fmt: skip
def test_embeds(name: str, arguments: str, expected: str | None) -> None:
    assert embed(name, arguments, is_block=False) == expected


def test_captured_text_and_unknown_blocks_stay() -> None:
    liquid = Liquid(JekyllConfig(), {}, {}, 5)
    text, lines = liquid.expand(
        "{% capture a %}*x*{% endcapture %}\n{% if b %}{{ a }}{% endif %}\n{%- raw -%}\n{%x\n"
    )
    assert restore(text) == "\n{% if b %}*x*{% endif %}\n{%- raw -%}\n{%x\n"
    assert lines == (5, 6, 7, 8, 9)


def test_blank_lines_do_not_end_html() -> None:
    text = "<div>\n\n  <div>a</div>\n\n    b\n</div>\n\nc\n\n<p>\n\nd"
    lines = f"<div>\n{BLANK}\n  <div>a</div>\n{BLANK}\n    b\n</div>\n\nc\n\n<p>\n\nd"
    assert with_whole_html(text) == lines
    for kept in ('<div markdown="1">\n\na\n\n</div>', "<div>\n\n```\n\n```\n\n</div>", "a\n\n<b>"):
        assert with_whole_html(kept) == kept


def test_marks_of_kramdown_in_code_stay() -> None:
    text = "```\n* TOC\n{:toc}\n{::comment}\n```\n\n1. x\n{:toc}\n\n{:note: .x}\n*[A]: b\n"
    assert without_kramdown(text) == "```\n* TOC\n{:toc}\n{::comment}\n```\n\n\n\n\n\n\n"
