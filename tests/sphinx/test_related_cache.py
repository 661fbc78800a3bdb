"""The cache of related posts: computed once for the same posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_anthology import build_cache
from sphinx_anthology.core.relations.related_posts import related_posts

if TYPE_CHECKING:
    from .conftest import Project

POST = "---\ntags: [{tag}]\n---\n# Post {n}\n\nText.\n"


@pytest.fixture
def tagged(project: Project) -> Project:
    for n in range(12):
        project.write({f"posts/p{n}.md": POST.format(n=n, tag=f"t{n % 3}")})
    return project


def test_they_are_found_again_only_where_a_post_has_changed(
    tagged: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []

    def count(profiles: list[object]) -> object:
        found.append(len(profiles))
        return related_posts(profiles)  # type: ignore[arg-type]

    monkeypatch.setattr(build_cache.related, "related_posts", count)
    first = tagged.build()
    tagged.build()
    assert found == [12]
    tagged.write({"posts/p4.md": POST.format(n=4, tag="t1") + "Much text, Post, post.\n"})
    tagged.build()
    assert found == [12, 12]  # for a new word
    tagged.write({"posts/p4.md": POST.format(n=4, tag="t1") + "Much text, much post.\n"})
    tagged.build()
    assert found == [12, 12]  # not for the word that is the most frequent now
    tagged.write({"posts/p3.md": POST.format(n=3, tag="t1")})
    again = tagged.build()
    assert found == [12, 12, 12]
    assert first.files().keys() == again.files().keys()
    assert again.page("posts/p3").xpath("//a[@href='p1.html']")


@pytest.mark.parametrize("kept", ["", "[]", '{"of": 1}', "\xff"])
def test_what_cannot_be_read_is_found_anew(tagged: Project, kept: str) -> None:
    tagged.build()
    (path,) = tagged.folder.rglob("related_posts.json")
    good = path.read_bytes()
    path.write_text(kept, encoding="utf-8")
    tagged.touch()
    tagged.build()
    assert path.read_bytes() == good
