"""The toctree of posts that are in no other toctree: ABlog does not need it, a book does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx_anthology.core.posts.post import document_of
from sphinx_anthology.domain import anthology_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_CLASS = "ablog-posts"


def add_posts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: add posts that are in no toctree to one of the root document.

    It is part of the structure of the book only; the page of the root document does not show it.
    """
    root = app.config.root_doc
    table = env.tocs.get(root)
    if table is None:
        return []
    for old in list(table.findall(addnodes.toctree)):
        if _CLASS in old["classes"]:
            old.parent.remove(old)
            own = set(old["includefiles"])
            kept = [name for name in env.toctree_includes.get(root, []) if name not in own]
            env.toctree_includes[root] = kept
    included = {name for names in env.toctree_includes.values() for name in names}
    pages = dict.fromkeys(
        document_of(post.docname) for post in anthology_domain(env).catalogue.posts
    )
    missing = [name for name in pages if name in env.all_docs and name not in {*included, root}]
    if missing:
        env.toctree_includes.setdefault(root, []).extend(missing)
        table += _toctree(root, missing)
    return []


def _toctree(root: str, docnames: list[str]) -> nodes.Element:
    return addnodes.toctree(
        parent=root,
        entries=[(None, name) for name in docnames],
        includefiles=docnames,
        maxdepth=-1,
        caption=None,
        rawcaption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=False,
        classes=[_CLASS],
    )
