"""Labels that several documents define: each document refers to its own.

Sphinx keeps one document for each label, the one that was read or merged last, so a reference in
one post to its own ``(summary)=`` leads to another post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx import addnodes
from sphinx_bindery.common import domain as domains
from sphinx_bindery.common.domain import bindery_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_bindery.common.domain import Label


def collect_labels(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: collect the labels that Sphinx has registered for a document."""
    docname = app.env.current_document.docname
    domain = app.env.domains.standard_domain
    found = {}
    for name in doctree.nametypes:
        owner, identifier = domain.anonlabels.get(name, ("", ""))
        if owner == docname:
            found[name] = identifier, domain.labels.get(name, ("", "", ""))[2]
    if found:
        bindery_domain(app.env).labels[docname] = found


def share_labels(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: give each shared label to its first document, by docname.

    Every document that shares it also gets a label with the docname before it.
    """
    domain, labels = env.domains.standard_domain, bindery_domain(env).labels
    owners: dict[str, list[str]] = {}
    for docname in sorted(labels):
        for name in labels[docname]:
            owners.setdefault(name, []).append(docname)
    for name, docnames in owners.items():
        if len(docnames) > 1 or name not in domain.anonlabels:
            _register(domain, name, docnames[0], labels[docnames[0]][name])
        if len(docnames) > 1:
            for docname in docnames:
                _register(domain, _own(docname, name), docname, labels[docname][name])
    return []


def _own(docname: str, name: str) -> str:
    return f"{docname}:{name}"


def _register(domain: StandardDomain, name: str, docname: str, label: Label) -> None:
    identifier, title = label
    domain.anonlabels[name] = docname, identifier
    if title:
        domain.labels[name] = docname, identifier, title
    else:
        domain.labels.pop(name, None)


class OwnLabels(SphinxPostTransform):
    """Post-transform of references to a shared label in a document that has it."""

    default_priority: ClassVar[int] = 5  # before Sphinx resolves references (10)

    def run(self, **_kwargs: object) -> None:
        """Change the targets of the references."""
        known = self.env.domains.standard_domain.anonlabels
        for node in self.document.findall(addnodes.pending_xref):
            if node.get("reftype") in {"ref", "numref", "any", "myst"}:
                own = _own(node.get("refdoc", ""), str(node["reftarget"]).lower())
                if own in known:
                    node["reftarget"] = own


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handlers, and register the post-transform."""
    app.setup_extension(domains.__name__)
    app.connect("doctree-read", collect_labels)
    app.connect("env-updated", share_labels)
    app.add_post_transform(OwnLabels)
    return {"env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
