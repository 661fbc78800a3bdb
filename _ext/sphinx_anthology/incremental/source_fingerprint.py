"""What tells that a book is as it was, before anything of it is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_anthology.core.posts.publication import is_future
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.incremental.outdated import digest
from sphinx_anthology.options import OPTIONS, today
from sphinx_bindery.common.files import modification_times

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.incremental.build_record import Memory


def note_sources(memory: Memory, app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-get-updated``, before all who look what is out of date: name no page.

    What an output shows is made by this code from the documents. Of these it is known when Sphinx
    read them, and it reads again one that has changed, or all where an option has that tells how;
    what front matter says is known besides. The rest is which posts are seen, which are yet to
    come, what git tells, and what an output has of its own.
    """
    config, domain, now = app.config, anthology_domain(env), today(app.config)
    posts = domain.catalogue.by_docname
    facts = (
        modification_times(Path(__file__).parents[1], ".py"),
        sorted(env.all_docs.items()),
        sorted((docname, scan.digest) for docname, scan in domain.scans.items()),
        [(name, is_future(posts[name], now)) for name in sorted(posts)],
        sorted(domain.committed.items()),
        [(option.name, config[option.name]) for option in OPTIONS],
        sorted(app.tags),
        _own(app),
    )
    memory.now.source = digest(facts)
    return []


def _own(app: Sphinx) -> tuple[object, ...]:
    """Return what only HTML is made from: its options, templates, and the files beside pages."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return ()
    newest = builder.templates.newest_template_mtime() if builder.templates else 0
    extra = [modification_times(Path(app.confdir, path)) for path in app.config.html_extra_path]
    return builder.build_info.config_hash, newest, extra
