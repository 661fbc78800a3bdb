"""The views of posts: neighbors in series, descriptions, states, related posts and links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sphinx_anthology.core.posts.book_views import BookViews
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.document_record import DocumentRecord
from sphinx_anthology.core.posts.excerpt import mark_target
from sphinx_anthology.core.posts.post import Post, SeriesPlace
from sphinx_anthology.core.posts.post_view import Status
from sphinx_anthology.core.posts.query import Query
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.relations.post_relations import Relations
from sphinx_bindery.common.partial_date import PartialDate


def date(text: str) -> PartialDate:
    return PartialDate.parse(text, UTC)


WALKS = (SeriesPlace("Walks"),)
POSTS = (
    Post("a", date=date("2014"), series=WALKS, tags=("x",), description="Given  here."),
    Post("b", date=date("2015"), series=WALKS, lang="de"),
    Post("c", date=date("2016"), series=WALKS, draft=True),
    Post("d", date=date("2999"), lang="en"),
    Post("e"),
    Post("f", lang="sw"),
)
EXCERPT = " ".join(map(mark_target, ("doc:a", "label:there", "post:b", "tag:X", "tag:none")))
VIEWS = BookViews(
    Catalogue(POSTS),
    records={
        "a": DocumentRecord(words=300, excerpt="Not this."),
        "b": DocumentRecord(excerpt=EXCERPT),
    },
    titles={"a": "A", "b": "B", "c": "C"},
    label_titles={"there": "There"},
    place_of=lambda term: ("index", term.slug),
    relations=Relations({"a": ("b", "e")}, {"a": ("d",)}),
    language="en",
    catalogues=frozenset({"en", "de", "fr"}),
    words_per_minute=200,
    now=datetime(2020, 1, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("docname", "number", "before", "after"),
    [("a", 1, None, "B"), ("b", 2, "A", "C"), ("c", 3, "B", None)],
)
def test_a_part_has_links_to_its_neighbors(
    docname: str, number: int, before: str | None, after: str | None
) -> None:
    view = VIEWS.post(docname)
    assert view is not None
    (part,) = view.parts
    assert (part.number, part.total) == (number, 3)
    assert part.previous == before or (part.previous and part.previous.title == before)
    assert part.next == after or (part.next and part.next.title == after)


@pytest.mark.parametrize(
    ("docname", "description", "minutes"),
    [("a", "Given here.", 2), ("b", "A There B x none", 0), ("e", "", 0)],
)
def test_the_description_precedes_the_first_paragraph(
    docname: str, description: str, minutes: int
) -> None:
    summary = VIEWS.summary(docname)
    assert (summary.description, summary.minutes) == (description, minutes)


@pytest.mark.parametrize(
    ("docname", "status", "language", "frame"),
    [
        ("a", Status.PUBLISHED, "", ""),
        ("b", Status.PUBLISHED, "Deutsch", ""),
        ("f", Status.PUBLISHED, "Swahili", "en"),
        ("c", Status.DRAFT, "", ""),
        ("d", Status.FUTURE, "", ""),
    ],
)
def test_the_state_and_the_language_of_a_post(
    docname: str, status: Status, language: str, frame: str
) -> None:
    view = VIEWS.post(docname)
    assert view is not None
    assert (view.status, view.language, view.frame_language) == (status, language, frame)


def test_related_posts_leave_out_the_parts_beside_it() -> None:
    view = VIEWS.post("a")
    assert view is not None
    assert [link.title for link in view.related] == ["e"]
    assert [link.title for link in view.backlinks] == ["d"]
    assert VIEWS.post("index") is None
    assert VIEWS.post("a") is view


def test_a_timeline_has_the_posts_with_a_date() -> None:
    dated = VIEWS.timeline(VIEWS.post_list(Query()))
    assert [post.docname for post in dated] == ["a", "b", "c", "d"]
    (entry,) = VIEWS.index(Taxonomy.TAG).entries
    assert (entry.term.name, [post.title for post in entry.posts]) == ("x", ["A"])
