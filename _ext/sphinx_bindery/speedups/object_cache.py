"""What the domains name in a book, found once for its inventory and for its search.

To tell the titles of all documents takes longer than to write either of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.domains import Domain
    from sphinx.domains._domains_container import _DomainsContainer


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
