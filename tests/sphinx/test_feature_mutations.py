"""Remove each feature of the features table from an output; its test must fail.

What is in all three outputs is removed from the docutils tree after all references are resolved,
right before the builder writes it. What only the site has is removed from its files.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from . import test_features as features
from .conftest import Build, Project
from .epub_reading import Epub
from .every_directive import FEATURES, INDEX, ONE, write_every_directive
from .feature_outputs import ALL, Outputs
from .feature_removals import (
    in_byline,
    in_section,
    index_entries,
    language_marks,
    language_of_the_byline,
    other_words,
    page_without,
    pictures,
    role_links,
    role_words,
    table_head,
    without_entries,
    without_file,
    without_items,
    without_line,
    without_links,
    without_objects,
)
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from .feature_removals import SiteRemoval, TreeRemoval

pytestmark = pytest.mark.mutation


@dataclass(frozen=True)
class Mutation:
    """A removal of a feature: from the document tree, from the site, or by other sources."""

    test: Callable[..., None]
    what: str
    tree: TreeRemoval | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)


INDEXES = (
    (features.test_tag_index, "all-tags", "tag"),
    (features.test_series_index, "all-series", "series"),
    (features.test_author_index, "all-authors", "author"),
    (features.test_archive, "all-years", "year"),
)
MUTATIONS = (
    Mutation(features.test_dates, "date", in_byline("posts/one", "date")),
    Mutation(features.test_dates, "day", other_words("posts/two", "date", "December 24, ", "")),
    Mutation(features.test_updated, "date", in_byline("posts/one", "updated")),
    Mutation(features.test_authors, "authors", in_byline("posts/one", "author")),
    Mutation(features.test_tags, "tags", in_byline("posts/one", "tags")),
    Mutation(features.test_tags, "one-tag", in_byline("posts/one", "tag", "Containers")),
    Mutation(features.test_spellings, "spelling", other_words("posts/two", "tags", "Nova", "nova")),
    Mutation(features.test_categories, "categories", in_byline("posts/one", "categories")),
    Mutation(features.test_series, "part", in_byline("posts/one", "series", "Part 1 of 2")),
    Mutation(features.test_series, "next", in_byline("posts/one", "next")),
    Mutation(features.test_series, "previous", in_byline("posts/two", "previous")),
    Mutation(features.test_series, "link", without_links("posts/two", "previous")),
    Mutation(features.test_two_series, "second", in_byline("posts/one", "series", "Talks")),
    Mutation(features.test_reading_time, "minutes", in_byline("posts/one", "reading-time")),
    Mutation(features.test_place, "place", in_byline("posts/one", "location")),
    Mutation(features.test_license, "license", in_byline("posts/one", "license")),
    Mutation(features.test_license, "link", without_links("posts/one", "license")),
    Mutation(features.test_first_address, "address", in_byline("posts/one", "original")),
    Mutation(features.test_first_address, "link", without_links("posts/one", "original")),
    Mutation(features.test_credit, "credit", in_byline("posts/three", "credit")),
    Mutation(features.test_credit, "author", in_byline("posts/three", "source-author")),
    Mutation(features.test_credit, "link", without_links("posts/three", "original")),
    Mutation(features.test_language, "name", in_byline("posts/one", "language")),
    Mutation(features.test_language, "marks", language_marks),
    Mutation(features.test_language, "byline", language_of_the_byline),
    Mutation(features.test_restructuredtext, "tags", in_byline("posts/four", "tags")),
    Mutation(features.test_restructuredtext, "date", in_byline("posts/four", "date")),
    Mutation(features.test_drafts, "drafts-shown", options={"anthology_drafts": True}),
    Mutation(
        features.test_parts,
        "years",
        sources={"index.rst": INDEX.replace("anthology::", "anthology::\n   :by: none", 1)},
    ),
    Mutation(
        features.test_general_index,
        "tag",
        sources={"posts/one.md": ONE.replace("[Nova, Containers]", "Nova"), "posts/two.md": "Two"},
    ),
    *(Mutation(test, "index", in_section(section, kind)) for test, section, kind in INDEXES),
    *(Mutation(test, "entries", index_entries(kind)) for test, _section, kind in INDEXES),
    Mutation(features.test_lists, "list", in_section("a-list")),
    Mutation(features.test_lists, "titles", in_section("a-list", "post-title")),
    Mutation(features.test_lists, "dates", in_section("a-list", "post-facts")),
    Mutation(features.test_lists, "excerpts", in_section("a-list", "post-excerpt")),
    Mutation(features.test_lists, "groups", in_section("by-year", "post-group")),
    Mutation(features.test_tables, "table", in_section("a-table")),
    Mutation(features.test_tables, "head", table_head),
    Mutation(features.test_tables, "authors", in_section("a-table", "author")),
    Mutation(features.test_cards, "cards", in_section("some-cards")),
    Mutation(features.test_cards, "pictures", pictures),
    Mutation(features.test_timeline, "timeline", in_section("over-time")),
    Mutation(features.test_roles, "links", role_links),
    Mutation(features.test_roles, "words", role_words),
)


RELATED = "//*[contains(@class, 'related-posts')]"
BACKLINKS = "//*[contains(@class, 'backlinks')]"
PAGE_LINKS = "//*[@class = 'anthology-links']"
AUTHOR_BOX = "//*[contains(@class, 'author-box')]"
AUTHOR_PAGES = ("posts/one.html", "authors/m-m.html")
SWITCHER = "//*[@class = 'language-switcher']"
CITATION = "//details[contains(@class, 'post-citation')]"
POSTS = "//*[contains(@class, 'post-title')]"
FILTERS = "//meta[@data-pagefind-filter]"
LISTING_PAGES = (
    "tags/nova.html",
    "series/walks.html",
    "categories/essays.html",
    "authors/m-m.html",
    "archive/2014.html",
)
FEEDS = ("atom.xml", "tags/nova.atom.xml", "series/walks.atom.xml", "authors/m-m.atom.xml")
SITE_MUTATIONS: tuple[tuple[Callable[..., None], str, SiteRemoval], ...] = (
    *((features.test_pages_of_names, n, page_without(n, "//h1")) for n in LISTING_PAGES),
    *((features.test_pages_of_names, f"no-{n}", without_file(n)) for n in LISTING_PAGES),
    (features.test_page_links, "list", page_without("posts/one.html", PAGE_LINKS)),
    *((features.test_author_boxes, n, page_without(n, AUTHOR_BOX)) for n in AUTHOR_PAGES),
    (features.test_author_boxes, "picture", page_without(AUTHOR_PAGES[0], f"{AUTHOR_BOX}//img")),
    (features.test_languages, "head", page_without("posts/one.html", "//link[@hreflang]")),
    (features.test_languages, "menu", page_without("posts/one.html", SWITCHER)),
    (features.test_related, "list", page_without("posts/three.html", RELATED)),
    (features.test_backlinks, "list", page_without("posts/one.html", BACKLINKS)),
    (features.test_citation, "words", page_without("posts/one.html", f"{CITATION}/p[1]")),
    (features.test_citation, "bibtex", page_without("posts/one.html", f"{CITATION}/pre[1]")),
    (features.test_citation, "cff", page_without("posts/one.html", f"{CITATION}/pre[2]")),
    (features.test_inventory, "objects", without_objects),
    *((features.test_feeds, name, without_entries(name, "entry")) for name in FEEDS),
    *((features.test_feeds, f"no-{name}", without_file(name)) for name in FEEDS),
    (features.test_json_feed, "items", without_items),
    (features.test_json_feed, "file", without_file("feed.json")),
    (features.test_sitemap, "addresses", without_entries("sitemap.xml", "url")),
    (features.test_sitemap, "file", without_file("sitemap.xml")),
    (features.test_files_for_programs, "robots", without_line("robots.txt", "^Sitemap:.*")),
    (features.test_files_for_programs, "llms", without_line("llms.txt", r"^- \[Two\].*\n")),
    *(
        (features.test_metadata, what, page_without("posts/one.html", f"/html/head/{xpath}"))
        for what, xpath in {
            "canonical": "link[@rel='canonical']",
            "open-graph": "meta[starts-with(@property, 'og:')]",
            "json-ld": "script[@type='application/ld+json']",
        }.items()
    ),
    (features.test_redirects, "one", without_file("old/one.html")),
    (features.test_redirects, "folder", without_file("2014/11/one/index.html")),
    (features.test_redirects, "refresh", page_without("old/one.html", "//meta[@http-equiv]")),
    (features.test_redirects, "link", page_without("old/one.html", "//main//a")),
    (features.test_not_found, "file", without_file("404.html")),
    (features.test_not_found, "posts", page_without("404.html", POSTS)),
    (features.test_search, "filters", page_without("posts/one.html", FILTERS)),
)


@dataclass(frozen=True)
class Original:
    """The project without a mutation, and its outputs."""

    sources: Path
    outputs: Outputs


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    project = Project(tmp_path_factory.mktemp("mutations"), SphinxTestApp)
    write_every_directive(project, FEATURES)
    outputs = Outputs(
        project.build("html"),
        ReadPdf(project.build("pdf").outdir / "notes.pdf"),
        Epub.in_folder(project.build("epub").outdir),
    )
    return Original(project.folder, outputs)


def mutated(original: Original, mutation: Mutation, output: str, folder: Path) -> Outputs:
    """Build one output with a mutation; the others are those of the original."""
    if mutation.sources or mutation.options:
        source = folder / "source"
        shutil.copytree(original.sources, source, ignore=shutil.ignore_patterns("_build"))
        for name, content in mutation.sources.items():
            (source / name).write_text(content, "utf-8")
    else:  # what is removed is removed after reading
        source = original.sources
        shutil.copytree(source / "_build" / "doctrees", folder / "doctrees")
    app = SphinxTestApp(
        output,
        srcdir=source,
        builddir=folder,
        confoverrides=dict(mutation.options),
    )
    if mutation.tree is not None:
        removal = mutation.tree
        app.connect("doctree-resolved", lambda _app, tree, name: removal(tree, name), priority=999)
    app.build()
    app.cleanup()
    if output == "html":
        return replace(original.outputs, html=Build(app.outdir, app.warning.getvalue(), app))
    if output == "pdf":
        return replace(original.outputs, pdf=ReadPdf(app.outdir / "notes.pdf"))
    return replace(original.outputs, epub=Epub.in_folder(app.outdir))


@pytest.mark.parametrize("output", ALL)
@pytest.mark.parametrize(
    "mutation", MUTATIONS, ids=lambda m: f"{m.test.__name__.removeprefix('test_')}-{m.what}"
)
def test_a_feature_removed_from_an_output_fails_its_test(
    original: Original, mutation: Mutation, output: str, tmp_path: Path
) -> None:
    outputs = mutated(original, mutation, output, tmp_path)
    with pytest.raises(AssertionError):
        mutation.test(outputs, output)


@pytest.mark.parametrize("output", ALL)
def test_without_a_mutation_every_test_passes(
    original: Original, output: str, tmp_path: Path
) -> None:
    outputs = mutated(original, Mutation(features.test_dates, "nothing"), output, tmp_path)
    for test in {mutation.test for mutation in MUTATIONS}:
        test(outputs, output)


@pytest.mark.parametrize(
    ("test", "removal"),
    [
        pytest.param(test, removal, id=f"{test.__name__.removeprefix('test_')}-{what}")
        for test, what, removal in SITE_MUTATIONS
    ],
)
def test_a_feature_removed_from_the_site_fails_its_test(
    original: Original, test: Callable[..., None], removal: SiteRemoval, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(original.outputs.html.outdir, site)
    outputs = replace(original.outputs, html=replace(original.outputs.html, outdir=site))
    test(outputs)
    removal(site)
    with pytest.raises(AssertionError):
        test(outputs)


def test_every_row_of_the_table_has_a_mutation_in_each_of_its_outputs() -> None:
    in_all = {mutation.test.__name__ for mutation in MUTATIONS}
    in_site = {test.__name__ for test, _what, _removal in SITE_MUTATIONS}
    expected = dict.fromkeys(in_all, ALL) | dict.fromkeys(in_site, ("html",))
    assert expected == dict(features.TABLE.values())
