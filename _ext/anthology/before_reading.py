"""Before Sphinx reads: find the posts, hold back what is not to be seen, and name stale pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.matching import Matcher

from .core.problem import Kind
from .domain import anthology_domain
from .git_dates import NoHistoryError, last_commits
from .options import today, zone
from .scan import scan_files
from .warnings import warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .core.partial_date import PartialDate
    from .core.post import Post
    from .scan import Scan

_logger = logging.getLogger(__name__)


def find_posts(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Handle ``env-get-outdated``: scan, hold back, and return the pages to read again."""
    domain = anthology_domain(env)
    files = ((docname, Path(env.doc2path(docname))) for docname in sorted(env.found_docs))
    is_post = Matcher(list(app.config.anthology_posts))
    scans = scan_files(files, domain.scans, zone(app.config))
    posts = {
        docname: scan.post
        for docname, scan in scans.items()
        if (is_post(docname) if scan.post.is_post is None else scan.post.is_post)
    }
    held = set() if app.config.anthology_drafts else _held_back(posts.values(), today(app.config))
    _withhold(env, held, added, changed, removed)
    visible = posts.keys() - held
    wanted = {docname for docname in visible if posts[docname].updated_from_git}
    domain.note_scans(scans, visible, _committed(env, sorted(wanted), scans))
    return domain.outdated_pages()


def is_future(post: Post, now: datetime) -> bool:
    """Return whether the post's date lies after ``now``."""
    return post.date is not None and post.date.start > now


def _held_back(posts: Iterable[Post], now: datetime) -> set[str]:
    held = set()
    for post in posts:
        if post.draft:
            _logger.info("draft, left out: %s", post.docname)
            held.add(post.docname)
        elif post.date and is_future(post, now):
            message = (
                f"dated {post.date.iso}, in the future: left out until then; "
                "mark it 'draft: true' to have it left out without a word"
            )
            warn(Kind.DRAFT, message, (post.docname, post.line_of("date")))
            held.add(post.docname)
    return held


def _committed(
    env: BuildEnvironment, docnames: Sequence[str], scans: Mapping[str, Scan]
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
