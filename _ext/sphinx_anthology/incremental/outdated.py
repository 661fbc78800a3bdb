"""Outdated pages: those whose content has changed since they were last written.

No page is outdated while the fingerprint of all inputs of the build is the same.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_anthology.core.posts.post import document_of, is_expired, is_future, is_section
from sphinx_anthology.core.posts.taxonomy import Taxonomy, fold
from sphinx_anthology.documents import documents_above
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.incremental.shared_content import shared_content
from sphinx_anthology.nodes.cross_references import POST, TERM_TYPES
from sphinx_anthology.options import OPTIONS, today
from sphinx_anthology.page_languages import links_to_languages, other_catalogues_state
from sphinx_anthology.reading.author_images import author_image_digests
from sphinx_anthology.rendering.known_links import find_place
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.common.files import modification_times
from sphinx_bindery.common.messages.catalogue_files import catalogue_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.book_views import BookViews
    from sphinx_anthology.core.posts.document_record import DocumentRecord
    from sphinx_bindery.common.build_record import BuildRecord


PAGES = "posts"
"""The section of the build record for the pages of documents."""
LISTINGS = "listings"
"""The section of the build record for listing pages."""
_SHARED = "shared"
"""The section of the build record for what pages show of other documents."""
_READ = "read"
"""The section of the build record for the times at which documents were read."""


class SourceFingerprint:
    """The fingerprint of everything that the pages of a build depend on, except their own texts.

    It covers our own code, the front matter of documents, the content that pages show of other
    documents, which posts are published, future or expired, git's dates, options, tags,
    translations and the inputs of HTML.

    Attributes:
        value: The fingerprint; empty for a builder that always writes all pages.
        is_up_to_date: Whether the previous build had the same fingerprint.
    """

    def __init__(self, record: BuildRecord) -> None:
        self.value = ""
        self.is_up_to_date = False
        self._record = record

    def compute(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``, before the handlers that need the value; return no page."""
        self.value, self.is_up_to_date = "", False
        if isinstance(app.builder.get_outdated_docs(), str):
            return []
        inputs = _inputs(app, env)

        def compute() -> dict[str, str]:
            return {_SHARED: fingerprint((inputs, shared_content(env)))}

        times = fingerprint((inputs, sorted(env.all_docs.items())))
        self._record.outdated(_SHARED, compute, source=times, is_complete=True)
        self.value = self._record.fingerprints_now(_SHARED)[_SHARED]
        self.is_up_to_date = self._record.fingerprints(_SHARED).get(_SHARED) == self.value
        return []


def _inputs(app: Sphinx, env: BuildEnvironment) -> tuple[object, ...]:
    """Return the inputs that are known before any document is read."""
    config, domain, now = app.config, anthology_domain(env), today(app.config)
    posts = domain.catalogue.by_docname
    return (
        modification_times(Path(__file__).parents[1], ".py"),
        sorted((docname, scan.digest) for docname, scan in domain.scans.items()),
        [
            (name, is_future(post, now), is_expired(post, now))
            for name, post in sorted(posts.items())
        ],
        sorted(domain.last_commit_dates.items()),
        [(option.name, config[option.name]) for option in OPTIONS],
        author_image_digests(env),
        sorted(app.tags),
        catalogue_state(env, *sorted(env.found_docs)),
        other_catalogues_state(env),
        _html_inputs(app),
    )


