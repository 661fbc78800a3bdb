"""No text that says that it is a draft is published, in whatever spelling it says so."""

from __future__ import annotations

from datetime import UTC

import pytest

from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.problem import NOT_PUBLISHED


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: A\nDraft: true\n", 3),
        ("DRAFT: yes\n", 2),
        ("Draft: [true]\n", 2),
        ("Draft:\n", 2),
        ("is_draft: 1\n", 2),
        ("drafts: true\n", 2),
        ("darft: true\n", 2),
        ("drat: true\n", 2),
        ("\u200bdraft: true\n", 2),
        ("\uff44\uff52\uff41\uff46\uff54: true\n", 2),
        ("dr\u0430ft: true\n", 2),
        ("published: false\n", 2),
        ("Published: No\n", 2),
        ("publish: 'off'\n", 2),
        ("visible: false\n", 2),
        ("unpublished: true\n", 2),
        ("hidden: true\n", 2),
        ("private: yes\n", 2),
        ("wip: true\n", 2),
        ("hide: true\n", 2),
        ("exclude: yes\n", 2),
        ("ready: false\n", 2),
        ("live: no\n", 2),
        ("status: in progress\n", 2),
        ("status: Idea\n", 2),
        ("status: auto-draft\n", 2),
        ("status: draft\n", 2),
        ("Status: Draft\n", 2),
        ("status: hidden\n", 2),
        ("post_status: pending\n", 2),
        ("status: skip\n", 2),
        ("visibility: private\n", 2),
        ("visibility: members\n", 2),
        ("status: sent\n", 2),
        ("unlisted: true\n", 2),
        ("password: 'Rosebud'\n", 2),
        ("permalink: false\n", 2),
        ("render: false\n", 2),
        ("build: {render: never}\n", 2),
        ("_build:\n  list: false\n", 3),
        ("eleventyExcludeFromCollections: true\n", 2),
        ("draft: true\ndate: 2014\ndraft: false\n", 2),
        ("draft: false\nDraft: true\n", 3),
        ("title: A\n draft = true\n", 3),
        ("title: A\n draft:true\n", 3),
        ("description: >\n  Text\n  draft: true\n", 4),
        ("title: 'A\ndraft: true\nslug: A'\n", 3),
        ("hugo:\n  draft: true\n", 3),
        ("hugo: {published: false}\n", 2),
        ("'draft ': true\n", 2),
        ("draft\u00a0: true\n", 2),
    ],
)
def test_another_spelling_of_draft_holds_the_post_back(text: str, line: int) -> None:
    post, problems = read_post("posts/a", text, UTC)
    assert post.draft
    told = [problem for problem in problems if problem.message.endswith(f" ({NOT_PUBLISHED})")]
    assert [problem.line for problem in told] == [line]
    assert "write 'draft: true' on a line of its own" in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        "draft: true\n",
        'draft: "true"\n',
        "draft: True\n",
        "draft:\ttrue\n",
        "draft: yes # for now\n",
        "draft : true\n",
        "'draft': true\n",
        "? draft\n: true\n",
        "{draft: true}\n",
        "draft:true\n",
        "date: 2014\ndraft:true\n",
        "draft = true\n",
        "date = 2014\ndraft = true\n",
        "date: 2014\ndraft = true\n",
        "- draft: true\n",
        "title: a: b\ndraft: true\n",
        'title: "a\ndraft: true\n',
        "\tdraft: true\n",
        "draft\uff1atrue\n",
        "draft:\u00a0true\n",
        "draft; true\n",
    ],
)
def test_these_hold_it_back_too(text: str) -> None:
    assert read_post("posts/a", text, UTC)[0].draft


@pytest.mark.parametrize(
    "text",
    [
        "draft: false\n",
        "# draft: true\n",
        "title: Draft\n",
        "title: How to draft a law\n",
        "tags: [draft]\n",
        "x-status: {draft: true}\n",
        "x-draft: true\n",
        "x-hugo:\n  draft: true\ntitle: A\n",
        "published: true\n",
        "published: 2014-11-10\n",
        "status: published\n",
        "status: This is a work in progress\n",
        "Draft: no\n",
        "craft: woodworking\n",
        "raft: 2\n",
        "private: a word\n",
        "hidden: false\n",
        "visibility: public\n",
        "password:\n",
        "permalink: /a/\n",
        "toc: {list: false}\n",
        "description: We say draft. It is true\n",
        "myst: {substitutions: {state: a draft}}\n",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not read_post("posts/a", text, UTC)[0].draft
