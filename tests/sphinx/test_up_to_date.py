"""A build of an up-to-date project reads no post, and still repairs its output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.incremental import outdated as sources

from .conftest import CONF
from .test_incremental import contents, differing

if TYPE_CHECKING:
    from .conftest import Project

CONFIG = """
html_baseurl = "https://example.org/blog/"
html_extra_path = ["extra"]
html_theme = "sphinx_book_theme"
templates_path = ["_templates"]
"""
FILES = ("404.html", "atom.xml", "feed.json", "llms.txt", "robots.txt", "sitemap.xml")


class Interruption(KeyboardInterrupt):
    """What ends a build at once."""


def interrupted(project: Project, event: str, *, force_all: bool = False) -> None:
    """Begin a build of the site that ends with an event."""

    def interrupt(*_arguments: object) -> None:
        raise Interruption

    app = project.make_app("html", srcdir=project.folder, builddir=project.folder / "_build")
    app.connect(event, interrupt, priority=1)
    with pytest.raises(Interruption):
        app.build(force_all=force_all)
    app.cleanup()


@pytest.fixture
def posts(project: Project) -> Project:
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    project.write({"conf.py": conf + CONFIG, "extra/mine.txt": "Mine\n", "_templates/none": ""})
    project.write(
        {
            f"posts/p{n}.md": f"---\ndate: 201{n}\ntags: [all]\nseries: s\n---\n# Post {n}\n\nA.\n"
            for n in range(4)
        }
    )
    return project


@pytest.mark.parametrize("name", FILES)
def test_a_lost_file_is_written_again(posts: Project, name: str) -> None:
    build = posts.build()
    before = contents(build)
    (build.outdir / name).unlink()
    assert contents(posts.build()) == before


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_ones_own_comes_and_goes(posts: Project, name: str) -> None:
    before = contents(posts.build())
    posts.write({f"extra/{name}": "Mine\n"})
    assert posts.build().files()[name] == b"Mine\n"
    (posts.folder / "extra" / name).unlink()
    after = contents(posts.build())
    assert after == before


@pytest.mark.parametrize("name", ["404.html", "llms.txt"])
def test_what_another_version_wrote_is_made_again(
    posts: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    build = posts.build()
    before = contents(build)
    (build.outdir / name).write_bytes(b"Of another version\n")
    assert posts.build().files()[name] == b"Of another version\n"
    code = tmp_path / "code" / "sources.py"
    code.parent.mkdir()
    code.write_bytes(Path(sources.__file__).read_bytes())
    monkeypatch.setattr(sources, "__file__", str(code))
    assert contents(posts.build()) == before


def test_a_page_for_lost_addresses_is_rooted_after_an_interruption(posts: Project) -> None:
    posts.write({"404.md": "# Nowhere\n\nSee [](posts/p1.md).\n"})
    before = contents(posts.build())
    interrupted(posts, "html-collect-pages", force_all=True)
    assert contents(posts.build()) == before


@pytest.mark.parametrize("event", ["html-collect-pages", "build-finished"])
def test_what_was_taken_back_after_an_interruption_is_as_it_was(posts: Project, event: str) -> None:
    posts.build()
    post = posts.folder / "posts" / "p1.md"
    text = post.read_text("utf-8")
    post.write_text(text.replace("Post 1", "Renamed"), "utf-8")
    interrupted(posts, event)
    post.write_text(text, "utf-8")
    assert differing(posts.build(), posts.build(fresh=True)) == set()


def test_a_template_that_changed_is_seen(posts: Project) -> None:
    posts.build()
    page = '{% extends "!page.html" %}{% block docs_navbar %}{% endblock %}'
    posts.write({"_templates/page.html": page})
    build = posts.build()
    assert differing(build, posts.build(fresh=True)) == set()


def test_a_tag_of_the_build_is_seen(posts: Project) -> None:
    only = "Lists\n=====\n\n.. only:: print\n\n   .. tag-index::\n"
    index = "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   lists\n"
    posts.write({"lists.rst": only, "index.rst": index})

    def post(tags: list[str], *, fresh: bool = False) -> bytes:
        return posts.build("xml", tags=tags, fresh=fresh).files()["posts/p1.xml"]

    printed, plain = post(["print"]), post([])
    assert printed != plain == post([], fresh=True)


def test_lists_of_posts_without_facts_and_from_two_depths(posts: Project) -> None:
    posts.write({"posts/bare.md": "---\ntags: [bare, all]\n---\n# Bare\n"})
    posts.build(confoverrides={"anthology_page_size": 2})
    post = posts.folder / "posts" / "p2.md"
    post.write_text(post.read_text("utf-8").replace("Post 2", "Renamed"), "utf-8")
    build = posts.build(confoverrides={"anthology_page_size": 2})
    fresh = posts.build(confoverrides={"anthology_page_size": 2}, fresh=True)
    assert differing(build, fresh) == set()
    (bare,) = build.page("tags/bare").find_class("post-list")
    assert [a.get("href") for a in bare.iter("a")] == ["../posts/bare.html"]
    (second,) = build.page("tags/all/2").find_class("post-list")
    assert {a.get("href") for a in second.iter("a")} <= {f"../../posts/p{n}.html" for n in range(4)}
