"""Labels that several documents share: each document refers to its own.

Sphinx keeps one document for each label, the one that was read or merged last, so a reference in
one post to its own ``(summary)=`` leads to another post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_Label = tuple[str, str]
"""The identifier of an element, and its title, which only ``numref`` does without."""


def _labels(env: BuildEnvironment) -> dict[str, dict[str, _Label]]:
    """Return the labels of each document, by docname."""
    if not hasattr(env, "bindery_labels"):
        env.bindery_labels = {}  # type: ignore[attr-defined]
    labels: dict[str, dict[str, _Label]] = env.bindery_labels  # type: ignore[attr-defined]
    return labels


class LabelCollector(EnvironmentCollector):
    """Collector of the labels that Sphinx has registered for each document."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget the labels of a document."""
        _labels(env).pop(docname, None)

    def merge_other(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over the labels of documents that a worker process has read."""
        _labels(env).update(
            (docname, labels) for docname, labels in _labels(other).items() if docname in docnames
        )

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Collect the labels of the document that has just been read."""
        docname = app.env.current_document.docname
        domain = app.env.domains.standard_domain
        found = {}
        for name in doctree.nametypes:
            owner, identifier = domain.anonlabels.get(name, ("", ""))
            if owner == docname:
                found[name] = identifier, domain.labels.get(name, ("", "", ""))[2]
        if found:
            _labels(app.env)[docname] = found


def share_labels(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: give each shared label to its first document, by docname.

    Every document that shares it also gets a label with the docname before it.
    """
    domain = env.domains.standard_domain
    owners: dict[str, list[str]] = {}
    for docname in sorted(_labels(env)):
        for name in _labels(env)[docname]:
            owners.setdefault(name, []).append(docname)
    for name, docnames in owners.items():
        if len(docnames) > 1 or name not in domain.anonlabels:
            _register(domain, name, docnames[0], _labels(env)[docnames[0]][name])
        if len(docnames) > 1:
            for docname in docnames:
                _register(domain, _own(docname, name), docname, _labels(env)[docname][name])
    return []


def _own(docname: str, name: str) -> str:
    return f"{docname}:{name}"


def _register(domain: StandardDomain, name: str, docname: str, label: _Label) -> None:
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
    """Register the collector, the handler and the post-transform."""
    app.add_env_collector(LabelCollector)
    app.connect("env-updated", share_labels)
    app.add_post_transform(OwnLabels)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
