"""Problems of posts that depend on other posts, or on the time of the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import Kind, Problem, did_you_mean
from sphinx_anthology.core.posts.post import is_expired, is_future, is_updated_later
from sphinx_anthology.core.posts.taxonomy import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import KnownTerm


def publication_problem(post: Post, now: datetime) -> Problem | None:
    """Return the problem of a post that is unpublished because it is in the future or expired."""
    if post.draft:
        return None
    if post.expiry and is_expired(post, now):
        message = (
            f"{post.expiry_key}: {post.expiry.iso} has passed, so the post is left out; "
            "write 'draft: true' to leave it out without this warning, or remove the key"
        )
        return Problem(Kind.DRAFT, post.line_of(post.expiry_key), message)
    key, date, remedy = "date", post.date, "write"
    if post.release and not (date and date.start > now):
        key, date = post.release_key, post.release
        remedy = f"write 'date: {date.iso}', or"
    if date is None or not is_future(post, now):
        return None
    message = (
        f"{key}: {date.iso} is in the future, so that the post is left out until then; "
        f"{remedy} 'draft: true' to leave it out without this warning"
    )
    return Problem(Kind.DRAFT, post.line_of(key), message)


def without_repeated(problems: Iterable[Problem], post: Post, now: datetime) -> Iterator[Problem]:
    """Return problems of front matter without those that :func:`publication_problem` repeats.

    These are about the key of another program whose date makes the post unpublished.
    """
    is_hidden = publication_problem(post, now) is not None
    keys = {post.release_key, post.expiry_key} - {""} if is_hidden else set()
    return (problem for problem in problems if problem.unknown_key not in keys)


def no_title_problem(name: str) -> Problem:
    """Return the problem of a post whose title is the name of its file."""
    message = (
        f"title: there is none, so the post is named {name!r} after its file; write "
        "'title: …' in the front matter, or a heading"
    )
    return Problem(Kind.KEY, 1, message)


def closed_tag_problems(post: Post, terms: Iterable[KnownTerm]) -> Iterator[Problem]:
    """Yield a problem for each tag of a post that is not among the known terms."""
    known = [spelling for term in terms for spelling in (*term.spellings, term.name)]
    folded = frozenset(map(fold, known))
    for tag in post.tags:
        if fold(tag) not in folded:
            message = f"anthology_tags has no tag {tag!r}{did_you_mean(tag, known)}"
            yield Problem(Kind.TAG, post.line_of("tags"), message)


def update_problem(post: Post, now: datetime) -> Problem | None:
    """Return the problem of a post that was updated after ``now``."""
    if post.updated is None or not is_updated_later(post, now):
        return None
    message = f"updated: {post.updated.iso} is in the future; write a date in the past"
    return Problem(Kind.DATE, post.line_of("updated"), message)


def order_problems(catalogue: Catalogue) -> Iterator[tuple[str, Problem]]:
    """Yield the docname and the problem of each post with the order of another in a series."""
    for name, posts in catalogue.series.items():
        taken: dict[float, str] = {}
        for post in posts:
            (order,) = (place.order for place in post.series if place.name == name)
            if order is None:
                continue
            other = taken.setdefault(order, post.docname)
            if other != post.docname:
                message = f"series {name!r}: {other} has order {order:g} too; give each its own"
                yield post.docname, Problem(Kind.SERIES, post.line_of("series"), message)


def slug_problems(catalogue: Catalogue) -> Iterator[tuple[str, Problem]]:
    """Yield the docname and the problem of each post whose key ``slug`` is that of another.

    File names that several posts share are no problem; ambiguous references to them are reported
    where they are written.
    """
    for slug, docnames in catalogue.by_slug.items():
        posts = [catalogue.by_docname[docname] for docname in docnames]
        chosen = [post for post in posts if post.slug == slug and "slug" in dict(post.lines)]
        holder = next((post for post in posts if post not in chosen), posts[0])
        for post in chosen:
            if post is not holder:
                message = (
                    f"slug: {slug!r} is the name of {holder.docname} too, so that references to it "
                    "are ambiguous; write another one"
                )
                yield post.docname, Problem(Kind.SLUG, post.line_of("slug"), message)
