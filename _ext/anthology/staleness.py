"""After reading: which pages show something of other documents that is no longer so."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from .core.index_entries import index_entries
from .domain import anthology_domain
from .output.withdrawal import remove_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    now = {docname: _digest(shown) for docname, shown in _shown_of_others(env)}
    before = domain.shown.get(app.builder.name)
    domain.shown[app.builder.name] = now
    remove_pages(app.builder, (before or {}).keys() - now.keys())
    return [docname for docname in now if before is None or before.get(docname) != now[docname]]


def _shown_of_others(env: BuildEnvironment) -> Iterator[tuple[str, object]]:
    """Yield each docname with all that its page shows from outside its own file."""
    domain = anthology_domain(env)
    catalogue = domain.catalogue
    relations = env.collect_relations()
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    for docname in sorted(env.all_docs):
        related = [(name, titles.get(name or "")) for name in relations.get(docname, ())]
        post = catalogue.by_docname.get(docname)
        parts = catalogue.parts(docname) if post else ()
        updated = post.updated if post else None
        neighbours = [
            titles.get(name) for part in parts for name in (part.previous, part.next) if name
        ]
        indexes = [
            (entry, [titles.get(name) for name in entry.docnames])
            for kind in sorted(domain.indexes.get(docname, ()))
            for entry in index_entries(catalogue, kind)
        ]
        yield docname, (updated, related, parts, neighbours, indexes)


def _digest(shown: object) -> str:
    return blake2b(repr(shown).encode(), digest_size=16).hexdigest()
