"""Links between posts by all forms of their old addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.addresses import AddressBook
from tests.core.test_import_wordpress import front_matter, run
from tests.wordpress_export import HEAD, TAIL, item

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://blog.example.org/2018/10/post-2/feed/", "post-2.md"),
        ("https://blog.example.org/2018/10/post-2/comment-page-1/#comment-9", "post-2.md"),
        ("https://blog.example.org/2018/10/post-2/2/", "post-2.md"),
        ("https://blog.example.org/2018/10/post-2/amp", "post-2.md"),
        ("/index.php/2018/10/post-2", "post-2.md"),
        ("/2018/10/post-2/other/", "https://blog.example.org/2018/10/post-2/other/"),
        ("/wp-content/uploads/a.pdf", "https://blog.example.org/wp-content/uploads/a.pdf"),
    ],
)
@pytest.mark.parametrize("above", ["", "/blog"])
def test_links_to_parts_of_posts_and_of_blogs_below_a_folder(
    tmp_path: Path, address: str, expected: str, above: str
) -> None:
    file = tmp_path / "export.xml"
    old = address.replace(".org", f".org{above}") if "//" in address else above + address
    text = HEAD + item(1, f'<a href="{old}">x</a>') + item(2, "y") + TAIL
    text = text.replace("blog.example.org<", f"blog.example.org{above}<")
    text = text.replace(
        "blog.example.org/2018/10/post-2/</link>", f"blog.example.org{above}/2018/10/post-2/</link>"
    )
    file.write_text(text, encoding="utf-8")
    _code, target, report = run(file)
    is_lost = [n for n in report["notices"] if "its page is not imported" in n["message"]]
    assert bool(is_lost) == ("other" in address)
    text = (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    assert text.endswith(f"[x]({expected.replace('.org', f'.org{above}')})\n")


def test_an_address_by_the_index_is_that_of_the_post_too(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    text = HEAD + item(1, '<a href="/2018/10/post-2/">x</a>') + item(2, "y") + TAIL
    file.write_text(
        text.replace(">https://blog.example.org/2018", ">https://blog.example.org/index.php/2018")
    )
    _code, target, _report = run(file)
    text = (target / "2018" / "post-1.md").read_text(encoding="utf-8")
    assert text.endswith("[x](post-2.md)\n")


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (["/posts/2014/a.html", "/b.html"], ["/b.html"]),
        (["/posts/2014/A/", "/posts/2014/a"], []),
        (["/posts/2014/other.html"], []),
        (["/index.html", "/"], []),
        (["/a.html", "/a.html/b/", "/c/d.html/e", "/c/d.html"], ["/a.html", "/c/d.html/e"]),
        (["/x/", "/X/index.html", "/x"], ["/x/"]),
    ],
)
def test_aliases_are_free_addresses_of_the_site(addresses: list[str], expected: list[str]) -> None:
    book = AddressBook("https://blog.example.org", {}, "posts")
    for path in ("2014/a.md", "2014/other.md"):
        book.add(path, [], is_published=True)
    assert list(book.aliases_of("2014/a.md", addresses)) == expected


def test_the_address_of_a_post_is_none_of_its_aliases(tmp_path: Path) -> None:
    """Also where the target is deeper in a project."""
    (tmp_path / "conf.py").touch()
    export = tmp_path / "export.xml"
    old = "https://blog.example.org/in/posts/2018/post-1.html"
    text = HEAD + item(1, "x").replace("https://blog.example.org/2018/10/post-1/", old) + TAIL
    export.write_text(text, encoding="utf-8")
    target = tmp_path / "in" / "posts"
    assert main(["import", str(export), "--to", str(target)]) == 0
    assert "aliases" not in front_matter(target / "2018" / "post-1.md")


def test_a_missing_picture_has_one_notice(tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    pictures = '<img src="/a/x.PNG"> <img src="https://blog.example.org/y.jpg?w=3">'
    export.write_text(HEAD + item(1, pictures) + TAIL, encoding="utf-8")
    _code, _target, report = run(export)
    assert [notice["kind"] for notice in report["notices"]] == ["picture", "picture"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://blog.example.org/", ""),
        ("https://blog.example.org", ""),
        ("/2018/10/post-2/#comments", ""),
        ("/2018/10/post-2/#comment-12", ""),
        ("/2018/10/post-2/#part", "now leads to the start of the post; add a label there"),
        ("/2018/10/post-3/", "leads to a draft, which has no page; only its text is kept"),
        ("/about/", "leads to the old blog, as its page is not imported; check it"),
        ("about.html", "no imported post has this address; only its text is kept"),
        ("https://example.org/a b.pdf", ""),
        ("javascript:x()", "is not a valid address; only its text is kept"),
    ],
)
def test_notices_about_links(tmp_path: Path, address: str, problem: str) -> None:
    file = tmp_path / "export.xml"
    draft = item(3, "z", status="draft")
    text = HEAD + item(1, f'<a href="{address}">x</a>') + item(2, "y") + draft + TAIL
    file.write_text(text, encoding="utf-8")
    _code, _target, report = run(file)
    found = [notice["message"] for notice in report["notices"]]
    links = [message.partition(": ")[2] for message in found if message.startswith("link ")]
    assert links == ([problem] if problem else [])
    assert "2018/post-3.md: is a draft, as in the source" in found
