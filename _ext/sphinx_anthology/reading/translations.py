"""Translations of front matter, in the message catalogues of its document.

Sphinx translates what is in the text of a document
(https://www.sphinx-doc.org/en/master/usage/advanced/intl.html); the title of a post may be in its
front matter alone, and its description always is.
"""

from __future__ import annotations

from gettext import translation
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.i18n import docname_to_domain

from sphinx_anthology.domain import anthology_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def translated(env: BuildEnvironment, docname: str, text: str) -> str:
    """Return the translation of a text in the catalogue of a document, or the text itself."""
    config = env.config
    if not text or not config.language or not config.locale_dirs:
        return text
    domain = docname_to_domain(docname, config.gettext_compact)
    folders = (env.srcdir / folder for folder in config.locale_dirs)
    catalogues = (
        translation(domain, folder, [config.language], fallback=True) for folder in folders
    )
    found = (catalogue.gettext(text) for catalogue in catalogues)
    return next((message for message in found if message != text), text)


class DescriptionMessages(SphinxPostTransform):
    """Post-transform that adds the description of a post to its message catalogue."""

    default_priority: ClassVar[int] = 900
    builders = ("gettext",)

    def run(self, **_kwargs: object) -> None:
        """Add a node whose content Sphinx extracts."""
        docname = self.env.current_document.docname
        post = anthology_domain(self.env).catalogue.by_docname.get(docname)
        if post and post.description:
            message = nodes.meta(name="description", content=post.description)
            message.source, message.line = str(self.env.doc2path(docname)), 1
            message.uid = ""  # type: ignore[attr-defined]  # as Sphinx does for toctrees
            self.document.insert(0, message)
