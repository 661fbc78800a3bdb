"""Tags in the general index: entries besides those of glossaries and of ``index`` directives."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.posts.post import document_of
from sphinx_anthology.core.posts.taxonomy import Taxonomy, fold
from sphinx_anthology.domain import anthology_domain
from sphinx_bindery.common.builders import is_html_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.domain import AnthologyDomain, IndexEntry

_SINGLE = "single"


def add_tags_to_index(app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-updated``: replace the index entries of tags, once the terms are complete.

    A tag that differs from an existing entry only in case and spaces takes its spelling.
    """
    domain, known = anthology_domain(env), env.domains.index_domain.entries
    for docname, entry in domain.index_entries:
        with suppress(KeyError, ValueError):  # reading the document again has removed it
            known[docname].remove(entry)
            if not known[docname]:
                del known[docname]
    spellings = {
        fold(term): term
        for entries in known.values()
        for kind, value, *_rest in entries
        if kind == _SINGLE and (term := value.partition(";")[0].strip())
    }
    found = [*_tag_entries(domain, app.builder, spellings)]
    for docname, entry in found:
        known.setdefault(docname, []).append(entry)
    domain.note_index_entries(found)


def _tag_entries(
    domain: AnthologyDomain, builder: Builder, spellings: dict[str, str]
) -> Iterator[tuple[str, IndexEntry]]:
    """Yield the entries with their documents: the page of a tag, or its posts in a book."""
    for term in domain.catalogue.terms(Taxonomy.TAG):
        # a semicolon divides an entry
        name = spellings.get(fold(term.name), term.name.replace(";", ","))
        if is_html_site(builder):
            yield page_name(term), (_SINGLE, name, "", "", None)
            continue
        for docname in term.docnames:
            record = domain.record(docname)
            place = record.anchor or record.title_id
            yield document_of(docname), (_SINGLE, name, place, "", None)
