"""Before Sphinx reads: find the posts, hold back what is not to be seen, name outdated pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.matching import Matcher

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.frontmatter.scan import scan_files
from sphinx_anthology.core.posts.publication import is_held_back
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import today, zone
from sphinx_anthology.reading.git_dates import NoHistoryError, last_commits
from sphinx_anthology.warnings import warn, warn_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan
    from sphinx_anthology.core.posts.document_record import Reading
    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.partial_date import PartialDate

_logger = logging.getLogger(__name__)


def find_posts(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Handle ``env-get-outdated``: scan, hold back, and return the pages to read again.

    These are the pages whose ``{anthology}`` would show something else, the documents that have
    become posts or are none any more, and those that link to what came or went.
    """
    domain = anthology_domain(env)
    before = domain.visible
    files = ((docname, env.doc2path(docname)) for docname in sorted(env.found_docs))
    scans = scan_files(files, domain.scans, zone(app.config))
    posts = _posts(app.config, scans)
    held = set() if app.config.anthology_drafts else _held_back(posts, today(app.config))
    for docname in sorted(held):
        for problem in scans[docname].problems:
            warn_of(problem, docname)
    _withhold(env, held, added, changed, removed)
    visible = posts.keys() - held
    wanted = {docname for docname in visible if posts[docname].updated_from_git}
    domain.note_scans(scans, visible, held, _committed(env, sorted(wanted), scans))
    came_or_went = (added - env.all_docs.keys()) | removed
    return [
        *domain.outdated_pages(),
        *(before ^ visible),
        *_placing(env.toctree_includes, removed),
        *_linking_to(domain.readings, came_or_went, app.config.source_suffix),
    ]


def _placing(toctrees: Mapping[str, Iterable[str]], removed: set[str]) -> list[str]:
    """Return what has removed documents in its toctrees; Sphinx reads it again only for added."""
    return [docname for docname, names in toctrees.items() if not removed.isdisjoint(names)]


def _linking_to(
    readings: Mapping[str, Reading], docnames: set[str], suffixes: Iterable[str]
) -> list[str]:
    """Return what links to documents that came or went; parsers look whether a link leads on."""
    names = docnames | {f"{docname}{suffix}" for docname in docnames for suffix in suffixes}
    return [docname for docname, reading in readings.items() if not names.isdisjoint(reading.links)]


def _posts(config: Config, scans: Mapping[str, FrontMatterScan]) -> dict[str, Post]:
    """Return what is a post: its own word counts, else its name; never the root document."""
    is_post = Matcher(list(config.anthology_posts))
    return {
        docname: scan.post
        for docname, scan in scans.items()
        if docname != config.root_doc
        and (is_post(docname) if scan.post.is_post is None else scan.post.is_post)
    }


def _held_back(posts: Mapping[str, Post], now: datetime) -> set[str]:
    held = {docname for docname, post in posts.items() if is_held_back(post, now)}
    for docname in sorted(held):
        post = posts[docname]
        if post.draft or post.date is None:
            _logger.info("draft, left out: %s", docname)
        else:
            message = (
                f"dated {post.date.iso}, in the future: left out until then; "
                "mark it 'draft: true' to have it left out without a word"
            )
            warn(Kind.DRAFT, message, (docname, post.line_of("date")))
    return held


def _committed(
    env: BuildEnvironment, docnames: Sequence[str], scans: Mapping[str, FrontMatterScan]
) -> dict[str, PartialDate]:
    """Return the days of the last commits; warn at each post where they cannot be known."""
    if not docnames:
        return {}
    files = {docname: Path(env.doc2path(docname)) for docname in docnames}
    try:
        found = last_commits(Path(env.srcdir), files.values())
    except NoHistoryError as error:
        for docname in docnames:
            line = scans[docname].post.line_of("updated")
            warn(Kind.DATE, f"updated: git tells no date: {error}", (docname, line))
        return {}
    return {docname: found[file] for docname, file in files.items() if file in found}


def _withhold(
    env: BuildEnvironment, held: set[str], added: set[str], changed: set[str], removed: set[str]
) -> None:
    """Make documents absent from this build, as if their files were not there.

    Sphinx has no other moment for it: patterns in ``exclude_patterns`` would change the
    configuration, and with that every document would be read again.
    """
    added -= held
    changed -= held
    removed |= held & env.all_docs.keys()
    env.project.docnames -= held
