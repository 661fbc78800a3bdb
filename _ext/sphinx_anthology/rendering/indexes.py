"""The directives ``{tag-index}``, ``{series-index}``, ``{author-index}`` and ``{archive}``.

In a site each name leads to its page. Any other output has no such pages, so there the posts stand
under each name, and what refers to the name leads here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.pages.addresses import entry_id
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import link_to_post, link_to_term
from sphinx_anthology.nodes.inline import given_name
from sphinx_anthology.nodes.only_expressions import conditions, hold
from sphinx_anthology.rendering.byline_fields import term_name
from sphinx_bindery.common.builders import builder_of, is_html_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.taxonomy import Term
    from sphinx_anthology.nodes.placeholders import index_placeholder

_ = get_translation("anthology")


def write_indexes(env: BuildEnvironment, placeholders: Iterable[index_placeholder]) -> None:
    """Replace the placeholders; an index of nothing says so in a sentence."""
    domain = anthology_domain(env)
    builder = builder_of(env)
    is_site = is_html_site(builder)
    targets = set(domain.index_pages.items())
    for placeholder in placeholders:
        docname, taxonomy = placeholder.docname, placeholder.taxonomy
        terms = domain.catalogue.terms(taxonomy)
        if not terms:
            text = _("There are no entries yet.")
            index: nodes.Element = nodes.paragraph(text, text, classes=["post-index"])
        else:
            # the first index on the page is the target, of those that this output keeps
            with_ids = (taxonomy, docname) in targets and hold(
                conditions(placeholder), builder.tags
            )
            if with_ids:
                targets.discard((taxonomy, docname))
            index = (
                _names(terms, docname)
                if is_site
                else _names_with_posts(terms, docname, with_ids=with_ids)
            )
            index["classes"] += ["post-index", str(taxonomy)]
        placeholder.replace_self(index)


def _names(terms: tuple[Term, ...], docname: str) -> nodes.Element:
    """Return the names with their counts, each leading to its page."""
    items = []
    for term in terms:
        link = link_to_term(term, _name(term), docname)
        paragraph = nodes.paragraph("", "", link, nodes.Text(" "), _count(term))
        items.append(nodes.list_item("", paragraph))
    return nodes.bullet_list("", *items, bullet="*")


def _names_with_posts(terms: tuple[Term, ...], docname: str, *, with_ids: bool) -> nodes.Element:
    """Return the names with their counts, and under each its posts."""
    items = []
    for term in terms:
        ids = [entry_id(term)] if with_ids else []
        name = nodes.term("", "", _name(term), nodes.Text(" "), _count(term), ids=ids)
        posts = nodes.bullet_list("", *_posts(term, docname), bullet="*")
        items.append(nodes.definition_list_item("", name, nodes.definition("", posts)))
    return nodes.definition_list("", *items, classes=["with-pages"])


def _name(term: Term) -> given_name:
    return given_name("", term_name(term), classes=["index-name"])


def _count(term: Term) -> nodes.inline:
    return nodes.inline("", f"({len(term.docnames)})", classes=["count"])


def _posts(term: Term, docname: str) -> Iterator[nodes.list_item]:
    for target in term.docnames:
        yield nodes.list_item("", nodes.paragraph("", "", link_to_post(target, docname)))
