"""The domain ``bindery``: what the environment keeps of each build for both extensions.

It has no objects, roles or directives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from docutils.nodes import reference
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

Label: TypeAlias = tuple[str, str]
"""The identifier of an element, and its title, which only ``numref`` does without."""

_LABELS, _CATALOGUES = "labels", "catalogues"


class BinderyDomain(Domain):
    """The data of the environment that belongs to no element of a document."""

    name = "bindery"
    label = "Bindery"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {_LABELS: {}, _CATALOGUES: None}

    @property
    def labels(self) -> dict[str, dict[str, Label]]:
        """The labels that Sphinx has registered for each document, by docname."""
        return cast("dict[str, dict[str, Label]]", self.data[_LABELS])

    @property
    def catalogues(self) -> Mapping[str, object] | None:
        """The state of each message catalogue that the documents were read with.

        None before the first build.
        """
        return cast("Mapping[str, object] | None", self.data[_CATALOGUES])

    def note_catalogues(self, states: Mapping[str, object]) -> None:
        """Store the state of each message catalogue."""
        self.data[_CATALOGUES] = dict(states)

    def clear_doc(self, docname: str) -> None:
        """Remove the data of a document."""
        self.labels.pop(docname, None)

    def merge_domaindata(self, docnames: Collection[str], otherdata: dict[str, Any]) -> None:
        """Merge the data of documents that a worker process has read."""
        labels = otherdata[_LABELS]
        self.labels.update((name, labels[name]) for name in docnames if name in labels)

    def resolve_any_xref(self, *_arguments: object) -> list[tuple[str, reference]]:
        """Resolve no references: MyST warns about a domain without this method."""
        return []


def bindery_domain(env: BuildEnvironment) -> BinderyDomain:
    """Return the domain of an environment."""
    return cast("BinderyDomain", env.domains[BinderyDomain.name])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the domain."""
    app.add_domain(BinderyDomain)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
