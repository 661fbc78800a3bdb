"""Discovery: which documents are posts, and which of them are in this build."""

from __future__ import annotations

from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.matching import Matcher

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.frontmatter.scan import scan_files
from sphinx_anthology.core.posts.post import document_of, is_section, is_unpublished
from sphinx_anthology.core.posts.post_problems import publication_problem
from sphinx_anthology.core.posts.toctree_groups import toctree_groups
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import has_substitutions, today, with_file_name, zone
from sphinx_anthology.reading.post_warnings import warn_about_front_matter
from sphinx_anthology.source_suffixes import rst_suffixes
from sphinx_anthology.warnings import warn, warn_of
from sphinx_bindery.common.source_files.git_dates import NoHistoryError, last_commit_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan
    from sphinx_anthology.core.posts.document_record import DocumentRecord
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.domain import AnthologyDomain
    from sphinx_bindery.common.partial_date import PartialDate

DIALECT = "anthology-dialect"
"""The event at which another extension returns its :class:`Dialect`."""

_logger = logging.getLogger(__name__)


def discover_posts(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Handle ``env-get-outdated``: scan all files, leave out drafts, return outdated documents.

    These are pages whose ``{anthology}`` would expand differently, documents that became posts or
    stopped being posts, and documents with links to documents that were added or removed.
    """
    domain = anthology_domain(env)
    before = domain.published
    files = ((docname, env.doc2path(docname)) for docname in sorted(env.found_docs))
    scans = scan_files(
        files,
        domain.scans,
        zone(app.config),
        app.config.source_encoding,
        has_substitutions=has_substitutions(app.config),
        dialect=app.emit_firstresult(DIALECT),
        rst_suffixes=rst_suffixes(app.config),
    )
    posts = _posts(app.config, scans)
    unpublished = {docname for docname, scan in scans.items() if not scan.is_decodable}
    unpublished.discard(app.config.root_doc)
    if not app.config.anthology_drafts:
        unpublished |= _unpublished(posts, today(app.config))
    for docname in sorted(unpublished & scans.keys()):
        warn_about_front_matter(app.config, scans[docname])
    unpublished |= {name for name in posts if document_of(name) in unpublished}
    published = posts.keys() - unpublished
    unpublished = set(filterfalse(is_section, unpublished))
    _exclude(env, unpublished, added, changed, removed)
    from_git = sorted(docname for docname in published if posts[docname].updated_from_git)
    dates = _commit_dates(env, from_git, scans)
    # drafts stay out of the environment, which may be stored in the folder that is published
    kept = {docname: scan for docname, scan in scans.items() if docname not in unpublished}
    domain.note_discovery(kept, published, unpublished, dates)
    added_or_removed = (added - env.all_docs.keys()) | removed
    return [
        *_with_changed_groups(domain),
        *map(document_of, before ^ published),
        *_with_entries(env.toctree_includes, removed),
        *_with_links(domain.records, added_or_removed, app.config.source_suffix),
    ]


def _with_changed_groups(domain: AnthologyDomain) -> Iterator[str]:
    """Yield the documents whose ``{anthology}`` would expand differently now."""
    for docname, toctrees in domain.toctrees.items():
        for old in toctrees:
            if old != toctree_groups(domain.catalogue, old.by, newest_first=old.newest_first):
                yield docname


def _with_entries(toctrees: Mapping[str, Iterable[str]], removed: set[str]) -> list[str]:
    """Return the documents with removed ones in their toctrees; Sphinx handles added ones."""
    return [docname for docname, names in toctrees.items() if not removed.isdisjoint(names)]


def _with_links(
    records: Mapping[str, DocumentRecord], docnames: set[str], suffixes: Iterable[str]
) -> list[str]:
    """Return the documents that link to ``docnames``, since parsers check that targets exist."""
    names = docnames | {f"{docname}{suffix}" for docname in docnames for suffix in suffixes}
    return [docname for docname, record in records.items() if not names.isdisjoint(record.links)]


def _posts(config: Config, scans: Mapping[str, FrontMatterScan]) -> dict[str, Post]:
    """Return the posts: by the key ``post``, else by docname; never the root document.

    Sections of any document may be posts too.
    """
    is_post = Matcher(list(config.anthology_posts))
    posts = {
        docname: with_file_name(scan.post, config)
        for docname, scan in scans.items()
        if docname != config.root_doc
        and (is_post(docname) if scan.post.is_post is None else scan.post.is_post)
    }
    return posts | {post.docname: post for scan in scans.values() for post in scan.sections}


def _unpublished(posts: Mapping[str, Post], now: datetime) -> set[str]:
    found = {docname for docname, post in posts.items() if is_unpublished(post, now)}
    for docname in sorted(found):
        post, document = posts[docname], document_of(docname)
        if problem := publication_problem(post, now):
            warn_of(problem, document)
        else:
            _logger.info("draft, left out: %s", document)
    return found


def _commit_dates(
    env: BuildEnvironment, docnames: Sequence[str], scans: Mapping[str, FrontMatterScan]
) -> dict[str, PartialDate]:
    """Return the days of the last commits; warn at each post if they are unknown."""
    if not docnames:
        return {}
    files = {docname: Path(env.doc2path(docname)) for docname in docnames}
    try:
        found = last_commit_dates(Path(env.srcdir), files.values())
    except NoHistoryError as error:
        for docname in docnames:
            line = scans[docname].post.line_of("updated")
            warn(Kind.DATE, f"updated: git reports no date; {error}", (docname, line))
        return {}
    return {docname: found[file] for docname, file in files.items() if file in found}


def _exclude(
    env: BuildEnvironment,
    unpublished: set[str],
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> None:
    """Exclude documents from this build, as if their files did not exist.

    Patterns in ``exclude_patterns`` would change the configuration, which makes every document
    outdated.
    """
    added -= unpublished
    changed -= unpublished
    removed |= unpublished & env.all_docs.keys()
    env.project.docnames -= unpublished
