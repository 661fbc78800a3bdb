"""After reading: which pages show something of other documents that is no longer so."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from .core.index_entries import index_entries
from .core.visibility import is_future
from .domain import anthology_domain
from .options import today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: return the documents that must be written again.

    Pages show their neighbours in a series, and most themes those in the table of contents. A
    post that comes, goes, moves or is renamed changes these without touching their files.

    What each builder last wrote is remembered apart, since one doctree cache may serve several:
    an edit that the site has shown since is still news to the ePub.
    """
    domain = anthology_domain(env)
    shown = _shown_from_outside(env, today(app.config))
    now = {docname: _digest(facts) for docname, facts in shown}
    before = domain.shown.get(app.builder.name)
    domain.shown[app.builder.name] = now
    return [docname for docname in now if before is None or before.get(docname) != now[docname]]


def _shown_from_outside(env: BuildEnvironment, now: datetime) -> Iterator[tuple[str, object]]:
    """Yield each docname with all that its page shows from outside its own file."""
    domain = anthology_domain(env)
    catalogue = domain.catalogue
    relations = _relations(env)
    labels = env.domains.standard_domain.labels
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    for docname in sorted(env.all_docs):
        related = [(name, titles.get(name or "")) for name in relations.get(docname, ())]
        post = catalogue.by_docname.get(docname)
        parts = catalogue.parts(docname) if post else ()
        own = (post.updated, is_future(post, now)) if post else ()
        neighbours = [
            titles.get(name) for part in parts for name in (part.previous, part.next) if name
        ]
        indexes = [
            (entry, [titles.get(name) for name in entry.docnames])
            for kind in sorted(domain.indexes.get(docname, ()))
            for entry in index_entries(catalogue, kind)
        ]
        links = [
            (target, titles.get(target), labels.get(target))
            for target in sorted(domain.links.get(docname, ()))
        ]
        yield docname, (own, related, parts, neighbours, indexes, links)


def _relations(env: BuildEnvironment) -> dict[str, list[str | None]]:
    """Return what stands above, before and after each document in the table of contents."""
    try:
        return env.collect_relations()
    except RecursionError:  # Sphinx warns of circular toctrees, and some builders need no relations
        return {}


def _digest(shown: object) -> str:
    return blake2b(repr(shown).encode(), digest_size=16).hexdigest()
