"""Cache of the objects of all domains, which the inventory and the search index both list."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.locale import __
from sphinx.util.display import progress_message
from sphinx.util.inventory import InventoryFile

from sphinx_bindery.speedups.builders import extend_builders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.domains._domains_container import _DomainsContainer
    from sphinx.environment import BuildEnvironment


class KnownDomain:
    """A domain, and what it names, found when it is first asked for."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._objects: list[tuple[str, str, str, str, str, int]] | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a domain has)
        return getattr(self._domain, name)

    def get_objects(self) -> list[tuple[str, str, str, str, str, int]]:
        """Return what the domain names."""
        if self._objects is None:
            self._objects = list(self._domain.get_objects())
        return self._objects


class KnownDomains:
    """All domains of a book, to be asked once nothing changes any more."""

    def __init__(self, domains: _DomainsContainer) -> None:
        self._domains = [KnownDomain(domain) for domain in domains.sorted()]

    def sorted(self) -> Sequence[KnownDomain]:
        """Return them in the order of their names, as Sphinx asks for them."""
        return self._domains


class ObjectCache(StandaloneHTMLBuilder):
    """Mixin."""

    _domains: KnownDomains | None = None

    def handle_finish(self) -> None:
        """Write the index and the inventory."""
        self._domains = KnownDomains(self.env.domains)
        if self.indexer is not None:
            self.indexer._domains = self._domains  # type: ignore[assignment]
        super().handle_finish()

    @progress_message(__("dumping object inventory"))
    def dump_inventory(self) -> None:
        """Write the inventory."""
        domains = self._domains or KnownDomains(self.env.domains)
        told = SimpleNamespace(config=self.config, domains=domains)
        InventoryFile.dump(self.outdir / INVENTORY_FILENAME, cast("BuildEnvironment", told), self)


def setup(app: Sphinx) -> None:
    """Extend the builders of the site."""
    extend_builders(app, ObjectCache, "html", "dirhtml")
