"""Changes to a blog after its cold build: the steps that are measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .blog import Blog, BlogPost

# the post that is written before a build, if any
Change: TypeAlias = "Callable[[Blog], BlogPost] | None"


def edited(blog: Blog) -> BlogPost:
    """Return the middle post with one more paragraph."""
    post = blog.post(blog.size // 2)
    return replace(post, text=post.text + "\nOne more paragraph stands here.\n")


def tagged(blog: Blog) -> BlogPost:
    """Return the post before it with one more tag: the first tag of the blog that it lacks."""
    post = blog.post(blog.size // 2 - 1)
    tags = (tag for number in range(blog.size) for tag in blog.post(number).tags)
    other = next((tag for tag in tags if tag not in post.tags), "the first tag")
    return replace(post, tags=[*post.tags, other])


def new(blog: Blog) -> BlogPost:
    """Return a new last post."""
    return blog.post(blog.size)


STEPS: Mapping[str, Change] = {
    "edit": edited,
    "tag": tagged,
    "new": new,
    "no-op": None,
}
