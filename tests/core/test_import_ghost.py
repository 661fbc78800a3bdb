"""``sphinx-anthology import`` of Ghost's JSON exports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.commands import check
from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.ghost import ghost_date
from sphinx_anthology.importing.media import MediaFolders
from tests.core.test_import_wordpress import PNG, front_matter

if TYPE_CHECKING:
    from pathlib import Path

HTML = """<p>See <a href="__GHOST_URL__/second/">two</a>, it costs $5.</p>
<figure class="kg-card kg-image-card"><img src="__GHOST_URL__/content/images/2024/01/pot.png"
 alt="Pot"><figcaption>A pot</figcaption></figure>
<!--kg-card-begin: html--><p>A card</p><!--kg-card-end: html-->
<pre><code class="language-python">print("a &lt; b")</code></pre>"""


def post(number: str, slug: str, **more: object) -> dict[str, object]:
    return {
        "id": number, "title": slug.title(), "slug": slug, "html": f"<p>{slug}</p>",
        "type": "post", "status": "published", "visibility": "public",
        "published_at": "2024-01-02T03:04:05.000Z", "created_at": "2024-01-01T00:00:00.000Z",
        **more,
    }  # fmt: skip


DATA: dict[str, list[dict[str, object]]] = {
    "posts": [
        post("p1", "first", html=HTML, custom_excerpt="Short.",
             feature_image="__GHOST_URL__/content/images/2024/01/pot.png",
             updated_at="2024-03-01 10:00:00"),
        post("p2", "second"),
        post("p3", "draft", status="draft", published_at=None),
        post("p4", "later", status="scheduled", published_at="2999-01-01T00:00:00.000Z"),
        post("p5", "paid", visibility="paid"),
        post("p6", "mail", status="sent"),
        post("p7", "about", type="page"),
        post("p8", "cards", html=None, lexical="{}"),
    ],
    "tags": [{"id": "t1", "name": "C#"}, {"id": "t2", "name": "#internal"},
             {"id": "t3", "name": "Soups"}],
    "posts_tags": [{"post_id": "p1", "tag_id": "t1", "sort_order": 1},
                   {"post_id": "p1", "tag_id": "t2", "sort_order": 2},
                   {"post_id": "p1", "tag_id": "t3", "sort_order": 0}],
    "users": [{"id": "u1", "slug": "ann", "name": "Ann Example", "email": "ann@example.org"}],
    "posts_authors": [{"post_id": "p1", "author_id": "u1", "sort_order": 0}],
    "posts_meta": [{"post_id": "p1", "feature_image_alt": "The pot"}],
    "settings": [{"key": "title", "value": "A blog"}],
}  # fmt: skip


def run(folder: Path, content: object, *arguments: str) -> tuple[int, Path, dict[str, Any]]:
    """Import an export; return the exit code, the target and the report."""
    export, target, report = folder / "ghost.json", folder / "posts", folder / "report.out"
    text = content if isinstance(content, str) else json.dumps(content)
    export.write_text(text, encoding="utf-8")
    picture = folder / "content" / "images" / "2024" / "01" / "pot.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(PNG)
    options = ["--to", str(target), "--media", str(folder / "content"), "--report", str(report)]
    code = main(["import", str(export), *options, *arguments])
    found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    return code, target, found


@pytest.mark.parametrize("is_wrapped", [True, False])
def test_ghost_front_matter_holds_what_the_export_has(tmp_path: Path, *, is_wrapped: bool) -> None:
    inner = {"meta": {"exported_on": 1, "version": "5"}, "data": DATA}
    _code, target, report = run(tmp_path, {"db": [inner]} if is_wrapped else inner)
    assert front_matter(target / "2024" / "first.md") == {
        "title": "First",
        "date": "2024-01-02T03:04:05Z",
        "updated": "2024-03-01T10:00:00Z",
        "authors": ["ann"],
        "tags": ["Soups", "C#"],
        "description": "Short.",
        "image": "../images/01-pot.png",
        "image_alt": "The pot",
        "aliases": ["/first/"],
    }
    assert report["anthology_authors"]["ann"]["name"] == "Ann Example"
    assert list(check.find_problems(sorted(target.rglob("first.md")))) == []


def test_ghost_texts_are_myst_with_links_and_pictures_of_ours(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, {"db": [{"data": DATA}]})
    body = (target / "2024" / "first.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert "[two](second.md)" in body
    assert "```{figure} ../images/01-pot.png\n:alt: Pot\n\nA pot\n```" in body
    assert '```python\nprint("a < b")\n```' in body
    assert "kg-card" not in body
    assert "__GHOST_URL__" not in body


def test_ghost_cards_with_blocks_in_a_link_keep_it_and_notices_name_the_post(
    tmp_path: Path,
) -> None:
    html = (
        '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" '
        'href="https://x.example/a"><div><div>A *title*</div><div>A text</div></div>'
        '<div><img src="https://x.example/a.png"></div></a></figure>'
        '<a href="__GHOST_URL__/second/"><h2>Read</h2><p>more</p></a>'
        '<a href="https://x.example/b"><div><img src="__GHOST_URL__/b.png" alt="b"></div></a>'
    )
    data = {"posts": [post("p1", "first", html=html), post("p2", "second")]}
    _code, target, report = run(tmp_path, {"db": [{"data": data}]})
    body = (target / "2024" / "first.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert body.split("\n\n") == [
        "\n[A \\*title\\* A text](https://x.example/a)", "[Read more](second.md)", "b\n"
    ]  # fmt: skip
    assert {(n["item"], n["message"].split("'")[1]) for n in report["notices"]} == {
        ("first", "/b.png")
    }


def test_ghost_dates_are_in_the_zone_of_the_blog(tmp_path: Path) -> None:
    settings: list[dict[str, object]] = [{"key": "timezone", "value": "America/New_York"}]
    data = {"posts": [post("p1", "first")], "settings": settings}
    _code, target, _report = run(tmp_path, {"db": [{"data": data}]})
    assert front_matter(target / "2024" / "first.md")["date"] == "2024-01-01T22:04:05-05:00"


def test_ghost_posts_that_readers_do_not_see_are_drafts(tmp_path: Path) -> None:
    _code, target, _report = run(tmp_path, {"db": [{"data": DATA}]})
    found = {file.stem: front_matter(file) for file in target.rglob("*.md")}
    assert {name: entry["x-held-back"] for name, entry in found.items() if "draft" in entry} == {
        "draft": "a draft",
        "later": "scheduled for 2999-01-01T00:00:00Z",
        "paid": "for paying members only",
        "mail": "sent by e-mail only",
    }
    assert "date" not in found["draft"]
    assert "about" not in found


def test_ghost_pages_come_on_request_and_missing_texts_are_named(tmp_path: Path) -> None:
    code, target, report = run(tmp_path, {"db": [{"data": DATA}]}, "--pages")
    assert code == 1
    assert (target / "pages" / "about.md").is_file()
    assert [entry["message"] for entry in report["notices"] if entry["kind"] == "unreadable"] == [
        (
            "'Cards': the export has its text only in the format of the editor; "
            "publish it, and export again"
        )
    ]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "{}", '{"db": []}', '{"db": [1]}', '{"db": [{"data": {}}]}',
     '{"db": [{"data": {"posts": {}}}]}', '{"db": [{"data": {"posts": [1, null]}}]}',
     "[" * 100_000],
)  # fmt: skip
def test_files_that_are_no_export_of_ghost_are_said_so(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, target, _report = run(tmp_path, content, "--format", "ghost")
    assert code == 1
    assert "ghost.json: " in capsys.readouterr().err
    assert not list(target.rglob("*.md"))


@pytest.mark.parametrize(
    "row",
    [{"id": "x"}, {"slug": "x"}, {"id": [1], "title": {}, "slug": "x", "page": []},
     {"id": 5, "published_at": 10**20, "markdown": "*x*"}, {}, {"id": "x", "published_at": "0000"}],
)  # fmt: skip
def test_odd_rows_lose_no_neighbor(row: dict[str, object], tmp_path: Path) -> None:
    rows = [row, post("p2", "second")]
    _code, target, _report = run(tmp_path, {"db": [{"data": {"posts": rows, "tags": [row]}}]})
    assert (target / "2024" / "second.md").is_file()


@pytest.mark.parametrize(
    ("value", "date"),
    [(1283780649000, "2010-09-06T13:44:09Z"), ("2024-01-02 03:04:05", "2024-01-02T03:04:05Z"),
     ("2024-01-02T03:04:05.678+02:00", "2024-01-02T01:04:05Z"), (None, ""), ("soon", "")],
)  # fmt: skip
def test_times_of_ghost_are_in_utc(value: object, date: str) -> None:
    assert ghost_date(value) == date


@pytest.mark.parametrize("size", ["", "size/w600/", "size/w256h256/", "size/w30/format/webp/"])
def test_smaller_copies_of_pictures_are_those_of_the_export(tmp_path: Path, size: str) -> None:
    file = tmp_path / "content" / "images" / "2024" / "pot.png"
    file.parent.mkdir(parents=True)
    file.write_bytes(PNG)
    folders = MediaFolders([tmp_path])
    assert folders.find(f"https://g.example.org/content/images/{size}2024/pot.png") == file