def _html_inputs(app: Sphinx) -> tuple[object, ...]:
    """Return the inputs of HTML alone: its options, templates, and extra files."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return ()
    newest = builder.templates.newest_template_mtime() if builder.templates else 0
    extra = [modification_times(Path(app.confdir, path)) for path in app.config.html_extra_path]
    return builder.build_info.config_hash, newest, extra


def find_outdated_pages(
    record: BuildRecord, source: SourceFingerprint, app: Sphinx, env: BuildEnvironment
) -> list[str]:
    """Handle ``env-get-updated``: return the documents that must be written again.

    At this event, after ``env-updated``, chapters and figures have their numbers. A builder that
    always writes all pages needs no fingerprints.
    """
    if isinstance(app.builder.get_outdated_docs(), str):
        return []

    def compute() -> dict[str, str]:
        pages = PageFingerprints(env, anthology_domain(env).views)
        return {docname: pages.page_fingerprint(docname) for docname in sorted(env.all_docs)}

    # a build of another output may have read documents again, after a change of an included file
    times = {docname: str(time) for docname, time in env.all_docs.items()}
    read = record.outdated(_READ, lambda: times)
    return read + record.outdated(PAGES, compute, source=source.value)


class PageFingerprints:
    """The fingerprints of the content that pages take from other documents.

    The views contain what a page shows of posts. Themes add the neighbors and ancestors in the
    table of contents, and cross-references show titles and numbers.
    """

    def __init__(self, env: BuildEnvironment, views: BookViews) -> None:
        self._env = env
        self._views = views
        self._titles = {docname: title.astext() for docname, title in env.titles.items()}
        self._author_images = author_image_digests(env)
        self._targets: dict[str, str] = {}
        self._sections: dict[str, list[str]] = {}
        for name in filter(is_section, views.catalogue.by_docname):
            self._sections.setdefault(document_of(name), []).append(name)
        self._toctree_relations: Mapping[str, Sequence[str | None]] = {}
        # Sphinx warns about circular toctrees, and some builders need no relations
        with suppress(RecursionError):
            self._toctree_relations = env.collect_relations()

    def page_fingerprint(self, docname: str) -> str:
        """Return the fingerprint of a page."""
        views, record = self._views, self._views.record(docname)
        around = self._toctree_relations.get(docname, ())
        above = documents_above(self._toctree_relations, docname)
        post = views.post(docname)
        authors = [author.author.name for author in post.summary.authors] if post else []
        return fingerprint(
            (
                catalogue_state(self._env, docname),
                links_to_languages(builder_of(self._env), docname),
                [(name, self._titles.get(name or "")) for name in (*around, *above)],
                post,
                [self._author_images.get(fold(name)) for name in authors],
                [views.post(name) for name in self._sections.get(docname, ())],
                [views.index(taxonomy).fingerprint for taxonomy, _expressions in record.indexes],
                [views.post_list(*arguments).fingerprint for arguments in record.lists],
                sorted(self._references(record)),
            )
        )

    def _references(self, record: DocumentRecord) -> Iterator[tuple[str, str, str]]:
        """Yield the targets of the cross-references of a document, and the text that they show."""
        standard, views = self._env.domains.standard_domain, self._views
        for link in record.links:
            places = standard.labels.get(link), standard.anonlabels.get(link)
            yield link, str(places), self._target(link)
        for xref_target in record.xref_targets:
            kind, _colon, name = xref_target.partition(":")
            if kind == "label":
                label = standard.anonlabels.get(name)
                yield xref_target, str(label), self._target(label[0]) if label else ""
            elif kind == "address":
                docname, anchor = find_place(self._env, name)
                if docname:
                    yield xref_target, docname, anchor
            elif kind in TERM_TYPES:
                taxonomy = Taxonomy(kind)
                term = views.catalogue.find(taxonomy, name)
                place = views.term_links[taxonomy, term.name] if term else None
                yield xref_target, str(place), ""
            elif kind == POST:
                docnames = views.catalogue.docnames_of(name)
                shown = [(views.title(name), views.language_of(name)) for name in docnames]
                yield xref_target, str(docnames), str(shown)

    def _target(self, docname: str) -> str:
        """Return the fingerprint of the titles and numbers that references to a document show."""
        if docname not in self._targets:
            env = self._env
            headings = env.tocs[docname].astext() if docname in env.tocs else ""
            numbers = env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)
            self._targets[docname] = fingerprint((self._titles.get(docname), headings, numbers))
        return self._targets[docname]
