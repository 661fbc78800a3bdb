"""``sphinx-anthology import`` of Hugo's folders."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.hugo.config import HugoConfig, read_config
from sphinx_anthology.importing.hugo.content import ContentFile, content_files
from sphinx_anthology.importing.hugo.embeds import embed, wrap
from sphinx_anthology.importing.hugo.shortcodes import Shortcodes, parse_arguments
from sphinx_anthology.importing.hugo.urls import PageAddresses
from sphinx_anthology.importing.markdown.html_blocks import link_html, picture_html
from sphinx_anthology.importing.markdown.tag_placeholders import OURS, restore
from sphinx_anthology.importing.report import Report
from tests.core.test_import_wordpress import front_matter
from tests.hugo_site import SHORTCODES, write_site

if TYPE_CHECKING:
    from sphinx_anthology.importing.folders.data import Data

PATHS = {
    "2019/short.md", "2019/second.md", "2019/json.md", "2019/page.md", "2019/named.md",
    "hidden.md", "2999/later.md", "gone.md", "never.md", "de/2019/zwei.md", "de/2019/second.md",
    "pages/about.md",
}  # fmt: skip
BODY = r"""The first paragraph, <https://example.org/a_b>.

See [two](second.md), [again](second.md),
[by hand](second.md), [the file](second.md), [beside](json.md),
a draft,
German, no page and [a page](../pages/about.md).

```{figure} ../images/shortcodes-pot.png
:alt: A pot

A *brown* pot [Ann](https://ann.example)
```

- in a list ![](../images/img-pot.png)

<https://www.youtube.com/watch?v=abc-123>

<https://vimeo.com/146022717>

<https://gist.github.com/ann/0123>

<https://x.com/ann/status/877500564405444608>

<details><summary>More <em>of</em> it</summary>

Inside, [two](second.md) with Cook well and fine.

</details>

````{warning}
Hot, [two](second.md).

```go
a := "Cook well"
```
````

```go
fmt.Println("[x](/y)")
```

```text
{{< figure src="x.png" >}}
```

Written \{\{% ref "x" %}} and \{\{\< mystery "x y" >\}\}inner\{\{\< /mystery >\}\}.

(2019-short-part)=
## Part

