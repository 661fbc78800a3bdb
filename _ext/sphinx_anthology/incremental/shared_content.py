"""The content of documents that other pages may show, such as titles, excerpts and numbers.

An edit within a paragraph changes none of it. Sphinx writes the page of the edited document, and no
other page needs to be compared with what it showed before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx_anthology.core.values.text_length import reading_minutes
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering.known_links import find_place
from sphinx_bindery.common.builders import builder_of, has_general_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.document_record import DocumentRecord


def shared_content(env: BuildEnvironment) -> tuple[object, ...]:
    """Return all that pages may show of other documents; complete after reading.

    The time at which the first document was read stands for the inputs of reading: Sphinx reads
    all documents again after a change of an option with ``rebuild="env"``.
    """
    domain, standard = anthology_domain(env), env.domains.standard_domain
    return (
        min(env.all_docs.values(), default=0),
        sorted(env.all_docs),
        sorted((docname, title.astext()) for docname, title in env.titles.items()),
        sorted(domain.titles.items()),
        sorted((docname, meta.get("description")) for docname, meta in env.metadata.items()),
        [_shared(env, record) for _name, record in sorted(domain.records.items())],
        sorted(domain.views.relations.related.items()),
        sorted(map(str, standard.labels.items())),
        sorted(map(str, standard.anonlabels.items())),
        sorted((docname, toc.astext()) for docname, toc in env.tocs.items()),
        [*_toctrees(env)],
        sorted(env.toc_secnumbers.items()),
        sorted(env.toc_fignumbers.items()),
        has_general_index(builder_of(env)),
    )


def _shared(env: BuildEnvironment, record: DocumentRecord) -> tuple[object, ...]:
    """Return the fields of a record, with the reading time in place of its words and keywords."""
    targets = sorted(record.xref_targets)
    addresses = [name.partition(":")[2] for name in targets if name.startswith("address:")]
    return (
        replace(record, words=0, keywords=(), links=frozenset(), xref_targets=frozenset()),
        reading_minutes(record.words, env.config.anthology_words_per_minute),
        sorted(record.links),
        targets,
        # a fragment is the id of any element of a document
        [find_place(env, address) for address in addresses if "#" in address],
    )


def _toctrees(env: BuildEnvironment) -> Iterator[tuple[object, ...]]:
    """Yield the documents that have toctrees, with the entries and the options of each."""
    for docname, entries in sorted(env.toctree_includes.items()):
        for toctree in env.tocs[docname].findall(addnodes.toctree):
            options = sorted((key, repr(value)) for key, value in toctree.attributes.items())
            yield docname, entries, options
