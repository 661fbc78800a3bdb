"""What tells that a book is as it was, before anything of it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from .core.visibility import is_future
from .domain import anthology_domain
from .options import OPTIONS, today
from .staleness import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .memory import Memory


def note_sources(memory: Memory, version: str, app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-get-updated``, before all who look what is out of date: name no page.

    What an output shows is made by the extension, of some version, from the documents. Of these it
    is known when Sphinx read them, and it reads again one that has changed, or all where an option
    has that tells how; their front matter is read each time. The rest is which posts are seen,
    which are yet to come, what git tells, and what an output has of its own.
    """
    builder, config = app.builder, app.config
    domain, now = anthology_domain(env), today(config)
    posts = domain.catalogue.by_docname
    own: tuple[object, ...] = ()
    if isinstance(builder, StandaloneHTMLBuilder):
        info, templates = builder.build_info, builder.templates
        own = (
            info.config_hash,
            info.tags_hash,
            templates.newest_template_mtime() if templates else 0,
        )
    facts = (
        version,
        sorted(env.all_docs.items()),
        sorted((docname, scan.digest) for docname, scan in domain.scans.items()),
        [(name, is_future(posts[name], now)) for name in sorted(posts)],
        sorted(domain.committed.items()),
        [(option.name, config[option.name]) for option in OPTIONS],
        own,
    )
    memory.now.source = digest(facts)
    return []