To [the part](#2019-short-part) and {math}`x_1`."""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Return the target of an import, and the report."""
    folder = tmp_path_factory.mktemp("hugo")
    return folder / "posts", run(folder)


def run(folder: Path) -> dict[str, Any]:
    """Import the site in a folder and return the report."""
    site, report = folder / "site", folder / "report.json"
    if not site.exists():
        write_site(site)
    options = ["--to", str(folder / "posts"), "--pages", "--report", str(report)]
    assert main(["import", str(site), *options]) == 0
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def body(target: Path, name: str) -> str:
    return (target / name).read_text(encoding="utf-8").split("---\n", 2)[2].strip("\n")


def test_every_page_is_imported_once(imported: tuple[Path, dict[str, Any]]) -> None:
    target, report = imported
    written = {path for path in report["changes"] if not path.startswith("images/")}
    assert written == PATHS
    assert all((target / path).is_file() for path in PATHS)
    assert report["counts"] == {
        "posts in the folder": 11,
        "pages in the folder": 1,
        "posts imported": 11,
        "comments kept": 0,
        "imported as drafts": 4,
        "pages imported": 1,
    }
    assert {path for path in report["changes"] if path.startswith("images/")} == {
        "images/shortcodes-pot.png", "images/img-pot.png", "images/deep-feature.png"
    }  # fmt: skip


def test_front_matter_holds_what_the_site_has(imported: tuple[Path, dict[str, Any]]) -> None:
    target, report = imported
    assert front_matter(target / "2019" / "short.md") == {
        "date": "2019-05-06T07:08:09+02:00",
        "updated": "2020-01-02",
        "title": "Shortcodes & more",
        "authors": ["Ann Example"],
        "categories": ["cooking"],
        "tags": ["C#", "soup"],
        "series": [{"name": "soup-stories", "order": "2"}],
        "description": "All shortcodes.",
        "image": "../images/shortcodes-pot.png",
        "image_alt": "A pot",
        "aliases": ["/2019/05/short/", "/old/one/", "/2019/05/older"],
        "original_url": "https://blog.example.org/2019/05/short/",
        "x-mood": "fine",
    }
    json_post = front_matter(target / "2019" / "json.md")
    assert (json_post["date"], json_post["aliases"]) == ("2019-05", ["/by/hand.html"])
    second = front_matter(target / "2019" / "second.md")
    assert (second["authors"], second["description"]) == (["bob"], "Long.")
    assert front_matter(target / "2019" / "named.md")["date"] == "2019-05-10"
    german = front_matter(target / "de" / "2019" / "second.md")
    assert (german["lang"], german["aliases"]) == ("de", ["/de/2019/05/zweiter/"])
    assert report["anthology_authors"]["bob"] == {
        "name": "Bob Example",
        "url": "https://bob.example",
    }
    assert json_post["authors"] == ["Cy Example"]
    assert report["anthology_authors"]["Cy Example"]["url"] == "https://cy.example"
    assert report["anthology_series"] == {
        "soup-stories": {"title": "Stories of soups", "description": "From leek to tomato."}
    }


def test_drafts_say_why(imported: tuple[Path, dict[str, Any]]) -> None:
    names = ("hidden.md", "2999/later.md", "gone.md", "never.md")
    assert [front_matter(imported[0] / name)["x-held-back"] for name in names] == [
        "a draft",
        "scheduled for 2999-01-01",
        "expired since 2001-01-01",
        "marked 'build.render: never'",
    ]


def test_texts(imported: tuple[Path, dict[str, Any]]) -> None:
    target, _report = imported
    assert body(target, "2019/short.md") == BODY
    assert body(target, "2019/second.md").split("\n\n") == [
        "![Deep](../images/deep-feature.png) ![named](../images/deep-feature.png) none",
        "Long.",
        "Rest, [short](short.md) and [one](short.md).",
        "## Part",
    ]
    assert body(target, "2019/json.md") == "[Two](second.md), [html](page.md)."
    assert body(target, "2019/page.md") == "[JSON](json.md) Cook well"
    assert body(target, "2019/named.md") == r"No head, \{\{\<mystery>\}\}."
    assert body(target, "de/2019/second.md") == (
        "Auf Deutsch, [zwei](zwei.md), ![tief](../../images/deep-feature.png)."
    )
    assert body(target, "pages/about.md") == "# About us\n\nAbout, by [two](../2019/second.md)."


def test_the_report_names_file_and_line(imported: tuple[Path, dict[str, Any]]) -> None:
    lines = SHORTCODES.split("\n")
    found = [
        (notice["kind"], lines[notice["line"] - 1])
        for notice in imported[1]["notices"]
        if notice["file"].endswith("shortcodes/index.md")
    ]
    assert [kind for kind, _line in found] == [
        "link",
        "link",
        "markup",
        "markup",
        "markup",
        "markup",
    ]
    parts = ["second#part", "hidden", "zwei", "nothing.md", "mystery", "mystery"]
    assert all(part in line for part, (_kind, line) in zip(parts, found, strict=True))
    skipped = [notice for notice in imported[1]["notices"] if notice["kind"] == "skipped"]
    assert [Path(notice["file"]).name for notice in skipped] == ["old.org"]


def test_the_checker_finds_nothing(imported: tuple[Path, dict[str, Any]]) -> None:
    assert main(["check", str(imported[0])]) == 0


def test_a_second_run_doubles_nothing_and_loses_no_edit(tmp_path: Path) -> None:
    run(tmp_path)
    posts = tmp_path / "posts"
    files = set(posts.rglob("*.md"))
    (posts / "2019" / "json.md").write_text("Mine.\n", encoding="utf-8")
    source = tmp_path / "site" / "content" / "posts" / "json.md"
    source.write_text("---\ntitle: New\ndate: 2019-05\nurl: /by/hand.html\n---\n", "utf-8")
    changes = run(tmp_path)["changes"]
    changed = {path: change for path, change in changes.items() if change != "unchanged"}
    assert changed == {"2019/json.md": "edited, new version beside"}
    assert (posts / "2019" / "json.md").read_text(encoding="utf-8") == "Mine.\n"
    assert set(posts.rglob("*.md")) == files


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"hugo.yaml": "baseURL: https://a.example/x/\n"}, ("https://a.example/x", "")),
        ({"config.json": '{"title": "T", "baseurl": "/"}'}, ("", "T")),
        ({"config/_default/hugo.toml": 'title = "T"\n'}, ("", "T")),
        ({"config/_default/config.toml": 'title = "A"\n', "hugo.toml": 'title = "B"'}, ("", "B")),
        (
            {
                "config/_default/languages.toml": '[en]\ntitle = "L"\n',
                "config/_default/params.toml": "mainSections = ['notes']\n",
            },
            ("", "L"),
        ),
        ({"hugo.toml": "title ="}, ("", "")),
    ],
)
def test_configurations(tmp_path: Path, files: dict[str, str], expected: tuple[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = Report()
    config = read_config(tmp_path, report)
    assert (config.address, config.title) == expected
    assert config.main_sections == (("notes",) if "params" in str(files) else ())
    assert report.has_failed == (files == {"hugo.toml": "title ="})


def address(page: ContentFile, head: dict[str, Data], **options: Data) -> tuple[str, ...]:
    moment = datetime.fromisoformat("2019-05-06T07:08:09+02:00")
    return PageAddresses(page, head, "A Title!", moment, HugoConfig(options)).paths


@pytest.mark.parametrize(
    ("name", "head", "options", "expected"),
    [
        ("a B", {}, {}, "/posts/x/a-b/"),
        ("index", {}, {}, "/posts/x/"),
        ("a", {"slug": "s"}, {}, "/posts/x/s/"),
        ("a", {"url": "/u/v.html"}, {}, "/u/v.html"),
        ("a", {"url": "w"}, {}, "/w"),
        ("a", {}, {"permalinks": {"posts": "/:year/:monthname/:title"}}, "/2019/may/a-title/"),
        ("a", {}, {"permalinks": {"page": {"posts": "/:sections/:day/:filename/"}}},
         "/posts/x/06/a/"),
        ("a", {}, {"uglyurls": "true"}, "/posts/x/a.html"),
        ("A", {}, {"disablepathtolower": "true"}, "/posts/x/A/"),
        ("a", {}, {"defaultcontentlanguageinsubdir": "true"}, "/en/posts/x/a/"),
        ("2019-05-06-a", {}, {}, "/posts/x/2019-05-06-a/"),
        ("2019-05-06-a", {}, {"frontmatter": {"date": [":filename"]}}, "/posts/x/a/"),
    ],
)  # fmt: skip
def test_addresses(
    name: str, head: dict[str, Data], options: dict[str, Data], expected: str
) -> None:
    page = ContentFile(Path("x.md"), "posts/x", name, "")
    assert address(page, head, **options) == (expected,)
    aliases: dict[str, Data] = {**head, "aliases": ["/b", "c/"]}
    above = expected.rstrip("/").rpartition("/")[0]
    assert address(page, aliases, **options)[1:] == ("/b", f"{above}/c/")


def test_languages_by_name_and_folder(tmp_path: Path) -> None:
    for name in ("content/a.md", "content/a.de.md", "content/v1.2.md", "content/de/b.md",
                 "content/x/index.de.md", "content/x/p.md"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    languages: dict[str, Data] = {"en": {}, "de": {"contentdir": "content/de"}}
    config = HugoConfig({"languages": languages})
    found = {(page.logical, page.language) for page in content_files(tmp_path, config)}
    assert found == {("a", ""), ("a", "de"), ("v1.2", ""), ("b", "de"), ("x", "de")}


def expanded(text: str) -> str:
    codes = Shortcodes(lambda name: f"/{name}" if name else "", {"p": "v"}.get, 1)
    return restore(codes.expand(text)[0]).rstrip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[a]({{< ref "b" >}}) {{%relref path="c"%}}', "[a](/b) /c"),
        ('{{< param "p" >}} {{< param "q" >}}', 'v {{< param "q" >}}'),
        ("`{{</* x */>}}` {{%/* /y */%}}", "`{{< x >}}` {{% /y %}}"),
        ("{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}", "{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}"),
        ("{{< lead >}}a {{< lead >}}b{{< /lead >}} c{{< /lead >}}", "a b c"),
        ('a {{< img src=`a.png` alt="x \\"y\\"" />}}', "a " + picture_html("a.png", 'x "y"')),
        ("{{< rawhtml >}}<b>x</b>{{< /rawhtml >}}", "<b>x</b>"),
        ("a {{< toc >}}b{{% TableOfContents %}}", "a b"),
        ("a {{< katex >}} a_1 {{< /katex >}}", "a $$a_1$$"),
        ("{{< >}} {{ .Title }} {{</ x >}}", "{{< >}} {{ .Title }} {{</ x >}}"),
        ("a {{< highlight js >}}b{{< /highlight >}}", "a `b`"),
        ("{{< highlight js >}}a{{< /highlight >}}", "```js\na\n```"),
        ("a {{< note >}}b{{< /note >}}", "a b"),
        ("{{< note >}}b{{< /note >}}", f"```{OURS}{{note}}\nb\n```"),
    ],
)  # fmt: skip
def test_shortcodes(text: str, expected: str) -> None:
    assert expanded(text) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        (
            "youtube",
            'id="x" title="A [b]"',
            link_html("https://www.youtube.com/watch?v=x", "A [b]"),
        ),
        ("tweet", "123", link_html("https://x.com/i/web/status/123")),
        ("x", "ann 123", link_html("https://x.com/ann/status/123")),
        ("instagram", "abc", link_html("https://www.instagram.com/p/abc/")),
        ("gist", "ann 0a 'b c'", link_html("https://gist.github.com/ann/0a")),
        ("figure", 'src="/a.png" link="/b" alt="x"', picture_html("/a.png", "x", "/b")),
        ("figure", 'alt="x"', None),
        ("youtube", '"a b"', None),
        ("audio", 'src="a.mp3"', None),
        ("photo-frame", 'src="a.jpg"', picture_html("a.jpg")),
    ],
)
def test_embeds(name: str, arguments: str, expected: str | None) -> None:
    assert embed(name, parse_arguments(arguments), is_block=False) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", f"```{OURS}{{note}}\nx\n```"),
        ("warning", f"```{OURS}{{warning}}\nx\n```"),
        ('type="tip" title="A b"', f"```{OURS}{{admonition}} A b\n:class: tip\n\nx\n```"),
        ('"Own title"', f"```{OURS}{{admonition}} Own title\n:class: note\n\nx\n```"),
    ],
)
def test_admonitions(arguments: str, expected: str) -> None:
    assert wrap("notice", parse_arguments(arguments), "x", is_block=True) == expected
