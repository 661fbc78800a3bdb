"""Translations of front matter, in the message catalogues of its document.

Sphinx translates what is in the text of a document
(https://www.sphinx-doc.org/en/master/usage/advanced/intl.html); the title of a post may be in its
front matter alone, and its description always is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.i18n import docname_to_domain

from sphinx import addnodes
from sphinx_anthology.core.languages.translated_terms import TRANSLATED
from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.post import document_of
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.placeholders import GENERATED
from sphinx_bindery.common.messages.book_texts import add_messages
from sphinx_bindery.common.messages.catalogue_files import translation_of
from sphinx_bindery.common.repairs.option_names import option_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post

_KEYS = {
    Taxonomy.TAG: ("tags", "anthology_tags"),
    Taxonomy.SERIES: ("series", "anthology_series"),
    Taxonomy.CATEGORY: ("categories", ""),
}
"""The key of the front matter and the option with the terms of a taxonomy."""


def translated(env: BuildEnvironment, docname: str, text: str) -> str:
    """Return the translation of a text in the catalogue of a document, or the text itself."""
    domain = docname_to_domain(docname, env.config.gettext_compact)
    return translation_of(env.srcdir, env.config, domain)(text) if text else text


class FrontMatterMessages(SphinxPostTransform):
    """Post-transform that adds texts of the front matter to the catalogue of a post.

    The title is the heading of the document, which Sphinx extracts.
    """

    default_priority: ClassVar[int] = 900
    builders = ("gettext",)

    def run(self, **_kwargs: object) -> None:
        """Add nodes whose contents Sphinx extracts."""
        docname = self.env.current_document.docname
        domain = anthology_domain(self.env)
        post = domain.catalogue.by_docname.get(docname)
        for key, text in _texts(post) if post else ():
            message = nodes.meta(name=key, content=text)
            message.source = str(self.env.doc2path(docname))
            message.line = post.line_of(key) if post else 1
            message.uid = ""  # type: ignore[attr-defined]  # as Sphinx does for toctrees
            self.document.insert(0, message)


def _texts(post: Post) -> Iterator[tuple[str, str]]:
    """Yield the keys with texts that are in no other message, the last one first."""
    texts = {
        "location": post.location,
        "image_alt": post.image_alt,
        "description": post.description,
    }
    return ((key, text) for key, text in texts.items() if text)


def extract_terms(app: Sphinx, builder: Builder) -> None:
    """Handle ``write-started``: add terms to the catalogue of the book, for translators.

    Generated captions are names of terms, or messages of this extension, so they are left out of
    the messages of their documents.
    """
    if not isinstance(builder, MessageCatalogBuilder):
        return
    for toc in app.env.tocs.values():
        for toctree in toc.findall(addnodes.toctree):
            if toctree.get(GENERATED):
                toctree.attributes.pop("rawcaption", None)
    catalogue = anthology_domain(app.env).source_catalogue
    for taxonomy in TRANSLATED:
        key, option = _KEYS[taxonomy]
        place = option_place(app.confdir, option) if option else None
        for term in catalogue.terms(taxonomy):
            post = next(post for post in catalogue.posts if term.name in NAMES[taxonomy](post))
            path = app.env.doc2path(document_of(post.docname))
            add_messages(builder, [term.name], f"{path}:{post.line_of(key)}")
            add_messages(builder, [term.description], place or app.confdir)


def connect_translations(app: Sphinx) -> None:
    """Register the transform and the handler that extract the messages of posts and terms."""
    app.add_post_transform(FrontMatterMessages)
    app.connect("write-started", extract_terms)
